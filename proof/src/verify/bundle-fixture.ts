/** A small log with its own keys, for tests and vectors: blocks in, checkpoints and bundles out. */
import type { BundleBody } from '../bundle/bundle.ts';
import { encodeBundle, type BundleParts, type LeafParts } from '../bundle/encode-bundle.ts';
import { readTrustPolicy, type TrustPolicy } from '../bundle/trust-policy.ts';
import type { Json } from '../canonical-json.ts';
import { commitRecord } from '../commitment.ts';
import { Derivation, type TransactionInput } from '../derive/derivation.ts';
import { sha256Hex } from '../digest.ts';
import { parseLeaf } from '../leaf/leaf.ts';
import { nodeHash } from '../log/merkle.ts';
import { consistencyProof, inclusionProof, rootAt, type NodeReader } from '../log/merkle-prove.ts';
import { mapKey } from '../map/map-key.ts';
import { signCheckpoint } from '../note/checkpoint.ts';
import { cosign } from '../note/cosignature.ts';
import { ed25519Signer, type NoteSigner } from '../note/ed25519-signer.ts';
import { parseNote } from '../note/note.ts';
import type { Head } from './verification.ts';

export const origin = 'log.example/province/0123456789abcdef';
const organisations = ['agri', 'edu', 'health', 'tech'] as const;

const seed = (name: string): Uint8Array =>
  new Uint8Array(
    Array.from({ length: 32 }, (_, at) => parseInt(sha256Hex(`key of ${name}`).slice(at * 2, at * 2 + 2), 16)),
  );

export const logSigner = (name = origin): NoteSigner => ed25519Signer(origin, seed(name), 1);
export const witnessSigner = (name: string): NoteSigner => ed25519Signer(`${name}.example`, seed(name), 4);

/** Three of four organisations and one outside witness. */
export const policyText = (keys: { log?: NoteSigner; witness?: (name: string) => NoteSigner } = {}): string => {
  const { log = logSigner(), witness = witnessSigner } = keys;
  return [
    `log ${log.vkey}`,
    ...[...organisations, 'press'].map((name) => `witness ${name} ${witness(name).vkey}`),
    `group organisations 3 ${organisations.join(' ')}`,
    'group outside any press',
    'group quorum all organisations outside',
    'quorum quorum',
    '',
  ].join('\n');
};

export const policyJson = {
  origin,
  organisations: 'organisations',
  outside: 'outside',
  names: Object.fromEntries(
    organisations.map((name) => [name, { msp: `${name}MSP`, vi: `Sở ${name}`, en: `Department ${name}` }]),
  ),
  freshness: { default: 86_400, types: { 'origin/': 7_200, 'origin/batch': 3_600 } },
  anchors: [],
  epochs: [],
  gateways: ['https://gateway.example'],
  mirrors: [],
  trial: true,
};
export const policy: TrustPolicy = readTrustPolicy(policyText(), policyJson);

/** What a record's write says; a public record by default. */
export interface Content {
  readonly status?: string;
  readonly type?: string;
  readonly body?: Json;
  /** Commitment of a personal record; it then has no body. */
  readonly fields?: string;
}

export class SmallLog {
  readonly leaves: { readonly bytes: Uint8Array; readonly hash: Uint8Array }[] = [];
  readonly bodies = new Map<string, Required<BundleBody>>();
  readonly #versions = new Map<string, number>();
  readonly #derivation = new Derivation({ leafHashAt: (index) => this.leaves[index]!.hash });
  #block = 0;

  get size(): number {
    return this.leaves.length;
  }

