import { objectField, textField } from '../check/body-fields.ts';
import { postJson } from '../check/post-json.ts';

const timeoutMs = 8000;

export type Sent = { ok: true; json: unknown } | { ok: false; why: 'unreachable' | 'refused' };

/** A token of the day is asked for each time and kept nowhere, so that two things that are sent cannot be told to be one reader's. */
async function tokenFrom(gateway: string): Promise<string | undefined> {
  const answer = await postJson(`${gateway}/api/origin/scan-tokens`, {}, timeoutMs);
  return answer?.status === 201 ? textField(objectField({ answer: answer.json }, 'answer'), 'token') : undefined;
}

/** Sends what the reader chose to send to the first gateway that takes it. */
export async function sendToGateway(gateways: readonly string[], path: string, body: object): Promise<Sent> {
  let why: 'unreachable' | 'refused' = 'unreachable';
  for (const url of gateways) {
    const gateway = url.replace(/\/+$/, '');
    const token = await tokenFrom(gateway);
    if (token === undefined) continue;
    const answer = await postJson(`${gateway}${path}`, { token, ...body }, timeoutMs);
    if (answer !== null && answer.status < 300) return { ok: true, json: answer.json };
    if (answer !== null) why = 'refused';
  }
  return { ok: false, why };
}
