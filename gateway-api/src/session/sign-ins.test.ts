import { expect, test } from '@jest/globals';
import { signInsUnderWay } from './sign-ins.ts';

test('a sign-in ends in the browser that began it, once, with its own state', () => {
  const signIns = signInsUnderWay();
  const mine = signIns.begin('/origin/batches');
  const other = signIns.begin('/');
  expect(signIns.take(mine.cookie, other.attempt.state)).toBeUndefined();
  // What somebody else's state was tried on is over.
  expect(signIns.take(mine.cookie, mine.attempt.state)).toBeUndefined();
  const again = signIns.begin('/origin/batches');
  expect(signIns.take(again.cookie, again.attempt.state)).toMatchObject({ to: '/origin/batches' });
  expect(signIns.take(again.cookie, again.attempt.state)).toBeUndefined();
  expect(signIns.take('unknown-cookie-value', undefined)).toBeUndefined();
});

test('ten minutes later it is too late', () => {
  let clock = 0;
  const signIns = signInsUnderWay(() => clock);
  const { cookie, attempt } = signIns.begin('/');
  clock = 600_000;
  expect(signIns.take(cookie, attempt.state)).toBeUndefined();
});