  /** One block with one transaction that writes these records (undefined: deletes them). */
  block(ts: string, writes: Readonly<Record<string, Content | undefined>>): void {
    this.#block += 1;
    const transaction: TransactionInput = {
      index: 0,
      txId: sha256Hex(`transaction ${this.#block}`),
      ts,
      msp: 'AgriMSP',
      config: false,
      writes: Object.entries(writes).map(([id, content]) => ({
        key: `r/${id}`,
        isDelete: content === undefined,
        value: new TextEncoder().encode(this.#value(id, content)),
      })),
    };
    const headerHash = sha256Hex(`header ${this.#block}`);
    this.leaves.push(...this.#derivation.apply({ number: this.#block, headerHash, transactions: [transaction] }));
  }

  #value(id: string, content: Content | undefined): string {
    const version = (this.#versions.get(id) ?? 0) + 1;
    this.#versions.set(id, version);
    if (content === undefined) return '';
    const { status = 'active', type = 'origin/batch', body = { lot: 'L1' }, fields } = content;
    const salt = sha256Hex(`salt of ${id} ${version}`).slice(0, 32);
    const commitment = fields ?? commitRecord(body, salt);
    if (fields === undefined) this.bodies.set(commitment, { body, salt });
    const by = { msp: 'AgriMSP', signing: 'own' };
    return JSON.stringify({
      id,
      type,
      status,
      version,
      commitment,
      by,
      ...(fields === undefined ? { body, salt } : {}),
    });
  }

  readonly #read: NodeReader = (level, index) =>
    level === 0
      ? this.leaves[Number(index)]!.hash
      : nodeHash(this.#read(level - 1, index * 2n), this.#read(level - 1, index * 2n + 1n));

  head(size = this.size): Head {
    return { origin, size: BigInt(size), root: rootAt(BigInt(size), this.#read) };
  }

  /** A signed and cosigned checkpoint; `cosigned`: witness and its time in seconds. */
  checkpoint(
    cosigned: Readonly<Record<string, number>>,
    size = this.size,
    log = logSigner(),
    witness = witnessSigner,
  ): string {
    const note = signCheckpoint(this.head(size), log);
    const { text } = parseNote(note);
    return (
      note +
      Object.entries(cosigned)
        .map(([name, seconds]) => cosign(text, witness(name), seconds))
        .join('')
    );
  }

  #leaf(index: number, size: number): LeafParts {
    return {
      leaf: this.leaves[index]!.bytes,
      index,
      inclusion: inclusionProof(BigInt(index), BigInt(size), this.#read),
    };
  }

  #openingOf(index: number): BundleBody {
    const leaf = parseLeaf(this.leaves[index]!.bytes);
    return leaf.leaf === 'record/1' && leaf.commitment !== null ? (this.bodies.get(leaf.commitment) ?? {}) : {};
  }

  /** Earlier versions by walking back the map at the sizes before them. */
  #history(id: string, newest: number, size: number): (LeafParts & BundleBody)[] {
    const key = Array.from(mapKey(id), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const earlier = this.leaves.flatMap(({ bytes }, index) => {
      const leaf = parseLeaf(bytes);
      return index < newest && leaf.leaf === 'record/1' && leaf.key === key ? [index] : [];
    });
    return earlier.reverse().map((index) => ({ ...this.#leaf(index, size), ...this.#openingOf(index) }));
  }

  #about(id: string, size: number): Pick<BundleParts, 'record' | 'map' | 'body' | 'salt'> {
    const map = this.#derivation.map.prove(mapKey(id), size);
    if (map.value === undefined) return { record: undefined, map };
    const { index } = map.value;
    return { record: this.#leaf(index, size), map, ...this.#openingOf(index) };
  }

  /** The bundle as a gateway would answer, through JSON as it would travel. */
  bundle(
    id: string,
    checkpoint: string,
    options: { from?: number; alias?: string; history?: boolean } = {},
  ): Record<string, Json> {
    const { from, alias } = options;
    const size = Number(parseNote(checkpoint).text.split('\n')[1]);
    const about = this.#about(id, size);
    const other = alias === undefined ? undefined : this.#about(alias, size);
    const bundle = encodeBundle({
      id,
      ...about,
      state: this.#leaf(size - 1, size),
      checkpoint,
      ...(from === undefined
        ? {}
        : { consistency: { from, proof: consistencyProof(BigInt(from), BigInt(size), this.#read) } }),
      ...(alias === undefined || other?.record === undefined
        ? {}
        : { alias: { id: alias, ...other, record: other.record } }),
      ...(options.history === true && about.record !== undefined
        ? { history: this.#history(id, about.record.index, size) }
        : {}),
    });
    return JSON.parse(JSON.stringify(bundle)) as Record<string, Json>;
  }

  consistency(from: number, to: number): readonly Uint8Array[] {
    return consistencyProof(BigInt(from), BigInt(to), this.#read);
  }
}
