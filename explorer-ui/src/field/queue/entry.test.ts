import { expect, test } from '@jest/globals';
import { isWaiting, mayDiscard, mayFollow, stateOf, type EntryEvent } from './entry.ts';

const refusal = { code: 'origin/lot-taken', message: 'đã có', fields: [] };
const events = (...kinds: EntryEvent['kind'][]): EntryEvent[] =>
  kinds.map((kind) =>
    kind === 'refused' ? { requestId: 'R', at: 1, kind, refusal } : { requestId: 'R', at: 1, kind },
  );

test.each<[EntryEvent['kind'][], string]>([
  [[], 'saved'],
  [['sending'], 'sent'],
  [['sending', 'unanswered'], 'sent'],
  [['sending', 'turned-away'], 'saved'],
  [['sending', 'unanswered', 'sending', 'turned-away'], 'sent'],
  [['sending', 'refused'], 'refused'],
  [['sending', 'refused', 'again'], 'saved'],
  [['discarded'], 'discarded'],
  [['discarded', 'restored'], 'saved'],
  [['sending', 'refused', 'discarded', 'restored'], 'refused'],
])('after %j it is %s', (kinds, at) => {
  expect(stateOf(events(...kinds)).at).toBe(at);
});

test('what may be on the ledger waits, and nobody can throw it away', () => {
  const crashed = stateOf(events('sending'));
  expect([isWaiting(crashed), mayDiscard(crashed)]).toEqual([true, false]);
  const refused = stateOf(events('sending', 'refused'));
  expect([isWaiting(refused), mayDiscard(refused)]).toEqual([false, true]);
});

test.each<[EntryEvent['kind'][], EntryEvent['kind'][]]>([
  [[], ['sending', 'discarded']],
  [['sending'], ['sending']],
  [
    ['sending', 'refused'],
    ['discarded', 'again'],
  ],
  [
    ['sending', 'refused', 'again'],
    ['sending', 'discarded'],
  ],
  [['discarded'], ['restored']],
])('after %j somebody may add %j and nothing else', (kinds, may) => {
  const asked = ['sending', 'discarded', 'again', 'restored'] as const;
  expect(asked.filter((kind) => mayFollow(stateOf(events(...kinds)), kind))).toEqual(may);
});
