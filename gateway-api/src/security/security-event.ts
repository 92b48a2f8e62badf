/** What a security operations centre is told of. Nobody's name, number or text is in it: people stand by their blinded account. */
export interface SecurityEvent {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly kind: SecurityEventKind;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Method and path pattern, such as `POST /api/exchange/partners/:id/revoke`. */
  readonly act: string;
  /** By which the request's log line is found. */
  readonly requestId?: string;
  /** Blinded account of the person; absent where nobody had signed in. */
  readonly who?: string;
  readonly unit?: string;
  readonly role?: string;
  /** HTTP status of the answer, and the code of its problem. */
  readonly status?: number;
  readonly code?: string;
  /** Address of the sender, for the centre alone: the product keeps it nowhere. */
  readonly source?: string;
}

/** Kinds, each with its severity (RFC 5424 §6.2.1): 4 warning, 5 notice, 6 informational. */
export const securityEventKinds = {
  /** An act of administration, of which the audit log has a line too. */
  administration: 5,
  'sign-in': 6,
  'sign-in-failed': 4,
  'sign-out': 6,
  /** 401: no token, or one that opens nothing. */
  unauthenticated: 5,
  /** 403: signed in, and not allowed. */
  forbidden: 4,
  /** 429. */
  'rate-limited': 4,
  malware: 4,
  'scanner-down': 4,
  started: 5,
  stopped: 5,
} as const;
export type SecurityEventKind = keyof typeof securityEventKinds;
