import { expect, test } from '@jest/globals';
import { fileDigest } from '../../form/file-digest.ts';
import { sentAs, type Entry, type EntryEvent } from './entry.ts';
import { readQueueFile, toExport } from './queue-file.ts';

const entry: Entry = {
  ...{ requestId: 'R', unit: 'U', role: 'farmer', ...sentAs.harvest, savedAt: 1, title: 'Sầu riêng' },
  command: { requestId: 'R', id: 'ID', weightKg: '5' },
};
const digest = await fileDigest(new Blob(['photo']));
const photo = { digest, requestId: 'R', type: 'image/jpeg', unit: 'U', role: 'farmer', base64: btoa('photo') };
const read = (change: object) =>
  readQueueFile(
    new Blob([JSON.stringify({ format: 'daunguon-field-queue/1', entries: [entry], photos: [photo], ...change })]),
  );

test('each entry comes with its photos', async () => {
  const { entries, photos } = await read({});
  const [found] = entries;
  expect([found?.entry, found?.wentOut, photos]).toEqual([entry, false, []]);
  expect(found?.photos.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['photo']);
});

test('what went out without an answer is known to have, and a photo of what is on the ledger comes along', async () => {
  const found = await read({ wentOut: ['R'], photos: [{ ...photo, requestId: 'on the ledger' }] });
  expect(found.entries.map(({ wentOut, photos }) => [wentOut, photos])).toEqual([[true, []]]);
  expect(found.photos).toMatchObject([{ digest, requestId: 'on the ledger', unit: 'U' }]);
});

test('what was discarded stays behind with its photos', () => {
  const of = (requestId: string): Entry => ({ ...entry, requestId, command: { ...entry.command, requestId } });
  const event = (requestId: string, kind: 'sending' | 'discarded'): [string, EntryEvent[]] => [
    requestId,
    [{ requestId, at: 1, kind }],
  ];
  const { base64: _, ...note } = photo;
  const exported = toExport({
    entries: ['kept', 'out', 'thrown'].map(of),
    events: new Map([event('out', 'sending'), event('thrown', 'discarded')]),
    photos: ['kept', 'thrown', 'on the ledger'].map((requestId) => ({ ...note, requestId, size: 5 })),
    sent: [],
  });
  expect(exported.entries.map(({ requestId }) => requestId)).toEqual(['kept', 'out']);
  expect(exported.wentOut).toEqual(['out']);
  expect(exported.photos.map(({ requestId }) => requestId)).toEqual(['kept', 'on the ledger']);
});

test.each([
  ['another format', { format: 'daunguon-field-queue/2' }],
  ['an address that this app does not send to', { entries: [{ ...entry, path: '/api/registry/delegations' }] }],
  ['an act that a key of one’s own would sign', { entries: [{ ...entry, transaction: 'Registry:GrantDelegation' }] }],
  ['the act of another kind of entry', { entries: [{ ...entry, ...sentAs.receive, path: entry.path }] }],
  ['no kind of entry', { entries: [{ ...entry, kind: 'toString' }] }],
  ['another request than the command’s', { entries: [{ ...entry, requestId: 'S' }] }],
  ['one request twice', { entries: [entry, entry] }],
  ['a photo under the digest of another', { photos: [{ ...photo, base64: btoa('other') }] }],
  ['a photo that is damaged', { photos: [{ ...photo, base64: '!' }] }],
])('a file with %s is refused whole', async (_what, change) => {
  await expect(read(change)).rejects.toThrow();
});
