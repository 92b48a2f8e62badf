import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  algorithms,
  cosign,
  ed25519Signer,
  formatNote,
  openCheckpoint,
  parseNote,
  parseTlogPolicy,
  readTrustPolicy,
  signCheckpoint,
  type NoteSigner,
  type TrustPolicy,
} from '@daunguon/proof';
import { beginLogKey, ChangeRefused, changeCosignerKey, changeWitness, finishLogKey } from './change-key.ts';
import { logSigners } from './log-signers.ts';
import { loadOrCreateKey } from './note-key.ts';

const origin = 'daunguon.local/province/00112233445566ff';
const names = ['agri', 'edu', 'health', 'tech'];
let folder: string;
let [logDir, trustDir] = ['', ''];
let cosigners: NoteSigner[];
const at = (...path: string[]): string => join(folder, ...path);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-key-'));
  [logDir, trustDir] = [at('log'), at('trust')];
  const { vkey } = loadOrCreateKey(logDir, origin, algorithms.note);
  cosigners = names.map((name) => loadOrCreateKey(at('cosigners', name), `${name}.example`, algorithms.cosignature));
  mkdirSync(trustDir);
  const lines = names.map((name, index) => `witness ${name} ${cosigners[index]!.vkey} http://localhost/${name}`);
  const text = [`log ${vkey}`, ...lines, `group organisations 3 ${names.join(' ')}`, 'quorum organisations', ''];
  writeFileSync(join(trustDir, 'policy.txt'), text.join('\n'));
  const json = {
    ...{ origin, organisations: 'organisations', outside: null, names: {}, anchors: [], epochs: [], mirrors: [] },
    ...{ freshness: { default: 60, types: {} }, gateways: ['http://localhost'], trial: true },
  };
  writeFileSync(join(trustDir, 'policy.json'), JSON.stringify(json));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (file: string): string => readFileSync(join(trustDir, file), 'utf8');
const policy = (): TrustPolicy => readTrustPolicy(read('policy.txt'), JSON.parse(read('policy.json')));
/** A checkpoint of so many leaves as the gateway publishes it, by whichever keys are there now. */
const published = (size: number, by: readonly NoteSigner[] = cosigners): string => {
  const checkpoint = { origin, size: BigInt(size), root: new Uint8Array(32).fill(size) };
  const signed = logSigners(logDir, origin)().map((signer) => parseNote(signCheckpoint(checkpoint, signer)));
  const note = formatNote({ text: signed[0]!.text, signatures: signed.flatMap(({ signatures }) => signatures) });
  return note + by.map((signer, index) => cosign(signed[0]!.text, signer, 1_795_000_000 + index)).join('');
};
const counts = (note: string): boolean => {
  const { tlog } = policy();
  const { logKeys, cosigned } = openCheckpoint(note, tlog);
  return logKeys.length > 0 && cosigned.size >= 3;
};

