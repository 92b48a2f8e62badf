import { createHash } from 'node:crypto';
import {
  algorithms,
  canonicalize,
  commitRecord,
  CompactRange,
  consistencyProof,
  cosign,
  Derivation,
  ed25519Signer,
  encodeMapValue,
  inclusionProof,
  mapKey,
  parseTilePath,
  rootAt,
  signCheckpoint,
  tileWidth,
  toBase64,
} from '@daunguon/proof';
import type { NodeReader, NoteSigner } from '@daunguon/proof';

const origin = 'nguon.example.vn/province/0011223344556677';
export const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'] as const;
const names = {
  AgriMSP: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Department of Agriculture and Environment' },
  EduMSP: { vi: 'Sở Giáo dục và Đào tạo', en: 'Department of Education and Training' },
  HealthMSP: { vi: 'Sở Y tế', en: 'Department of Health' },
  TechMSP: { vi: 'Sở Khoa học và Công nghệ', en: 'Department of Science and Technology' },
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const sha256 = (data: string): Buffer => createHash('sha256').update(data).digest();
const salt = '00112233445566778899aabbccddeeff';

/** A record as a test says it; its version follows from how often it was put. */
export interface PutRecord {
  id: string;
  type: string;
  body?: Record<string, unknown>;
  /** Of a personal record; it has no body then. */
  commitment?: string;
  status?: string;
  msp?: string;
  signing?: 'own' | 'custodial';
  ts?: string;
}

interface Head {
  size: number;
  bodies: ReadonlyMap<string, Record<string, unknown>>;
}

/** Who signs a head and when, in seconds; by default all four organisations, now. */
export interface Signing {
  at?: number;
  by?: readonly string[];
  log?: NoteSigner;
  /** Other keys under the witnesses' names. */
  keys?: ReadonlyMap<string, NoteSigner>;
}

const named = (keys: ReadonlyMap<string, NoteSigner>, msp: string): NoteSigner => {
  const signer = keys.get(msp);
  if (signer === undefined) throw new Error(`no witness ${msp}`);
  return signer;
};

/** A small log of its own with real keys: leaves come out of the product's derivation, proofs and signatures out of its code. */
export class RealLog {
  readonly logSigner: NoteSigner;
  readonly witnesses: ReadonlyMap<string, NoteSigner>;
  readonly #leaves: { bytes: Uint8Array; hash: Uint8Array }[] = [];
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #range = new CompactRange();
  readonly #derivation = new Derivation({ leafHashAt: (index) => this.#leaf(index).hash });
  readonly #versions = new Map<string, number>();
  readonly #heads: Head[] = [];
  #bodies: ReadonlyMap<string, Record<string, unknown>> = new Map();
  #block = 0;

  /** `seed` names the keys: two logs of the same seed are signed by the same log and witnesses. */
  constructor(seed = 'keys') {
    this.logSigner = ed25519Signer(origin, sha256(`${seed} log`), algorithms.note);
    this.witnesses = new Map(
      organisations.map((msp) => [
        msp,
        ed25519Signer(`${msp}.example.vn`, sha256(`${seed} ${msp}`), algorithms.cosignature),
      ]),
    );
  }

  get size(): number {
    return this.#leaves.length;
  }

  /** Commits the records in one block, one transaction each; the size of the log after it. */
  put(...records: PutRecord[]): number {
    const number = this.#block++;
    const transactions = records.map((record, index) => {
      const {
        id,
        type,
        body = {},
        status = 'active',
        msp = 'AgriMSP',
        signing = 'own',
        ts = '2026-11-18T03:20:00.000Z',
      } = record;
      const version = (this.#versions.get(id) ?? 0) + 1;
      this.#versions.set(id, version);
      const open = record.commitment === undefined ? { body, salt } : {};
      const commitment = record.commitment ?? commitRecord(body, salt);
      const value = { id, type, status, version, ...open, commitment, by: { msp, signing } };
      const writes = [{ key: `r/${id}`, isDelete: false, value: utf8(canonicalize(value)) }];
      return { index, txId: sha256(`${number} ${index}`).toString('hex'), ts, msp, config: false, writes };
    });
    const headerHash = sha256(`block ${number}`).toString('hex');
    for (const leaf of this.#derivation.apply({ number, headerHash, transactions })) {
      this.#leaves.push(leaf);
      this.#range.append(leaf.hash, (level, index, hash) => this.#nodes.set(`${level}/${index}`, hash));
    }
    this.#bodies = new Map([
      ...this.#bodies,
      ...records.flatMap(({ id, body }) => (body === undefined ? [] : [[id, body] as const])),
    ]);
    this.#heads.push({ size: this.size, bodies: this.#bodies });
    return this.size;
  }

  /** The signed and cosigned checkpoint of a size. */
  checkpoint(
    size = this.size,
    { at = Math.floor(Date.now() / 1000), by = organisations, log, keys = this.witnesses }: Signing = {},
  ): string {
    const note = signCheckpoint({ origin, size: BigInt(size), root: this.root(size) }, log ?? this.logSigner);
    const signed = note.slice(0, note.indexOf('\n\n') + 1);
    return note + by.map((msp) => cosign(signed, named(keys, msp), at)).join('');
  }

  /** What an honest gateway answers for an id at a head; without a record it proves absence. */
  bundle(
    id: string,
    { size = this.size, from = 0, signing = {} }: { size?: number; from?: number; signing?: Signing } = {},
  ) {
    const { path, key, valueHash, value } = this.#derivation.map.prove(mapKey(id), size);
    const steps = path.map(([bit, sibling]) => [bit, toBase64(sibling)] as const);
    const body = this.#heads.find((head) => head.size === size)?.bodies.get(id);
    return {
      bundle: 'daunguon/1',
      id,
      record: value === undefined ? null : { ...this.#entry(value.index, size), index: value.index },
      state: this.#entry(size - 1, size),
      map: {
        path: steps,
        ...(key === undefined ? {} : { key: toBase64(key) }),
        ...(value !== undefined
          ? { value: text(encodeMapValue(value)) }
          : valueHash === undefined
            ? {}
            : { valueHash: toBase64(valueHash) }),
      },
      checkpoint: this.checkpoint(size, signing),
      consistency: from === 0 ? null : { from, proof: this.#consistency(from, size) },
      ...(body === undefined ? {} : { body, salt }),
      anchor: null,
      stated: { endorsers: ['AgriMSP', 'HealthMSP', 'TechMSP'] },
    };
  }

  /** What `?history=1&dates=1` adds, from the checkpoints that were kept: sizes and times in seconds, in their order. */
  pastBundle(id: string, kept: readonly (readonly [size: number, at: number])[], bodies: readonly object[] = []) {
    const size = this.size;
    const newest = this.bundle(id);
    const key = Buffer.from(mapKey(id)).toString('hex');
    const indexes = this.#leaves.flatMap(({ bytes }, index) => (text(bytes).includes(`"key":"${key}"`) ? [index] : []));
    const history = indexes.slice(0, -1).map((index, at) => ({
      ...{ ...this.#entry(index, size), index },
      ...(bodies[at] === undefined ? {} : { body: bodies[at], salt }),
    }));
    const dates = indexes.map((index, at) => {
      const [before] = kept.filter(([covered]) => covered <= index).slice(-1);
      const by = kept.find(([covered]) => covered > index);
      return {
        n: at + 1,
        before: before === undefined ? null : this.checkpoint(before[0], { at: before[1] }),
        by: by === undefined ? null : this.checkpoint(by[0], { at: by[1] }),
        inclusion:
          by === undefined
            ? []
            : inclusionProof(BigInt(index), BigInt(by[0]), this.#read).map((hash) => toBase64(hash)),
      };
    });
    return { ...newest, history: history.reverse(), dates };
  }

  /** The record of a lot together with the proof that this GTIN and lot are that record. */
  lotBundle(aliasId: string, id: string, options: { size?: number; from?: number; signing?: Signing } = {}) {
    const { record, map, body, salt: aliasSalt } = this.bundle(aliasId, options);
    return { ...this.bundle(id, options), alias: { id: aliasId, record, map, body, salt: aliasSalt } };
  }

  root(size = this.size): Uint8Array {
    return rootAt(BigInt(size), this.#read);
  }

  /** Bytes of a tile of hashes (C2SP tlog-tiles). */
  tile(path: string): Uint8Array | undefined {
    const tile = parseTilePath(path);
    if (tile === undefined || tile.level === 'entries') return undefined;
    const { level, index, width } = tile;
    const first = index * BigInt(tileWidth);
    return Buffer.concat(Array.from({ length: width }, (_, at) => this.#read(level * 8, first + BigInt(at))));
  }

  policyText(): string {
    const witnesses = [...this.witnesses].map(([msp, { vkey }]) => `witness ${msp} ${vkey}`);
    const group = `group organisations 3 ${organisations.join(' ')}`;
    return `${[`log ${this.logSigner.vkey}`, ...witnesses, group, 'quorum organisations'].join('\n')}\n`;
  }

  policyJson(gateways: readonly string[], mirrors: readonly string[] = []) {
    return {
      origin,
      organisations: 'organisations',
      outside: null,
      names: Object.fromEntries(organisations.map((msp) => [msp, { msp, ...names[msp] }])),
      freshness: { default: 86_400, types: { 'origin/batch': 3600 } },
      anchors: [],
      epochs: [],
      gateways,
      mirrors,
      trial: true,
    };
  }

  readonly #read: NodeReader = (level, index) => {
    const hash = this.#nodes.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`no node ${level}/${index}`);
    return hash;
  };
  #leaf(index: number): { bytes: Uint8Array; hash: Uint8Array } {
    const leaf = this.#leaves[index];
    if (leaf === undefined) throw new Error(`no leaf ${index}`);
    return leaf;
  }
  #entry(index: number, size: number): { leaf: string; inclusion: string[] } {
    const inclusion = inclusionProof(BigInt(index), BigInt(size), this.#read).map(toBase64);
    return { leaf: text(this.#leaf(index).bytes), inclusion };
  }
  #consistency(from: number, to: number): string[] {
    return from === to ? [] : consistencyProof(BigInt(from), BigInt(to), this.#read).map(toBase64);
  }
}
