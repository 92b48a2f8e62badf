import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subtle } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { commitFields, openWithSecret, SealedError } from '@daunguon/proof';
import { DomainError, type IssueBulk } from '@daunguon/records';
import { CommitUnknown, type Ledger } from '../../ledger/ledger.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { collections } from '../../project-block.ts';
import { openNumberBook, type NumberBook } from '../../vault/number-book.ts';
import { openSealedStore, type SealedStore } from '../../vault/sealed-store.ts';
import { openUnitKeys, type UnitKeys } from '../../vault/unit-keys.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { credentialIdOf, issueCredentials, renewLink, type IssueRow } from './issue-credentials.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

const requestId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const [signKey, sealKey] = ['3F8K2M9QRT5VWXYZ01ABCDEGHJ', '4G7N0PQRSTVWXYZ12345ABCDEF'] as const;
const identity = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: '', keyPem: '' };
const row = (fullName: string): IssueRow => ({
  kind: 'diploma',
  contents: {
    title: 'Bằng tốt nghiệp',
    fullName,
    issuedOn: '2026-06-20',
    issuer: 'Trường THPT',
    birthDate: '2008-01-31',
  },
});

let folder: string;
const subjects = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
let sealed: SealedStore;
let unitKeys: UnitKeys;
let numbers: NumberBook;
let store: IndexStore;
/** What the ledger was asked, and what was on disk by then. */
let asked: { transaction: string; command: unknown; onDisk: boolean }[];
let outcome: () => void;
const ledger: Ledger = {
  submit: async (_identity, transaction, command) => {
    const { credentials = [] } = command as Partial<IssueBulk>;
    const other = openSealedStore(join(folder, 'sealed.db'), subjects);
    const onDisk = credentials.every(({ commitment }) => other.get(commitment) !== undefined);
    other.close();
    asked.push({ transaction, command, onDisk });
    outcome();
    return { txId: 'ab', blockNumber: 7, result: null };
  },
};
const issue = (...rows: IssueRow[]) =>
  issueCredentials({ sealed, unitKeys, numbers, store, ledger }, identity, requestId, rows);
const commandOf = (at: number): IssueBulk => asked[at]?.command as IssueBulk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'issue-'));
  sealed = openSealedStore(join(folder, 'sealed.db'), subjects);
  unitKeys = openUnitKeys(join(folder, 'unit-keys.db'), Buffer.alloc(32, 7), subjects);
  numbers = openNumberBook(join(folder, 'numbers.db'));
  store = openSqliteStore(join(folder, 'index.db'), collections);
  outcome = () => undefined;
  asked = [];
  const keys = [
    { id: signKey, use: 'sign' },
    { id: sealKey, use: 'seal' },
  ] as const;
  for (const key of keys) await registerCustodialKey({ unitKeys, ledger }, identity, { requestId, ...key }, new Date());
  asked = [];
});
afterEach(async () => {
  sealed.close();
  numbers.close();
  await store.close();
  unitKeys.close();
  rmSync(folder, { recursive: true, force: true });
});

test('contents are on disk before the ledger hears of them, and it hears a commitment only', async () => {
  const { links } = await issue(row('Nguyễn Thị Hoa'), row('Trần Văn Nam'));
  expect(asked.map(({ transaction, onDisk }) => [transaction, onDisk])).toEqual([['Credential:IssueBulk', true]]);
  expect(JSON.stringify(asked)).not.toMatch(/Hoa|Nam|2008/);
  const { credentials } = commandOf(0);
  expect(credentials.map(({ id, kind, month, key }) => [id, kind, month, key])).toEqual([
    [credentialIdOf(unit, requestId, 0), 'diploma', '2026-06', signKey],
    [credentialIdOf(unit, requestId, 1), 'diploma', '2026-06', signKey],
  ]);
  for (const [at, { id, secret }] of links.entries()) {
    const fields = await openWithSecret(subtle, id, sealed.get(credentials[at]!.commitment), secret);
    expect(commitFields(fields)).toBe(credentials[at]?.commitment);
    expect(fields[2]).toMatchObject({ pointer: '/fullName', value: ['Nguyễn Thị Hoa', 'Trần Văn Nam'][at] });
  }
});

