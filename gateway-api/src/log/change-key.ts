import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  algorithms,
  formatTlogPolicy,
  formatVkey,
  openCheckpoint,
  parseTlogPolicy,
  parseVkey,
  readTrustPolicy,
  satisfies,
  toBase64,
  type PolicyKey,
  type TlogPolicy,
} from '@daunguon/proof';
import { replaceFile } from '../durable-file.ts';
import { keyFile, successorDir } from './log-signers.ts';
import { loadOrCreateKey } from './note-key.ts';

/** Why a key cannot be changed now. */
export class ChangeRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ChangeRefused';
  }
}

const textOf = ({ vkey }: PolicyKey): string => formatVkey(vkey.name, vkey.algorithm, vkey.publicKey);
const vkeyIn = (dir: string): string => readFileSync(join(dir, 'vkey'), 'utf8').trim();

/** Files of a trust policy, as they lie beside a verifier. */
function policyIn(trustDir: string) {
  const [textFile, jsonFile] = [join(trustDir, 'policy.txt'), join(trustDir, 'policy.json')];
  const text = readFileSync(textFile, 'utf8');
  const json = JSON.parse(readFileSync(jsonFile, 'utf8')) as { epochs: readonly { readonly policy: string }[] };
  const write = (changed: TlogPolicy, epochs: readonly object[]): void => {
    const [newText, newJson] = [formatTlogPolicy(changed), { ...json, epochs }];
    readTrustPolicy(newText, newJson);
    // The epoch first: interrupted between the two, every checkpoint counts still, and the command is given again.
    replaceFile(jsonFile, `${JSON.stringify(newJson, null, 2)}\n`);
    replaceFile(textFile, newText);
  };
  return {
    tlog: parseTlogPolicy(text),
    /** Adds keys beside the others. */
    extend: (changed: TlogPolicy): void => write(changed, json.epochs),
    /** Closes an epoch with a checkpoint of its keys: those that are not in `changed` count up to it and no further. @throws ChangeRefused */
    close: (changed: TlogPolicy, note: string): void => {
      const { checkpoint, logKeys, cosigned } = openCheckpoint(note, parseTlogPolicy(text));
      const counts = logKeys.length > 0 && satisfies(parseTlogPolicy(text), parseTlogPolicy(text).quorum, (one) => cosigned.has(one)); // prettier-ignore
      if (!counts) throw new ChangeRefused('the newest checkpoint does not count by the policy of now');
      const epoch = { policy: text, toSize: Number(checkpoint.size), root: toBase64(checkpoint.root) };
      write(changed, [...json.epochs.filter(({ policy }) => policy !== text), epoch]);
    },
  };
}

/**
 * Begins to change the log's key: its successor is made in `<dir>/next/`, and the policy knows both. A running gateway signs with both from its next
 * checkpoint on. Answers the new verifier key. Given again it changes nothing. @throws ChangeRefused where the policy does not know the present key
 */
export function beginLogKey(dir: string, trustDir: string): string {
  const policy = policyIn(trustDir);
  const present = parseVkey(vkeyIn(dir));
  if (!policy.tlog.logs.some((log) => textOf(log) === vkeyIn(dir)))
    throw new ChangeRefused('policy.txt does not name the key of this log');
  if (existsSync(join(successorDir(dir), 'vkey')) && !existsSync(keyFile(successorDir(dir))))
    throw new ChangeRefused('the change before was interrupted: give `finish` again first');
  const { vkey } = loadOrCreateKey(successorDir(dir), present.name, algorithms.note);
  if (!policy.tlog.logs.some((log) => textOf(log) === vkey))
    policy.extend({ ...policy.tlog, logs: [...policy.tlog.logs, { vkey: parseVkey(vkey) }] });
  return vkey;
}

/**
 * Ends it: `note`, the newest checkpoint, must carry both signatures. The old key counts for what it signed so far, the new one takes its place, in the
 * policy first. Interrupted it is given again. Answers the old verifier key. @throws ChangeRefused
 */
export function finishLogKey(dir: string, trustDir: string, note: string): string {
  const next = successorDir(dir);
  if (!existsSync(next)) throw new ChangeRefused('no change of the log key was begun');
  const [old, fresh] = [vkeyIn(dir), vkeyIn(next)];
  // Without a key it was interrupted after the new one had its place.
  if (existsSync(keyFile(next))) {
    const policy = policyIn(trustDir);
    const signedBy = openCheckpoint(note, { ...policy.tlog, logs: [{ vkey: parseVkey(fresh) }] }).logKeys;
    if (!signedBy.includes(fresh))
      throw new ChangeRefused('the newest checkpoint does not carry the new signature yet: is the gateway running?');
    if (policy.tlog.logs.some((log) => textOf(log) === old))
      policy.close({ ...policy.tlog, logs: policy.tlog.logs.filter((log) => textOf(log) !== old) }, note);
    renameSync(keyFile(next), keyFile(dir));
  }
  replaceFile(join(dir, 'vkey'), `${fresh}\n`);
  rmSync(next, { recursive: true });
  return old;
}

/**
 * Makes another key for a cosigner (its folder is `dir`), which takes it at its next start, registers it and ends the old one on the ledger. Answers the
 * new verifier key, for whoever writes the policy.
 */
export function changeCosignerKey(dir: string): string {
  const { name } = parseVkey(vkeyIn(dir));
  const next = successorDir(dir);
  const { vkey } = loadOrCreateKey(next, name, algorithms.cosignature);
  renameSync(keyFile(next), keyFile(dir));
  replaceFile(join(dir, 'vkey'), `${vkey}\n`);
  rmSync(next, { recursive: true });
  return vkey;
}

/** Puts a cosigner's new key into the policy; the old one counts up to `note`, the newest checkpoint. @throws ChangeRefused */
export function changeWitness(trustDir: string, vkey: string, note: string): void {
  const policy = policyIn(trustDir);
  const key = parseVkey(vkey);
  const found = [...policy.tlog.witnesses].find(([, witness]) => witness.vkey.name === key.name);
  if (found === undefined) throw new ChangeRefused(`policy.txt names no witness whose key is called ${key.name}`);
  const [name, before] = found;
  if (textOf(before) === vkey) return;
  policy.close({ ...policy.tlog, witnesses: new Map([...policy.tlog.witnesses, [name, { ...before, vkey: key }]]) }, note); // prettier-ignore
}
