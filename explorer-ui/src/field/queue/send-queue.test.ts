import { expect, test } from '@jest/globals';
import { ApiError } from '../../api/api-error.ts';
import type { Committed } from '../../api/answers.ts';
import type { Entry, Photo } from './entry.ts';
import { sendQueue, type SendPorts } from './send-queue.ts';

const entry = (requestId: string): Entry => ({
  ...{ requestId, unit: 'U', role: 'farmer', kind: 'harvest', savedAt: 1, title: requestId },
  ...{
    transaction: 'Origin:RegisterBatch',
    path: '/api/origin/batches',
    command: { requestId, id: `id-${requestId}` },
  },
});
const photo: Photo = {
  digest: 'd',
  requestId: 'A',
  type: 'image/jpeg',
  bytes: new ArrayBuffer(1),
  unit: 'U',
  role: 'farmer',
};
const committed = (id: string): Committed => ({ ids: [id], held: [], txId: `tx-${id}`, blockNumber: 7 });
const status = (code: number): ApiError => new ApiError('refused', 'no', '', [], [], code);

/** Answers by request id; what happened, in order. */
async function round(
  ids: readonly string[],
  answers: Readonly<Record<string, unknown>>,
  { upload, discarded }: { upload?: unknown; discarded?: string } = {},
) {
  const log: string[] = [];
  const ports: SendPorts = {
    send: async ({ requestId }) => {
      log.push(`send ${requestId}`);
      const answer = answers[requestId] ?? committed(`id-${requestId}`);
      if (answer instanceof Error) throw answer;
      return answer as Committed;
    },
    upload: async ({ digest }) => {
      log.push(`upload ${digest}`);
      if (upload instanceof Error) throw upload;
    },
    note: async ({ requestId, kind }) => {
      if (requestId === discarded) return false;
      log.push(`${kind} ${requestId}`);
      return true;
    },
    sent: async ({ requestId, txId }) => void log.push(`sent ${requestId} ${txId}`),
    uploaded: async (digest) => void log.push(`uploaded ${digest}`),
    now: () => 1,
  };
  const end = await sendQueue(
    ids.map(entry),
    async function* () {
      yield photo;
    },
    ports,
  );
  return { end, log };
}

test('each is noted before it goes and leaves with its transaction id; photos follow', async () => {
  expect(await round(['A', 'B'], {})).toEqual({
    end: 'done',
    log: [
      ...['sending A', 'send A', 'sent A tx-id-A', 'sending B', 'send B', 'sent B tx-id-B'],
      ...['upload d', 'uploaded d'],
    ],
  });
});

test.each([
  ['nobody answers', new ApiError('offline', '')],
  ['the outcome is unknown', new ApiError('unknown-outcome', '')],
  ['the gateway is busy', status(503)],
  ['it asks for patience', status(429)],
  ['it breaks', status(500)],
  ['no answer comes in time', new DOMException('', 'TimeoutError')],
  ['an answer has no transaction id', { ids: [], held: [], txId: '', blockNumber: 1 }],
  ['a network on the way refuses', status(403)],
  ['an answer is of something else', { hello: 'captive portal' }],
])('where %s the entry stays, and nothing behind it goes', async (_what, answer) => {
  expect(await round(['A', 'B'], { A: answer })).toEqual({
    end: 'no-answer',
    log: ['sending A', 'send A', 'unanswered A'],
  });
});

test('what is refused is kept with its reason, and the next goes', async () => {
  const refused = new ApiError('refused', 'đã có', 'origin/lot-taken', [], [], 409);
  const { end, log } = await round(['A', 'B'], { A: refused });
  expect(end).toBe('done');
  expect(log.slice(0, 5)).toEqual(['sending A', 'send A', 'refused A', 'sending B', 'send B']);
});

test('what was discarded while another went out is not sent', async () => {
  const { end, log } = await round(['A', 'B', 'C'], {}, { discarded: 'B' });
  expect(end).toBe('done');
  expect(log.slice(0, 6)).toEqual(['sending A', 'send A', 'sent A tx-id-A', 'sending C', 'send C', 'sent C tx-id-C']);
});

test('a session that has ended turns it away: it was not looked at', async () => {
  const ended = new ApiError('session-ended', '', '', [], [], 401);
  expect(await round(['A'], { A: ended })).toEqual({ end: 'sign-in', log: ['sending A', 'send A', 'turned-away A'] });
});

test('a photo stays until the gateway has it', async () => {
  const { end, log } = await round([], {}, { upload: status(503) });
  expect([end, log]).toEqual(['no-answer', ['upload d']]);
});
