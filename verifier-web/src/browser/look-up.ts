import { checkAnswer, isWhole } from './check-answer.ts';
import { readAnswer } from './record-answer.ts';
import { savedAnswer, saveAnswer } from './record-store.ts';
import type { Lookup } from './verdict.ts';

const timeoutMs = 12_000;

/** Asks the gateway for one record, once, and falls back to the copy kept on this device when it cannot be reached. */
export async function lookUp(id: string): Promise<Lookup> {
  const response = await ask(id);
  if (response === null || response.status >= 500) return (await fromSaved(id)) ?? { kind: 'offline' };
  if (response.status === 404 || response.status === 410) return { kind: 'absent' };
  if (!response.ok) return { kind: 'unreadable' };
  try {
    const json: unknown = await response.json();
    const lookup = read(id, json, null);
    if (lookup.kind === 'answered' && isWhole(lookup.check)) await saveAnswer(id, json, new Date());
    return lookup;
  } catch {
    return { kind: 'unreadable' };
  }
}

async function ask(id: string): Promise<Response | null> {
  try {
    const gateway = await gatewayUrl();
    return await fetch(`${gateway}/r/${id}`, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      signal: deadline(),
    });
  } catch {
    return null;
  }
}

/** AbortSignal.timeout is missing in some old phones' browsers. */
function deadline(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), timeoutMs);
  return controller.signal;
}

async function gatewayUrl(): Promise<string> {
  const config = (await (await fetch('/config.json')).json()) as { gateway?: unknown };
  if (typeof config.gateway !== 'string' || config.gateway === '') throw new Error('config.json names no gateway');
  return config.gateway;
}

async function fromSaved(id: string): Promise<Lookup | null> {
  const saved = await savedAnswer(id);
  return saved === null ? null : read(id, saved.json, saved.savedAt);
}

function read(id: string, json: unknown, savedAt: string | null): Lookup {
  const answer = readAnswer(json);
  return answer === null
    ? { kind: 'unreadable' }
    : { kind: 'answered', answer, check: checkAnswer(id, answer), savedAt };
}
