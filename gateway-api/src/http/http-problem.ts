import { randomUUID } from 'node:crypto';
import { detailOf, DomainError, fieldProblemText, type FieldError, type Language } from '@daunguon/records';
import type { NextFunction, Request, Response } from 'express';
import { allProblems, type HttpProblemCode } from './http-problems.ts';

/** An error that is not a rule's: sign-in, transport, body. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: HttpProblemCode;
  /** What it is about, the same in every language; may be empty. */
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Extension members (RFC 9457 §3.2). */
  readonly more: Readonly<Record<string, unknown>>;
  constructor(
    code: HttpProblemCode,
    subject = '',
    headers: Readonly<Record<string, string>> = {},
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detailOf(allProblems[code], subject, 'en'));
    this.name = 'HttpProblem';
    this.status = allProblems[code].status;
    this.code = code;
    this.subject = subject;
    this.headers = headers;
    this.more = more;
  }
}

/** What a body parser or the router refused, by the status it gave; anything else is unexpected and tells nothing. */
const transportCodes: Readonly<Record<number, HttpProblemCode>> = {
  400: 'http/bad-request',
  413: 'http/body-too-large',
  415: 'http/unsupported',
};

const known = (error: unknown): HttpProblem | DomainError => {
  if (error instanceof HttpProblem || error instanceof DomainError) return error;
  if (/^Mongo(ose)?(Network|ServerSelection|NotConnected|PoolC|Topology)/.test((error as Error | null)?.name ?? '')) {
    return new HttpProblem('index/unavailable', '', { 'Retry-After': '5' });
  }
  const status = Number((error as { status?: unknown } | null)?.status);
  return new HttpProblem(transportCodes[status] ?? 'http/unexpected');
};

/** What is wrong with a field may be a problem of its own, such as a record that it names and that is not there. */
const fieldWords = (code: string, language: Language): string =>
  allProblems[code as HttpProblemCode]?.title[language] ?? fieldProblemText(code, language);

const fieldIn = (language: Language) => (error: FieldError) => ({
  pointer: error.pointer,
  code: error.detail,
  detail: fieldWords(error.detail, language),
});

/** RFC 9457 body and status of any error. `instance` names the one request, by which its log line is found. */
function problemOf(error: unknown, language: Language, requestId: string) {
  const refusal = known(error);
  const { code, subject } = refusal;
  const row = allProblems[code] ?? allProblems['http/unexpected'];
  const body = {
    type: `urn:daunguon:problem:${code.replace('/', ':')}`,
    title: row.title[language],
    status: row.status,
    detail: detailOf(row, subject, language),
    instance: `urn:uuid:${requestId}`,
    code,
    ...(refusal instanceof DomainError ? { errors: refusal.errors.map(fieldIn(language)) } : refusal.more),
  };
  return { status: row.status, body, headers: refusal instanceof HttpProblem ? refusal.headers : {} };
}

/** Vietnamese unless the client asks for English (RFC 9110 §12.5.4). */
export const languageOf = (request: Request): Language => (request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi');

/** Last middleware: every error leaves as application/problem+json. */
export function sendProblem(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const language = languageOf(request);
  const requestId = String(response.get('X-Request-Id') ?? randomUUID());
  const { status, body, headers } = problemOf(error, language, requestId);
  // Under load a line for each that was turned away would be a load of its own.
  if (status >= 500 && body.code !== 'http/busy') console.error(requestId, error);
  // For whoever watches requests: the audit log, and what a security operations centre is told.
  response.locals['problem'] = body.code;
  response.set(headers).set('Content-Language', language).vary('Accept-Language');
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
