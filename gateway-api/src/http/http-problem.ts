import { DomainError, problems, problemType, type ProblemCode } from '@daunguon/records';
import type { NextFunction, Request, Response } from 'express';

/** An error that is not a rule's: sign-in, transport, body. `code` is `http/…` and becomes the problem type. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const statusOf = (error: unknown): number => {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
};

/** RFC 9457 body and status of any error; the detail of an unexpected error is not shown. */
export function problemOf(error: unknown, language: 'vi' | 'en') {
  if (error instanceof DomainError) {
    const title = problems[error.code as ProblemCode].title[language];
    return {
      status: error.status,
      body: {
        type: problemType(error.code),
        title,
        status: error.status,
        code: error.code,
        detail: error.detail,
        errors: error.errors,
      },
    };
  }
  const status = statusOf(error);
  const known = error instanceof HttpProblem;
  const code = known ? error.code : `http/${status}`;
  const detail = known ? error.message : status < 500 ? String((error as Error).message) : 'unexpected error';
  const type = `urn:daunguon:problem:${code.replace('/', ':')}`;
  return { status, body: { type, title: detail, status, code, detail } };
}

/** Last middleware: every error leaves as application/problem+json. */
export function sendProblem(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, body } = problemOf(error, request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi');
  if (status >= 500) console.error(error);
  if (error instanceof HttpProblem) response.set(error.headers);
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
