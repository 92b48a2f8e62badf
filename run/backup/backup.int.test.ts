import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openUnitPhotos } from '../../gateway-api/src/domains/origin/unit-photos.ts';
import { changeVaultKey, openKeyRing } from '../../gateway-api/src/vault/key-ring.ts';
import { openSealedNotes } from '../../gateway-api/src/vault/sealed-notes.ts';
import { openVault } from '../../gateway-api/src/vault/vault.ts';
import { backUp, checkBackup, restore } from './backup.ts';
import { eraseAgain } from './erased-since.ts';

const unit = '0BP5WKA1SJ3VCT1B62K2XZ06NN';
const identity = { mspId: 'AgriMSP', certificatePem: 'certificate', keyPem: 'key', unit, role: 'farmer' };
let root: string;
let data: string;
let copy: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backup-'));
  [data, copy] = [join(root, 'data'), join(root, 'copy')];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The stores of a data folder as the gateway opens them. */
const openData = (folder: string) => {
  const keys = openKeyRing(join(folder, 'vault'), undefined);
  const vault = openVault(join(folder, 'vault', 'vault.db'), keys.root, keys);
  const notes = openSealedNotes(join(folder, 'vault', 'notes.db'), keys);
  const photos = openUnitPhotos(join(folder, 'photos'), keys);
  mkdirSync(join(folder, 'network'), { recursive: true });
  const ledger = new DatabaseSync(join(folder, 'network', 'ledger.db'));
  ledger.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS blocks (number INTEGER PRIMARY KEY)');
  const close = (): void => [ledger, vault, notes, keys].forEach((store) => store.close());
  const blocks = (): number => Number(ledger.prepare('SELECT count(*) AS n FROM blocks').get()?.['n']);
  const commit = (): void => void ledger.exec('INSERT INTO blocks VALUES ((SELECT count(*) FROM blocks))');
  return { keys, vault, notes, photos, blocks, commit, close };
};

test('a drill: backed up while it goes on, lost, restored; all that was acknowledged before is there, whoever was erased since is not', async () => {
  const live = openData(data);
  live.vault.put('issuer', 'an', identity);
  live.notes.put('R1', { contact: 'Nguyễn Thị Hoa' });
  live.notes.put('R2', { contact: 'Trần Văn Nam' });
  const { sha256 } = live.photos.keep(unit, Buffer.from('photo'));
  for (let n = 0; n < 20; n += 1) live.commit();
  const writing = setInterval(() => live.commit(), 1);
  await backUp(data, copy);
  clearInterval(writing);
  const acknowledged = live.blocks();
  expect(acknowledged).toBeGreaterThanOrEqual(20);
  live.notes.erase('R1');
  live.close();
  // The backup has the key of its day with it.
  changeVaultKey(join(data, 'vault'), undefined, undefined);

  const { before } = restore(copy, data);
  expect(eraseAgain(before!, data, undefined)).toBe(1);
  const again = openData(data);
  expect(again.blocks()).toBeGreaterThanOrEqual(20);
  expect(again.vault.get('issuer', 'an')).toEqual(identity);
  expect([again.notes.get('R1'), again.notes.get('R2')]).toEqual([undefined, { contact: 'Trần Văn Nam' }]);
  expect(again.photos.get(unit, sha256)).toEqual(Buffer.from('photo'));
  again.close();
  const old = openData(before!);
  expect(old.blocks()).toBe(acknowledged);
  old.close();
});

test('nothing in data/ opens without keys/, and projections, logs and sessions are not taken', async () => {
  const live = openData(data);
  live.notes.put('R1', { contact: 'Nguyễn Thị Hoa' });
  live.close();
  for (const file of ['index.db', 'logs/gateway.log', 'sessions/sessions.db', 'cache/x', 'heritage/incoming/half'])
    put(join(data, file), 'x');
  const { files } = await backUp(data, copy);
  expect(files.map(({ path }) => path).sort()).toEqual(
    ['network/ledger.db', 'vault/notes.db', 'vault/subject-keys.db', 'vault/vault.db', 'vault/vault.key'].sort(),
  );
  expect(['vault/vault.key', 'vault/subject-keys.db'].map((path) => [existsSync(join(copy, 'data', path)), existsSync(join(copy, 'keys', path))])).toEqual([[false, true], [false, true]]); // prettier-ignore
  // What cosigners and log signed comes before the ledger, the keys after all that they open.
  expect(files.map(({ path }) => path).at(-1)).toMatch(/^vault\/(vault\.key|subject-keys\.db)$/);
});

test('a damaged backup is refused by the files’ names, and nothing is touched', async () => {
  put(join(data, 'trust', 'policy.json'), '{}');
  put(join(data, 'log', 'key'), 'secret');
  put(join(data, 'log', 'leaves.bin'), 'leaves');
  await backUp(data, copy);
  expect(checkBackup(copy).wrong).toEqual([]);
  writeFileSync(join(copy, 'data', 'log', 'leaves.bin'), 'leavez');
  rmSync(join(copy, 'data', 'log', 'key'));
  put(join(data, 'trust', 'policy.json'), '{"newer":1}');
  expect(() => restore(copy, data)).toThrow(/log\/key is missing\n.*log\/leaves\.bin is not what was backed up/);
  expect(readFileSync(join(data, 'trust', 'policy.json'), 'utf8')).toBe('{"newer":1}');
  rmSync(join(copy, 'manifest.json'));
  expect(() => restore(copy, data)).toThrow(/no manifest/);
  await expect(backUp(data, copy)).rejects.toThrow(/is there already/);
  await expect(backUp(join(root, 'empty'), join(root, 'x'))).rejects.toThrow();
});

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
