import { hostname } from 'node:os';
import { securityEventKinds, type SecurityEvent } from './security-event.ts';

/** Facilities (RFC 5424 §6.2.1): security and authorisation, and log audit for what administrators do. */
const [authpriv, audit] = [10, 13];
/** An enterprise number for examples (RFC 5612): the name of the structured data is to be unique, and this product has no number of its own. */
const sdId = 'event@32473';

/** PRINTUSASCII without what the field must not hold; `-` for nothing. */
const field = (text: string, most: number): string => text.replace(/[^\x21-\x7e]/g, '').slice(0, most) || '-';
/** PARAM-VALUE (§6.3.3): the three characters that end it are escaped, others than text are no part of a line. */
const value = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(/["\\\]]/g, '\\$&');

const params = ['kind', 'outcome', 'act', 'requestId', 'who', 'unit', 'role', 'status', 'code', 'source'] as const;

/** One event as a message of RFC 5424. */
export function syslogMessage(event: SecurityEvent, host = hostname(), processId = process.pid): string {
  const priority = (event.kind === 'administration' ? audit : authpriv) * 8 + securityEventKinds[event.kind];
  const data = params
    .filter((name) => event[name] !== undefined)
    .map((name) => `${name}="${value(String(event[name]))}"`)
    .join(' ');
  const head = `<${priority}>1 ${event.at} ${field(host, 255)} daunguon-gateway ${processId} ${field(event.kind, 32)}`;
  return `${head} [${sdId} ${data}] ${event.kind} ${event.outcome}`;
}
