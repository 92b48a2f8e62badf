import { hexToBytes } from '@noble/hashes/utils.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ParsedAlias, ParsedBody, ParsedBundle, ParsedLeaf, ParsedMap } from '../bundle/parse-bundle.ts';
import { commitRecord } from '../commitment.ts';
import type { RecordLeaf } from '../leaf/leaf.ts';
import { verifyInclusion } from '../log/merkle-verify.ts';
import { mapKey } from '../map/map-key.ts';
import { verifyMapProof } from '../map/map-proof.ts';
import { fail, notApplicable, pass, passIf, unknown, type Finding } from './check-head.ts';

type Part = Pick<ParsedLeaf<unknown>, 'hash' | 'index' | 'inclusion'>;

const isIncluded = ({ checkpoint }: ParsedBundle, { hash, index, inclusion }: Part): boolean =>
  verifyInclusion({ leafHash: hash, index, size: checkpoint.size, proof: inclusion, root: checkpoint.root });

export const checkState = (bundle: ParsedBundle): Finding =>
  passIf(isIncluded(bundle, bundle.state), 'the state leaf is not the last leaf of the checkpoint');

const checkRecordLeaf = (bundle: ParsedBundle, id: string, record: ParsedLeaf<RecordLeaf>): Finding => {
  if (record.leaf.key !== bytesToHex(mapKey(id))) return fail('the record leaf is that of another id');
  return passIf(isIncluded(bundle, record), 'the record leaf is not in the checkpoint');
};

/** `included` and `absent` only where the proof holds, and says which in its form too. */
const checkMap = ({ state }: ParsedBundle, id: string, { proof, value }: ParsedMap): Finding => {
  const shown = verifyMapProof(proof, mapKey(id), hexToBytes(state.leaf.mapRoot));
  if (shown === 'invalid') return fail('the map proof does not lead to the root in the state leaf');
  return passIf((shown === 'included') === (value !== undefined), 'the map proof lacks the value that it shows');
};

const checkNewest = (record: ParsedLeaf<RecordLeaf> | undefined, { value }: ParsedMap): Finding => {
  if (record === undefined) return passIf(value === undefined, 'the map has the record that the bundle leaves out');
  if (value === undefined) return fail('the map does not have the record');
  const { leaf, index } = record;
  const same = BigInt(value.index) === index && value.n === leaf.n && value.status === leaf.status;
  return passIf(same, `the map names version ${value.n} at index ${value.index}`);
};

export interface RecordFindings {
  readonly recordLeaf: Finding;
  readonly map: Finding;
  readonly newest: Finding;
}

/** A record leaf and a map proof about one id, under the checkpoint and state of the bundle. */
export const checkRecord = (
  bundle: ParsedBundle,
  id: string,
  record: ParsedLeaf<RecordLeaf> | undefined,
  map: ParsedMap,
): RecordFindings => ({
  recordLeaf: record === undefined ? notApplicable : checkRecordLeaf(bundle, id, record),
  map: checkMap(bundle, id, map),
  newest: checkNewest(record, map),
});

/** Whether body and salt open the leaf's commitment. Never throws: the body may be anything. */
export const opens = ({ kind, commitment }: RecordLeaf, { body, salt }: ParsedBody): boolean => {
  try {
    return kind === 'record/1' && commitRecord(body, salt) === commitment;
  } catch {
    return false;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Value at a path of member names, own ones only. */
export const memberAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);

/** An alias is a record whose body names its target. */
export const checkAlias = (bundle: ParsedBundle, alias: ParsedAlias): Finding => {
  const { recordLeaf, map, newest } = checkRecord(bundle, alias.id, alias.record, alias.map);
  const failed = [recordLeaf, map, newest].find(({ result }) => result !== 'pass');
  if (failed !== undefined) return failed;
  const { leaf } = alias.record;
  if (alias.opening === undefined) return unknown('the body of the alias is missing');
  if (leaf.type !== 'origin/alias' || leaf.status !== 'active') return fail('the alias is not in force');
  if (!opens(leaf, alias.opening)) return fail('the body of the alias does not give its commitment');
  return passIf(memberAt(alias.opening.body, ['target']) === bundle.id, 'the alias names another record');
};

/** Earlier versions: each in the log, of this key, and the one that the next version names by hash. */
export const checkHistory = (bundle: ParsedBundle): Finding => {
  const { record, history } = bundle;
  if (record === undefined || history.length === 0) return notApplicable;
  let newer = record.leaf;
  for (const version of history) {
    const { leaf, hash, opening } = version;
    if (leaf.key !== newer.key || leaf.n !== newer.n - 1 || newer.prev !== bytesToHex(hash))
      return fail(`version ${newer.n} does not follow what is shown before it`);
    if (!isIncluded(bundle, version)) return fail(`version ${leaf.n} is not in the checkpoint`);
    if (opening !== undefined && !opens(leaf, opening)) return fail(`the body of version ${leaf.n} is another`);
    newer = leaf;
  }
  return pass;
};
