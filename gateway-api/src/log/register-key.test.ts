import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegisterLogKey } from '@daunguon/records';
import type { LedgerIdentity } from '../vault/vault.ts';
import { registerKey } from './register-key.ts';

const dir = mkdtempSync(join(tmpdir(), 'register-key-'));
afterAll(() => rmSync(dir, { recursive: true }));
let clock = Date.parse('2026-11-30T00:00:00Z');
let count = 0;
/** What reaches the ledger; `fails`: it does not answer from the n-th on. */
const register = async (vkey: string, fails = Infinity): Promise<RegisterLogKey[]> => {
  const sent: RegisterLogKey[] = [];
  const stopping = new AbortController();
  const submit = async (_identity: object, _transaction: string, command: object): Promise<never> => {
    if (sent.length >= fails) {
      stopping.abort();
      throw new Error('no ledger');
    }
    sent.push(command as RegisterLogKey);
    return undefined as never;
  };
  const identity = { mspId: 'TechMSP' } as LedgerIdentity;
  const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill((count += 1));
  await registerKey({ ledger: { submit }, identity, dir, vkey, role: 'log', random, now: () => clock }, stopping.signal); // prettier-ignore
  return sent;
};

test('a key is registered once; another in its place is registered first and ends it, as often as it takes', async () => {
  const [first] = await register('old');
  expect(first).toMatchObject({ vkey: 'old', validFrom: '2026-11-30T00:00:00.000Z' });
  expect(await register('old')).toEqual([]);
  clock += 86_400_000;
  // Interrupted between the two, both are sent again as they stand.
  const [interrupted] = await register('new', 1);
  const sent = await register('new');
  expect(sent).toEqual([
    interrupted,
    { ...first, requestId: expect.not.stringMatching(first!.requestId), validUntil: '2026-12-01T00:00:00.000Z' },
  ]);
  expect(sent[0]).toMatchObject({ vkey: 'new', validFrom: '2026-12-01T00:00:00.000Z' });
  expect(await register('new')).toEqual([]);
});
