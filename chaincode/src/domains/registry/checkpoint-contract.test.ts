import { beforeEach, expect, test } from '@jest/globals';
import { algorithms, cosign, ed25519Signer, formatCheckpoint, signCheckpoint } from '@daunguon/proof';
import { idOf, MemoryChain, type Person } from '../../contract-fixtures.ts';
import type { TransactionContext } from '../../ledger.ts';
import { RegistryContract } from './registry-contract.ts';

const origin = 'daunguon.local/province/00112233445566ff';
const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const log = ed25519Signer(origin, seed(1), algorithms.note);
const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];
const cosigners = organisations.map((_, index) =>
  ed25519Signer(`org-${index}`, seed(10 + index), algorithms.cosignature),
);
const registry = new RegistryContract();
const registrarOf = (msp: string): Person => ({ msp, attributes: { 'dn.role': 'registrar' } });
const period = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2028-01-01T00:00:00Z' };

let chain: MemoryChain;
let requests = 0;
type Transaction = (ctx: TransactionContext, json: string) => Promise<string>;
const send = (who: Person, transaction: Transaction, command: object) =>
  chain.run(who, transaction, { requestId: idOf(`Q${(requests += 1)}`), ...command });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error: Error | undefined = await work.then(() => undefined).catch((caught: Error) => caught);
  return error === undefined ? 'accepted' : (JSON.parse(error.message) as { code: string }).code;
};
const register = (msp: string, vkey: string, role: string, times = period) =>
  send(registrarOf(msp), (ctx, json) => registry.RegisterLogKey(ctx, json), { vkey, role, ...times });
const record = (note: string) =>
  send(registrarOf('TechMSP'), (ctx, json) => registry.RecordCheckpoint(ctx, json), { note });

const noteOf = (size: bigint, rootByte: number, signers = cosigners, signer = log): string => {
  const checkpoint = { origin, size, root: seed(rootByte) };
  return (
    signCheckpoint(checkpoint, signer) +
    signers.map((cosigner) => cosign(formatCheckpoint(checkpoint), cosigner, 1_795_000_000)).join('')
  );
};

beforeEach(async () => {
  chain = new MemoryChain();
  await register('TechMSP', log.vkey, 'log');
  for (const [index, msp] of organisations.entries()) await register(msp, cosigners[index]?.vkey ?? '', 'cosigner');
});

test('a checkpoint signed by the log and three organisations is recorded, without a record of the log', async () => {
  const note = noteOf(40n, 7, cosigners.slice(1));
  await record(note);
  const saved = JSON.parse(chain.state.get(`c/${origin}`) ?? '') as object;
  expect(saved).toEqual({
    ...{ origin, size: 40, note, at: '2026-11-24T08:00:00.000Z' },
    root: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
  });
  expect([...chain.state.keys()].filter((key) => key.startsWith('r/'))).toEqual([]);
  await record(noteOf(41n, 8));
  expect(await refusal(record(noteOf(40n, 9)))).toBe('registry/checkpoint-conflict');
  expect(await refusal(record(note))).toBe('registry/checkpoint-known');
  expect(await refusal(record(noteOf(30n, 6)))).toBe('registry/checkpoint-known');
});

test('two organisations, a stranger’s cosignature, another log key and a retired key are not enough', async () => {
  const stranger = ed25519Signer('org-2', seed(99), algorithms.cosignature);
  expect(await refusal(record(noteOf(40n, 7, cosigners.slice(2))))).toBe('registry/checkpoint-quorum');
  expect(await refusal(record(noteOf(40n, 7, [...cosigners.slice(2), stranger])))).toBe('registry/checkpoint-quorum');
  const otherLog = ed25519Signer(origin, seed(2), algorithms.note);
  expect(await refusal(record(noteOf(40n, 7, cosigners, otherLog)))).toBe('registry/checkpoint-unsigned');
  await register('AgriMSP', cosigners[0]?.vkey ?? '', 'cosigner', { ...period, validUntil: '2026-06-01T00:00:00Z' });
  expect(await refusal(record(noteOf(40n, 7, cosigners.slice(0, 3))))).toBe('registry/checkpoint-quorum');
  expect(await refusal(record(noteOf(40n, 7)))).toBe('accepted');
});

test('two keys of one organisation count once', async () => {
  const second = ed25519Signer('org-0-new', seed(50), algorithms.cosignature);
  await register('AgriMSP', second.vkey, 'cosigner');
  const [first = second, other = second] = cosigners;
  expect(await refusal(record(noteOf(40n, 7, [first, second, other])))).toBe('registry/checkpoint-quorum');
});

test('a signature of a registered key that is false, or no note at all, is refused by name', async () => {
  const note = noteOf(40n, 7);
  const swapped = note.replace('\n40\n', '\n41\n');
  expect(await refusal(record(swapped))).toBe('registry/invalid-command');
  expect(await refusal(record('no note'))).toBe('registry/invalid-command');
});

test('rules hold with the third vote', async () => {
  const vote = (msp: string) => send(registrarOf(msp), (ctx, json) => registry.AgreeRules(ctx, json), { rules: 2 });
  await vote('AgriMSP');
  await vote('AgriMSP');
  await vote('EduMSP');
  expect(chain.state.has('rules/2')).toBe(false);
  await vote('HealthMSP');
  expect(JSON.parse(chain.state.get('rules/2') ?? '')).toMatchObject({ agreedBy: ['AgriMSP', 'EduMSP', 'HealthMSP'] });
  expect(await refusal(vote('TechMSP'))).toBe('registry/rules-agreed');
});
