/** One wrong field of a command, as RFC 9457 problems of the gateway name it. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What is wrong with a file, or with one of its rows. */
export interface RowProblem {
  readonly line: number;
  readonly vi: string;
  readonly en: string;
}

/** Why a request gave no answer that can be used. */
export type ApiErrorKind =
  /** Nobody answered: nothing is known about what was sent. */
  | 'offline'
  /** 202: it may be committed. Sending the same request again is safe. */
  | 'unknown-outcome'
  | 'session-ended'
  /** The sign-in is not of the assurance level that an act of issuance asks for. */
  | 'assurance'
  | 'not-found'
  | 'refused';

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly rows: readonly RowProblem[];
  /** Of the HTTP answer; 0 where there was none. */
  readonly status: number;
  constructor(
    kind: ApiErrorKind,
    message: string,
    code = '',
    fields: readonly FieldProblem[] = [],
    rows: readonly RowProblem[] = [],
    status = 0,
  ) {
    super(message);
    this.name = 'ApiError';
    this.kind = kind;
    this.code = code;
    this.fields = fields;
    this.rows = rows;
    this.status = status;
  }
}

const isField = (value: unknown): value is FieldProblem =>
  typeof value === 'object' && value !== null && 'pointer' in value && 'detail' in value;

const isRow = (value: unknown): value is RowProblem =>
  typeof value === 'object' && value !== null && 'line' in value && 'vi' in value && 'en' in value;

/** The error in an answer of the gateway, or of a proxy before it. */
export function errorOf(status: number, body: unknown): ApiError {
  const { detail, title, code, errors } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const text = String(detail ?? title ?? status);
  const fields = Array.isArray(errors) ? errors.filter(isField) : [];
  const rows = Array.isArray(errors) ? errors.filter(isRow) : [];
  const codeText = typeof code === 'string' ? code : '';
  if (codeText === 'auth/insufficient-assurance') return new ApiError('assurance', text, codeText, [], [], status);
  if (status === 401) return new ApiError('session-ended', text, codeText, [], [], status);
  if (status === 404) return new ApiError('not-found', text, codeText, [], [], status);
  if (status === 502 && codeText === '') return new ApiError('offline', text);
  return new ApiError('refused', text, codeText, fields, rows, status);
}

/** Message of each wrong field by its pointer, such as `/weightKg`. */
export const fieldMessages = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof ApiError ? Object.fromEntries(error.fields.map(({ pointer, detail }) => [pointer, detail])) : {};
