import type { Request, Response } from 'express';

/** Longest wait for a checkpoint that a request may ask for, seconds. */
const most = 60;

/** Seconds of `Prefer: wait=<s>` (RFC 7240 §4.3); undefined where it is not asked for. */
export function preferredWait(header: string | undefined): number | undefined {
  for (const preference of (header ?? '').split(',')) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,4})"?\s*(;.*)?$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), most);
  }
  return undefined;
}

/**
 * Waits, where the client prefers it, until a published checkpoint covers the block; says in the answer whether one does.
 * Committed is committed: a checkpoint that does not come in time is no failure.
 */
export async function awaitCheckpoint(
  request: Pick<Request, 'get'>,
  response: Pick<Response, 'set'>,
  covered: (block: number, milliseconds: number) => Promise<boolean>,
  block: number,
): Promise<{ covered?: boolean }> {
  const seconds = preferredWait(request.get('Prefer'));
  if (seconds === undefined) return {};
  const isCovered = await covered(block, seconds * 1000);
  response.set('Preference-Applied', `wait=${seconds}`);
  return { covered: isCovered };
}
