import { detailOf } from './problem.ts';
import { problems, type ProblemCode } from './problems.ts';

export interface FieldError {
  /** RFC 6901 pointer into the command. */
  readonly pointer: string;
  /** A code of `fieldProblems`. */
  readonly detail: string;
}

/** A refusal with a stable code. Its JSON travels in the chaincode's error message and becomes an RFC 9457 problem. */
export class DomainError<Code extends ProblemCode = ProblemCode> extends Error {
  readonly code: Code;
  readonly status: number;
  /** What it is about: an id, a code or an amount, the same in every language; may be empty. */
  readonly subject: string;
  readonly errors: readonly FieldError[];

  constructor(code: Code, subject = '', errors: readonly FieldError[] = []) {
    super(detailOf(problems[code], subject, 'en'));
    this.name = 'DomainError';
    this.code = code;
    this.status = problems[code].status;
    this.subject = subject;
    this.errors = errors;
  }

  toJSON(): { code: Code; status: number; subject: string; errors: readonly FieldError[] } {
    return { code: this.code, status: this.status, subject: this.subject, errors: this.errors };
  }
}

/** What a rule says of one row of a bulk command; its refusal points to the row. */
export function inRow<Value>(list: string, index: number, rule: () => Value): Value {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.subject, [{ pointer: `${list}/${index}`, detail: error.code }]);
  }
}

/** gRPC trailers over about 40 kB are lost and every peer adds one: the JSON of an error stays under this many characters. */
const maxMessageLength = 4000;

/** The error message that chaincode throws: JSON of at most 4 kB, field errors dropped from the end. */
export const domainErrorMessage = (error: DomainError): string => {
  const json = error.toJSON();
  const subject = json.subject.slice(0, 500);
  for (let count = json.errors.length; count > 0; count = Math.floor(count / 2)) {
    const message = JSON.stringify({ ...json, subject, errors: json.errors.slice(0, count) });
    if (new TextEncoder().encode(message).length <= maxMessageLength) return message;
  }
  return JSON.stringify({ ...json, subject, errors: [] });
};

const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && Object.hasOwn(problems, code);

/** The DomainError inside a message such as Fabric's `chaincode response 500, {…}`; undefined if there is none. */
export const parseDomainError = (message: string): DomainError | undefined => {
  const start = message.indexOf('{"code":');
  const end = message.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  try {
    const parsed = JSON.parse(message.slice(start, end + 1)) as { code?: unknown; subject?: unknown; errors?: unknown };
    if (!isProblemCode(parsed.code)) return undefined;
    const errors = Array.isArray(parsed.errors) ? (parsed.errors as FieldError[]) : [];
    return new DomainError(parsed.code, String(parsed.subject), errors);
  } catch {
    return undefined;
  }
};

/** Problem type URI of RFC 9457: `urn:daunguon:problem:origin:batch-not-found`. */
export const problemType = (code: ProblemCode): string => `urn:daunguon:problem:${code.replace('/', ':')}`;
