import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { encodePrivateSets, privateBytes, sha256 } from '../rwset/rwset-builder.ts';
import type { NamespaceSet, WriteItem } from '../rwset/rwset-types.ts';
import { openStores } from './ledger-stores.ts';

const [namespace, collection] = ['records', 'growers'];
const none = { reads: [], metadataWrites: [] };
const publicSet = (write: WriteItem, privateHash: Buffer = Buffer.alloc(0)): NamespaceSet[] => {
  const hashed = { ...write, key: sha256(write.key), value: sha256(write.value) };
  return [
    {
      namespace,
      ranges: [],
      writes: [],
      ...none,
      collections: [{ collection, privateHash, writes: [hashed], ...none }],
    },
  ];
};

test('what is purged is in no byte of the file, wherever splits of its pages had put copies of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'private-store-'));
  const stores = openStores(join(folder, 'ledger.sqlite'), false);
  try {
    const writes = Array.from({ length: 400 }, (): WriteItem => {
      const value = Buffer.from(`salt-${randomBytes(16).toString('hex')}`);
      return { key: randomBytes(16), value, isDelete: false, isPurge: false };
    });
    const commit = (block: number, sets: NamespaceSet[], privateSet?: Buffer): void =>
      stores.atomically(() => stores.privateData.commit(sets, privateSet, { block, tx: 0 }, () => 0));
    for (const [block, write] of writes.entries()) {
      const bytes = privateBytes({ collection, writes: [write], ...none });
      commit(block, publicSet(write, sha256(bytes)), encodePrivateSets([{ namespace, collection, bytes }]));
    }
    const [purged, kept] = [writes.slice(0, 100), writes.slice(100)];
    for (const [index, write] of purged.entries())
      commit(writes.length + index, publicSet({ ...write, value: Buffer.alloc(0), isDelete: true, isPurge: true }));
    const files = ['ledger.sqlite', 'ledger.sqlite-wal'].map((name) => readFileSync(join(folder, name)));
    const isThere = ({ value }: WriteItem): boolean => files.some((bytes) => bytes.includes(value));
    expect([purged.filter(isThere).length, kept.filter(isThere).length]).toEqual([0, kept.length]);
  } finally {
    stores.close();
    rmSync(folder, { recursive: true });
  }
});
