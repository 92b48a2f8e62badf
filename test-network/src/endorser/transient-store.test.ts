import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { openTransientStore } from './transient-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'transient-'));
let file: string;
let count = 0;
beforeEach(() => {
  file = join(folder, `${count++}.sqlite`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (text: string): Buffer => Buffer.from(text);

test('what was put is there in another opening of the file, until its transaction is committed', () => {
  const first = openTransientStore(file);
  first.put('tx1', bytes('one'), 5);
  first.put('tx2', bytes('two'), 5);
  // not closed: as after a crash
  const second = openTransientStore(file);
  expect(second.collect(['tx1', 'tx2', 'tx3'])).toEqual(
    new Map([
      ['tx1', bytes('one')],
      ['tx2', bytes('two')],
    ]),
  );
  second.forget(['tx1'], 6);
  expect([...second.collect(['tx1', 'tx2']).keys()]).toEqual(['tx2']);
  first.close();
  second.close();
});

test('endorsers that agree put one set, those that do not keep theirs beside it', () => {
  const store = openTransientStore(file);
  for (const text of ['one', 'one', 'two']) store.put('tx', bytes(text), 5);
  expect(['onetwo', 'twoone']).toContain(store.collect(['tx']).get('tx')?.toString());
  store.close();
});

test('what nobody submits is forgotten a thousand blocks later', () => {
  const store = openTransientStore(file);
  store.put('tx', bytes('one'), 5);
  store.forget([], 1005);
  expect(store.collect(['tx']).size).toBe(1);
  store.forget([], 1006);
  expect(store.collect(['tx']).size).toBe(0);
  store.close();
});
