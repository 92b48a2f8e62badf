import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { AddressRefused, checkedAddress, type ReceiverRules } from './receiver-address.ts';

/** Why an attempt failed; a status that is not 2xx is `status`, a redirect is followed by nobody. */
export const failures = [
  'address',
  'unresolved',
  'connection',
  'timeout',
  'redirect',
  'status',
  'not-permitted',
] as const;
export type Failure = (typeof failures)[number];
export type Outcome =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly failure: Failure; readonly status?: number; readonly retryAfterMs?: number };

export interface PostRules extends ReceiverRules {
  /** From the first look-up to the head of the answer. */
  readonly timeoutMs: number;
  /** Ends an attempt that is under way, at once. */
  readonly stopping?: AbortSignal;
}

const pinnedTo =
  (address: string, family: number): LookupFunction =>
  (_host, options, callback) => {
    if (options.all === true) (callback as (e: null, a: object[]) => void)(null, [{ address, family }]);
    else callback(null, address, family);
  };

const secondsOf = (text: string | undefined): { readonly retryAfterMs?: number } =>
  /^\d{1,6}$/.test(text ?? '') ? { retryAfterMs: Number(text) * 1000 } : {};

/**
 * Posts a body once. The head of the answer says all: its body is never read, so it may be as long and as slow as it likes, and nothing that the
 * receiver writes is kept. A head that does not come within the time is a failure, however it trickles.
 */
export async function postOnce(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  rules: PostRules,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(rules.timeoutMs);
  const signal = AbortSignal.any([timeout, ...(rules.stopping === undefined ? [] : [rules.stopping])]);
  const timedOut = new Promise<never>((_, fail) =>
    signal.addEventListener('abort', () => fail(new Error('timeout')), { once: true }),
  );
  timedOut.catch(() => undefined);
  let checked;
  try {
    checked = await Promise.race([checkedAddress(address, rules), timedOut]);
  } catch (error) {
    if (signal.aborted) return { ok: false, failure: 'timeout' };
    return { ok: false, failure: error instanceof AddressRefused ? 'address' : 'unresolved' };
  }
  const { url, address: ip, family } = checked;
  const bytes = Buffer.from(body);
  return new Promise((done) => {
    const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const asked = ask(url, {
      ...{ method: 'POST', agent: false as const, signal, lookup: pinnedTo(ip, family) },
      headers: {
        ...{ 'content-type': 'application/json', 'user-agent': 'daunguon-webhooks/1' },
        ...{ ...headers, 'content-length': String(bytes.length) },
      },
    });
    asked.once('response', (answer) => {
      const status = answer.statusCode ?? 0;
      answer.on('error', () => undefined);
      answer.destroy();
      if (status >= 200 && status < 300) done({ ok: true, status });
      else if (status >= 300 && status < 400) done({ ok: false, failure: 'redirect', status });
      else done({ ok: false, failure: 'status', status, ...secondsOf(answer.headers['retry-after']) });
    });
    const lost = (): void => done({ ok: false, failure: signal.aborted ? 'timeout' : 'connection' });
    // What switches protocols or ends without an answer closes without an error.
    asked.on('error', lost).on('close', lost);
    asked.end(bytes);
  });
}
