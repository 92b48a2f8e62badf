import { canonicalize } from '../canonical-json.ts';
import { isLeafTime } from './leaf-time.ts';

/** One write of one record (docs/proof-format.md §2). Hashes are 64 lower-case hexadecimal digits. */
export interface RecordLeaf {
  readonly leaf: 'record/1';
  readonly block: number;
  /** Index of the transaction in the block. */
  readonly tx: number;
  readonly txId: string;
  /** The transaction's timestamp, as its creator claimed it. */
  readonly ts: string;
  readonly msp: string;
  /** Map key of the record. */
  readonly key: string;
  readonly n: number;
  readonly op: 'create' | 'update' | 'delete' | 'opaque';
  readonly type: string;
  readonly status: string;
  readonly kind: 'record/1' | 'fields/1' | 'opaque' | 'none';
  readonly commitment: string | null;
  /** RFC 6962 leaf hash of this record's previous leaf. */
  readonly prev: string | null;
  readonly signing: 'own' | 'custodial' | null;
}

/** The state map after a block; the last leaf of every checkpoint. */
export interface StateLeaf {
  readonly leaf: 'state/1';
  readonly block: number;
  readonly headerHash: string;
  /** Derivation rules that hold from the next block on. */
  readonly rules: number;
  readonly mapRoot: string;
  readonly keys: number;
  readonly time: string;
}

/** A change of the channel's configuration, of the chaincode's definition or of the derivation rules. */
export interface ConfigLeaf {
  readonly leaf: 'config/1';
  readonly block: number;
  readonly headerHash: string;
}

export type Leaf = RecordLeaf | StateLeaf | ConfigLeaf;

/** Bytes that are no leaf; `member` names what is wrong, empty for the whole. */
export class LeafError extends Error {
  readonly member: string;
  constructor(member: string, message: string) {
    super(member === '' ? message : `leaf member ${member}: ${message}`);
    this.name = 'LeafError';
    this.member = member;
  }
}

type Check = (value: unknown) => boolean;
const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const from =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least;
const hash = matches(/^[0-9a-f]{64}$/);

export const typePattern = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,40}$/;
export const statusPattern = /^[a-z-]{1,40}$/;
export const mspPattern = /^[A-Za-z0-9._-]{0,64}$/;

/** Members of each leaf and what each may be. */
const shapes: Readonly<Record<Leaf['leaf'], Readonly<Record<string, Check>>>> = {
  'record/1': {
    leaf: oneOf('record/1'),
    block: from(0),
    tx: from(0),
    txId: matches(/^([0-9a-f]{64})?$/),
    ts: isLeafTime,
    msp: matches(mspPattern),
    key: hash,
    n: from(1),
    op: oneOf('create', 'update', 'delete', 'opaque'),
    type: (value) => value === '' || matches(typePattern)(value),
    status: matches(statusPattern),
    kind: oneOf('record/1', 'fields/1', 'opaque', 'none'),
    commitment: orNull(hash),
    prev: orNull(hash),
    signing: oneOf('own', 'custodial', null),
  },
  'state/1': {
    leaf: oneOf('state/1'),
    block: from(0),
    headerHash: hash,
    rules: from(1),
    mapRoot: hash,
    keys: from(0),
    time: isLeafTime,
  },
  'config/1': { leaf: oneOf('config/1'), block: from(0), headerHash: hash },
};

/** What follows from `op`; a leaf in which these disagree could be read in two ways. */
const checkOp = ({ op, n, prev, type, status, kind, commitment, signing }: RecordLeaf): void => {
  const claim = (member: string, holds: boolean): void => {
    if (!holds) throw new LeafError(member, `does not go with op ${op}`);
  };
  claim('prev', (prev === null) === (n === 1));
  if (op === 'create') claim('n', n === 1);
  if (op === 'update') claim('n', n > 1);
  const stated = op === 'create' || op === 'update';
  claim('type', (type !== '') === stated);
  claim('status', stated ? status !== 'deleted' && status !== 'opaque' : status === (op === 'delete' ? 'deleted' : op));
  claim('kind', stated ? kind === 'record/1' || kind === 'fields/1' : kind === (op === 'delete' ? 'none' : op));
  claim('commitment', (commitment === null) === (op === 'delete'));
  claim('signing', (signing !== null) === stated);
};

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The leaf's bytes: its JCS text in UTF-8. */
export const encodeLeaf = (leaf: Leaf): Uint8Array => encoder.encode(canonicalize(leaf));

const readJson = (bytes: Uint8Array): { text: string; value: unknown } => {
  try {
    const text = decoder.decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    throw new LeafError('', 'is not JSON in UTF-8');
  }
};

/**
 * The leaf in these bytes. Throws LeafError unless they are exactly the JCS bytes of a leaf with exactly the members of its
 * kind: two readers must never see two things in one leaf.
 */
export const parseLeaf = (bytes: Uint8Array): Leaf => {
  const { text, value } = readJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LeafError('', 'is not an object');
  const members = value as Readonly<Record<string, unknown>>;
  const name = members.leaf;
  if (name !== 'record/1' && name !== 'state/1' && name !== 'config/1')
    throw new LeafError('leaf', 'is no known kind of leaf');
  const shape = shapes[name];
  const stranger = Object.keys(members).find((member) => !Object.hasOwn(shape, member));
  if (stranger !== undefined) throw new LeafError(stranger, 'does not belong to it');
  for (const [member, check] of Object.entries(shape))
    if (!Object.hasOwn(members, member) || !check(members[member])) throw new LeafError(member, 'is missing or wrong');
  const leaf = value as Leaf;
  if (leaf.leaf === 'record/1') checkOp(leaf);
  if (canonicalize(leaf) !== text) throw new LeafError('', 'is not in canonical form');
  return leaf;
};