test('the same request again says the same to the ledger, and its new links replace the ones that got lost', async () => {
  outcome = () => {
    throw new CommitUnknown('ab');
  };
  await expect(issue(row('Nguyễn Thị Hoa'))).rejects.toThrow(CommitUnknown);
  outcome = () => undefined;
  const first = await issue(row('Nguyễn Thị Hoa'));
  outcome = () => {
    throw new CommitUnknown('ab');
  };
  await expect(issue(row('Nguyễn Thị Hoa'))).rejects.toThrow(CommitUnknown);
  // A try that did not come through ends no link.
  const { id: known, secret: held } = first.links[0]!;
  expect((await openWithSecret(subtle, known, sealed.ofRecord(known)[0]?.sealed, held)).length).toBe(25);
  outcome = () => undefined;
  const second = await issue(row('Nguyễn Thị Hoa'));
  expect(asked.map(({ command }) => command)).toEqual(Array(4).fill(commandOf(0)));
  const [{ id, secret }] = second.links as [{ id: string; secret: string }];
  const [kept] = sealed.ofRecord(id);
  expect((await openWithSecret(subtle, id, kept?.sealed, secret)).length).toBe(25);
  await expect(openWithSecret(subtle, id, kept?.sealed, first.links[0]!.secret)).rejects.toThrow(SealedError);
});

test('one request id does not mean two diplomas', async () => {
  await issue(row('Nguyễn Thị Hoa'));
  await expect(issue(row('Nguyễn Thị Huệ'))).rejects.toThrow(DomainError);
  expect(asked).toHaveLength(1);
});

test('another unit’s request id leads to nothing of this one: no id, no comparison, no link', async () => {
  const { links } = await issue(row('Nguyễn Thị Hoa'));
  const id = links[0]!.id;
  const kept = sealed.ofRecord(id);
  const stranger = { ...identity, unit: '5D9P5HJKMN8QRSTVWXYZ012345' };
  const keys = ['5F8K2M9QRT5VWXYZ01ABCDEGHJ', '6G7N0PQRSTVWXYZ12345ABCDEF'];
  for (const [at, use] of (['sign', 'seal'] as const).entries())
    await registerCustodialKey({ unitKeys, ledger }, stranger, { requestId, id: keys[at]!, use }, new Date());
  const deps = { sealed, unitKeys, numbers, store, ledger };
  const same = await issueCredentials(deps, stranger, requestId, [row('Nguyễn Thị Hoa')]);
  expect(same.links[0]!.id).not.toBe(id);
  // Right or wrong, a guess at what stands under a named id is answered in the same way.
  for (const fullName of ['Nguyễn Thị Hoa', 'Trần Văn Nam'])
    await expect(issueCredentials(deps, stranger, signKey, [{ ...row(fullName), id }])).rejects.toMatchObject({
      code: 'registry/request-id-reused',
    });
  expect(sealed.ofRecord(id)).toEqual(kept);
});

test('what a rule refuses leaves nothing behind', async () => {
  outcome = () => {
    throw new DomainError('registry/not-accredited');
  };
  await expect(issue(row('Nguyễn Thị Hoa'))).rejects.toThrow(DomainError);
  expect(sealed.ofRecord(credentialIdOf(unit, requestId, 0))).toEqual([]);
  outcome = () => undefined;
  await expect(issue(row('Nguyễn Thị Huệ'))).resolves.toMatchObject({ committed: { blockNumber: 7 } });
});

test('a number is given out once, whatever command comes with it, and again only when the first was refused', async () => {
  const numbered = {
    ...row('Nguyễn Thị Hoa'),
    contents: { ...row('Nguyễn Thị Hoa').contents, serialNumber: 'A 0001' },
  };
  const other = { ...numbered, contents: { ...numbered.contents, fullName: 'Trần Văn Nam', serialNumber: 'a0001' } };
  const again = () => issueCredentials({ sealed, unitKeys, numbers, store, ledger }, identity, signKey, [other]);
  outcome = () => {
    throw new DomainError('registry/not-accredited');
  };
  await expect(issue(numbered)).rejects.toThrow(DomainError);
  outcome = () => undefined;
  await issue(numbered);
  await expect(again()).rejects.toMatchObject({
    code: 'credential/number-in-use',
    errors: [{ pointer: '/credentials/0/contents/serialNumber', detail: 'number-in-use' }],
  });
  await expect(issue(numbered)).resolves.toMatchObject({ committed: { blockNumber: 7 } });
  const two = issueCredentials({ sealed, unitKeys, numbers, store, ledger }, identity, sealKey, [
    { ...numbered, contents: { ...numbered.contents, serialNumber: 'B 1' } },
    { ...numbered, contents: { ...numbered.contents, serialNumber: 'B1' } },
  ]);
  await expect(two).rejects.toMatchObject({ errors: [{ pointer: '/credentials/1/contents/serialNumber' }] });
});

test('without a key of the unit nothing is sealed, and a link is renewed by its unit alone', async () => {
  const { links } = await issue(row('Nguyễn Thị Hoa'));
  const none = openUnitKeys(join(folder, 'none.db'), Buffer.alloc(32, 7), subjects);
  await expect(
    issueCredentials({ sealed, unitKeys: none, numbers, store, ledger }, identity, requestId, []),
  ).rejects.toMatchObject({
    code: 'credential/no-custodial-key',
  });
  expect(await renewLink({ sealed, unitKeys: none }, links[0]!.id)).toBeUndefined();
  none.close();
});
