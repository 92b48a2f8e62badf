import { expect, test } from '@jest/globals';
import { ApiError, type ApiErrorKind } from '../api/api-error.ts';
import type { Committed } from '../api/answers.ts';
import type { Proven } from '../proof/receipt.ts';
import { commandSteps } from './command-steps.ts';

const committed: Committed = { ids: ['A'], held: [], txId: 't', blockNumber: 7, receipt: '/r/A' };
const proven = (block: number): Proven => ({ kind: 'proven', code: 'authentic', size: '9', block });

/** A ledger that answers in this order, and what was asked of it. */
const ledger = (answers: readonly (Committed | ApiErrorKind)[], proofs: readonly Proven[] = [proven(7)]) => {
  const sent: string[] = [];
  const [left, checks] = [[...answers], [...proofs]];
  const run = commandSteps({
    send: (transaction, _path, { requestId }) => {
      sent.push(`${transaction} ${requestId}`);
      const next = left.shift() ?? 'refused';
      return typeof next === 'string' ? Promise.reject(new ApiError(next, next)) : Promise.resolve(next);
    },
    prove: () => Promise.resolve(checks.shift() ?? { kind: 'not-yet' }),
    pause: () => Promise.resolve(),
  });
  return { run, sent };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const told = (answer: Promise<boolean>) => {
  const heard: boolean[] = [];
  void answer.then((is) => heard.push(is));
  return heard;
};

test.each(['unknown-outcome', 'offline', 'assurance'] as const)(
  'after “%s” the form hears what sending again brought',
  async (kind) => {
    const { run, sent } = ledger([kind, kind, committed]);
    const heard = told(run.sendTo('Origin:Ship', '/p', { requestId: 'q' }));
    await settled();
    expect(heard).toEqual([]);
    run.resend();
    await settled();
    expect(heard).toEqual([]);
    run.resend();
    await settled();
    expect([heard, sent]).toEqual([[true], ['Origin:Ship q', 'Origin:Ship q', 'Origin:Ship q']]);
  },
);

test('what is refused is told at once, and after sending again, too', async () => {
  const first = ledger(['refused']);
  expect(await first.run.sendTo('T', '/p', { requestId: 'q' })).toBe(false);
  expect(first.run.step().at).toBe('refused');
  const again = ledger(['unknown-outcome', 'refused']);
  const heard = told(again.run.sendTo('T', '/p', { requestId: 'q' }));
  await settled();
  again.run.resend();
  await settled();
  expect(heard).toEqual([false]);
});

test('who waits for one command does not hear of another', async () => {
  const { run } = ledger(['unknown-outcome', committed]);
  const heard = told(run.sendTo('T', '/p', { requestId: 'q' }));
  await settled();
  expect(await run.sendTo('T', '/p', { requestId: 'other' })).toBe(true);
  expect(heard).toEqual([false]);
});

test('an earlier version that is proven is not the proof of this one', async () => {
  const { run } = ledger([committed], [proven(5), { kind: 'not-yet' }, proven(6)]);
  await run.sendTo('T', '/p', { requestId: 'q' });
  await settled();
  expect(run.step()).toMatchObject({ at: 'committed', checking: false });
  const later = ledger([committed], [proven(6), proven(7)]);
  await later.run.sendTo('T', '/p', { requestId: 'q' });
  await settled();
  expect(later.run.step().at).toBe('proven');
});
