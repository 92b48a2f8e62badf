import { expect, test } from '@jest/globals';
import { openExchangeDb } from '../exchange/exchange-db.ts';
import { seal } from '../vault/seal.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import { openWebhookStore } from './webhook-store.ts';

test('what waits for its receiver lies sealed, what an earlier version left readable too, and goes out as it was', () => {
  const db = openExchangeDb(':memory:');
  const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 9));
  const store = openWebhookStore(db, keys);
  const wish = {
    id: 'S',
    partner: 'P',
    kind: 'epcis' as const,
    url: 'https://receiver.example',
    wish: {},
    cursor: '0',
  };
  store.add({ ...wish, key: { scheme: 'v1', bytes: 'c2VjcmV0' } }, '2026-11-30T00:00:00.000Z');
  const body = '{"note":"giá bán riêng"}';
  store.enqueue('S', { about: 'one', body, rows: 1 });
  const lying = (): string => String(db.prepare('SELECT body FROM messages').get()?.['body']);
  expect([lying().includes('giá bán'), store.head('S')?.body]).toEqual([false, body]);
  db.prepare('UPDATE messages SET body = ?').run(body);
  expect([openWebhookStore(db, keys).head('S')?.body, lying().includes('giá bán')]).toEqual([body, false]);
  // What an earlier version sealed under one key for all is sealed anew under the subscription's.
  const { id } = store.head('S')!;
  db.prepare('UPDATE messages SET body = ?').run(seal(keys.root, body, `daunguon/webhook-body/v1 ${id}`));
  const again = openWebhookStore(db, keys);
  expect([again.head('S')?.body, lying().startsWith('k1.')]).toEqual([body, true]);
  expect(again.get('S')?.key).toEqual({ scheme: 'v1', bytes: 'c2VjcmV0' });
  const copy = lying();
  expect([again.remove('S'), keys.open('webhook:S', copy, `daunguon/webhook-body/v1 ${id}`)]).toEqual([
    true,
    undefined,
  ]);
  db.close();
});
