import { expect, test } from '@jest/globals';
import { fileDigest } from '../../form/file-digest.ts';
import { sentAs, type Entry } from './entry.ts';
import { readQueueFile } from './queue-file.ts';

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
  const [found] = await read({});
  expect(found?.entry).toEqual(entry);
  expect(found?.photos.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['photo']);
});

test.each([
  ['another format', { format: 'daunguon-field-queue/2' }],
  ['an address that this app does not send to', { entries: [{ ...entry, path: '/api/registry/delegations' }] }],
  ['an act that a key of one’s own would sign', { entries: [{ ...entry, transaction: 'Registry:GrantDelegation' }] }],
  ['the act of another kind of entry', { entries: [{ ...entry, ...sentAs.receive, path: entry.path }] }],
  ['no kind of entry', { entries: [{ ...entry, kind: 'toString' }] }],
  ['another request than the command’s', { entries: [{ ...entry, requestId: 'S' }] }],
  ['a photo under the digest of another', { photos: [{ ...photo, base64: btoa('other') }] }],
  ['a photo that is damaged', { photos: [{ ...photo, base64: '!' }] }],
])('a file with %s is refused whole', async (_what, change) => {
  await expect(read(change)).rejects.toThrow();
});