describe('the key of the log', () => {
  test('is changed in two steps, and every checkpoint in between counts', () => {
    const first = published(3);
    const oldKey = readFileSync(join(logDir, 'key'), 'utf8');
    const fresh = beginLogKey(logDir, trustDir);
    expect([beginLogKey(logDir, trustDir), policy().tlog.logs.length]).toEqual([fresh, 2]);
    const both = published(5);
    expect(openCheckpoint(both, policy().tlog).logKeys).toHaveLength(2);
    expect([counts(first), counts(both)]).toEqual([true, true]);

    finishLogKey(logDir, trustDir, both);
    const after = published(7);
    expect(openCheckpoint(after, policy().tlog).logKeys).toEqual([fresh]);
    expect([counts(first), counts(both), counts(after)]).toEqual([false, true, true]);
    expect(policy().epochs).toMatchObject([{ toSize: 5n, root: new Uint8Array(32).fill(5) }]);
    expect(counted(first)).toBe(true);
    expect([existsSync(join(logDir, 'next')), readFileSync(join(logDir, 'key'), 'utf8') === oldKey]).toEqual([false, false]); // prettier-ignore
  });

  test('a reader who has the old policy still believes what carries both signatures', () => {
    const old = parseTlogPolicy(read('policy.txt'));
    beginLogKey(logDir, trustDir);
    expect(openCheckpoint(published(5), old).logKeys).toHaveLength(1);
  });

  test('is not changed before a checkpoint carries both signatures and counts', () => {
    const before = published(3);
    expect(() => finishLogKey(logDir, trustDir, before)).toThrow(ChangeRefused);
    beginLogKey(logDir, trustDir);
    const text = read('policy.txt');
    expect(() => finishLogKey(logDir, trustDir, before)).toThrow(/does not carry the new signature/);
    expect(() => finishLogKey(logDir, trustDir, published(5, cosigners.slice(2)))).toThrow(/does not count/);
    expect([read('policy.txt'), policy().epochs]).toEqual([text, []]);
  });

  test.each([
    ['the policy was written', (before: string) => cpSync(before, logDir, { recursive: true })],
    ['the new key had its place', (before: string) => cpSync(join(before, 'next/vkey'), join(logDir, 'next/vkey'))],
  ])('interrupted after %s, it is finished by giving the step again', (_, leave) => {
    const fresh = beginLogKey(logDir, trustDir);
    const both = published(5);
    cpSync(logDir, at('before'), { recursive: true });
    finishLogKey(logDir, trustDir, both);
    leave(at('before'));
    finishLogKey(logDir, trustDir, both);
    expect([policy().epochs.length, readFileSync(join(logDir, 'vkey'), 'utf8').trim()]).toEqual([1, fresh]);
    expect([existsSync(join(logDir, 'next')), openCheckpoint(published(7), policy().tlog).logKeys]).toEqual([false, [fresh]]); // prettier-ignore
  });

  test('another log’s policy is left alone', () => {
    const other = ed25519Signer(origin, new Uint8Array(32).fill(9), algorithms.note).vkey;
    writeFileSync(join(trustDir, 'policy.txt'), read('policy.txt').replace(/^log .*$/m, `log ${other}`));
    expect(() => beginLogKey(logDir, trustDir)).toThrow(/does not name the key of this log/);
    expect(existsSync(join(logDir, 'next'))).toBe(false);
  });
});

describe('the key of a cosigner', () => {
  test('is changed in its folder and in the policy; what it signed before counts up to then', () => {
    const before = published(3, cosigners.slice(0, 3));
    const vkey = changeCosignerKey(at('cosigners/agri'));
    const fresh = loadOrCreateKey(at('cosigners/agri'), 'agri.example', algorithms.cosignature);
    expect([fresh.vkey, vkey === cosigners[0]!.vkey]).toEqual([vkey, false]);
    changeWitness(trustDir, vkey, before);
    changeWitness(trustDir, vkey, before);
    expect(policy().epochs).toMatchObject([{ toSize: 3n }]);
    expect(read('policy.txt')).toContain(`witness agri ${vkey} http://localhost/agri`);
    // Of the three one has another key: the old ones are not enough by themselves, the new one counts.
    expect([counts(before), counts(published(5)), counts(published(5, [fresh, ...cosigners.slice(1, 3)]))]).toEqual([false, true, true]); // prettier-ignore
  });

  test('of somebody whom the policy does not name is refused', () => {
    const stranger = ed25519Signer('press.example', new Uint8Array(32).fill(9), algorithms.cosignature).vkey;
    expect(() => changeWitness(trustDir, stranger, published(3))).toThrow(/names no witness/);
  });
});

/** By an epoch's keys, as a reader counts it who holds the epoch's last head. */
function counted(note: string): boolean {
  return policy().epochs.some(({ tlog, toSize }) => {
    const { checkpoint, logKeys, cosigned } = openCheckpoint(note, tlog);
    return checkpoint.size <= toSize && logKeys.length > 0 && cosigned.size >= 3;
  });
}
