import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import {
  algorithms,
  commitRecord,
  cosign,
  ed25519Signer,
  parseNote,
  readTrustPolicy,
  rootAt,
  signCheckpoint,
  type BlockInput,
  type BundleBody,
  type Json,
  type NoteSigner,
  type TrustPolicy,
} from '@daunguon/proof';
import { sendProblem } from '../http/http-problem.ts';
import { aliasBundleOf, bundleOf, type BundleSource } from '../log/bundle-of.ts';
import type { PublishedCheckpoint } from '../log/checkpoint-store.ts';
import { DerivedLog } from '../log/derived-log.ts';
import { logRoutes } from '../log/log-routes.ts';
import { sha256 } from '../log/log-store.ts';
import { recordRoutes } from '../log/record-routes.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const hex = (text: string): string => digest(text).toString('hex');
export const origin = 'log.example.vn/province/0123456789abcdef';
const organisations = ['agri', 'edu', 'health', 'tech'] as const;

export interface TestRecord {
  readonly id: string;
  /** Of a public record; without one it is personal. */
  readonly body?: Json;
  readonly status?: string;
  readonly type?: string;
}

/** Id of the n-th record that a test writes. */
export const idOf = (n: number): string => String(n).padStart(26, '0');

/** A gateway's log in a folder, with keys of its own, served by the gateway's own routes. All are signed by the same keys. */
export class TestLog {
  readonly log: DerivedLog;
  readonly bodies = new Map<string, Required<BundleBody>>();
  readonly signer: NoteSigner = ed25519Signer(origin, digest('log'), algorithms.note);
  readonly witnesses: readonly NoteSigner[] = organisations.map((name) =>
    ed25519Signer(`${name}.example.vn`, digest(name), algorithms.cosignature),
  );
  head: PublishedCheckpoint | undefined;
  readonly #versions = new Map<string, number>();

  constructor(dir: string) {
    this.log = new DerivedLog({ dir, trusted: () => 0, provenFrom: () => this.head?.size ?? Infinity });
  }

  get size(): number {
    return this.log.store.size();
  }

  /** One block with a transaction for each record. */
  put(...records: readonly TestRecord[]): this {
    this.log.take(this.block(records));
    return this;
  }

  block(records: readonly TestRecord[]): BlockInput {
    const number = this.log.next();
    const transactions = records.map((record, index) => ({
      ...{ index, txId: hex(`transaction ${number} ${index}`), msp: 'AgriMSP', config: false },
      ts: `2026-11-24T08:${String(number % 60).padStart(2, '0')}:00.000Z`,
      writes: [{ key: `r/${record.id}`, isDelete: false, value: this.#value(record) }],
    }));
    return { number, headerHash: hex(`header ${number}`), transactions };
  }

  #value({ id, body, status = 'active', type = 'origin/batch' }: TestRecord): Uint8Array {
    const version = (this.#versions.get(id) ?? 0) + 1;
    this.#versions.set(id, version);
    const salt = hex(`salt ${id} ${version}`).slice(0, 32);
    const commitment = body === undefined ? hex(`fields ${id} ${version}`) : commitRecord(body, salt);
    if (body !== undefined) this.bodies.set(commitment, { body, salt });
    const by = { msp: 'AgriMSP', signing: 'own' };
    const opened = body === undefined ? {} : { body, salt };
    return Buffer.from(JSON.stringify({ id, type, status, version, commitment, by, ...opened }));
  }

  /** Makes the whole log the published head, cosigned by the first `cosigners` organisations at a time in seconds. */
  publish({ at = Math.floor(Date.now() / 1000), cosigners = 4 } = {}): this {
    const size = BigInt(this.size);
    const root = rootAt(size, this.log.store.nodes, sha256);
    const signed = signCheckpoint({ origin, size, root }, this.signer);
    const { text } = parseNote(signed);
    const lines = this.witnesses.slice(0, cosigners).map((witness) => cosign(text, witness, at));
    this.head = { sequence: (this.head?.sequence ?? 0) + 1, size: this.size, root, note: signed + lines.join('') };
    return this;
  }

  policyText(): string {
    const witnesses = this.witnesses.map(({ vkey }, at) => `witness ${String(organisations[at])} ${vkey}`);
    const group = `group organisations 3 ${organisations.join(' ')}`;
    return `${[`log ${this.signer.vkey}`, ...witnesses, group, 'quorum organisations'].join('\n')}\n`;
  }

  readonly policyJson = {
    ...{ origin, organisations: 'organisations', outside: null, names: {}, anchors: [], epochs: [], trial: true },
    freshness: { default: 86_400, types: {} },
    gateways: [],
    mirrors: [],
  };

  policy(): TrustPolicy {
    return readTrustPolicy(this.policyText(), this.policyJson);
  }

  /** The gateway's own addresses below /log/ and /r/. */
  app(): Express {
    const app = express();
    const source = (): BundleSource => ({
      ...{ log: this.log.store, map: this.log.map, head: this.head ?? { size: 0, note: '' } },
      bodyOf: ({ commitment }) => Promise.resolve(this.bodies.get(commitment ?? '')),
      indexOf: () => Promise.resolve(undefined),
    });
    const covering = (size: number) => ((this.head?.size ?? -1) >= size ? this.head : undefined);
    const bodyOf = (commitment: string) => Promise.resolve(this.bodies.get(commitment));
    app.use(logRoutes({ head: () => this.head, covering, store: this.log.store }, bodyOf));
    app.use(
      recordRoutes({
        bundle: async (id, wish) => bundleOf(source(), id, wish),
        aliasBundle: async (id, wish) => aliasBundleOf(source(), id, wish),
      }),
    );
    app.use(sendProblem);
    return app;
  }
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(app: Express): Promise<Served> {
  const server = await new Promise<Server>((resolve) => {
    const started: Server = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
