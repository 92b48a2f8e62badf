/** For tests: the file of `health` as the gateway has it, and a ledger on which the product's own rules decide. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalize, derivedId, newId } from '@daunguon/proof';
import * as rules from '@daunguon/records';
import type { Actor, CommitBatch, Erase, FieldsState, Outcome, RecordAccessRoot, RecordState } from '@daunguon/records';
import { openAccessBook, type AccessBook } from '../../vault/access-book.ts';
import { openHealthDb } from '../../vault/health-db.ts';
import { openHealthDocs, type HealthDocs } from '../../vault/health-docs.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import { openWaiting, type WaitingCommitments } from '../../vault/waiting-commitments.ts';
import { createCompanions, type Companions } from './companions.ts';
import { createErasures, type Erasures } from './erasures.ts';
import { createMixingPoint, type MixingPoint } from './mixing-point.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

export const minute = 60_000;
/** Of erasures, here. */
export const period = 60 * minute;
export const vaultKey = Buffer.alloc(32, 7);
export const idOf = (n: number): string =>
  newId(Uint8Array.from({ length: 16 }, (_, at) => (at < 12 ? 1 : (n >> (8 * (at - 12))) & 255)));
export const digestOf = (n: number): string => n.toString(16).padStart(64, '0');

const department: Actor = { msp: 'HealthMSP', unit: '', role: 'admin', signing: 'own' };
const identity: LedgerIdentity = { mspId: 'HealthMSP', certificatePem: '', keyPem: '', unit: '', role: 'admin' };
/** A private transaction goes by its name as the public ones do. */
type Failure = { readonly transaction: string; readonly answerLost?: boolean };

export interface Block {
  readonly time: number;
  /** In the order of their keys, as Fabric sorts a write set. */
  readonly written: readonly RecordState[];
}

export class TestHealth {
  now = Date.parse('2026-03-02T01:00:00.000Z');
  /** This transaction fails: before it is ordered, or after its commit, of which the answer is lost. */
  failing: Failure | undefined;
  readonly blocks: Block[] = [];
  readonly records = new Map<string, RecordState>();
  /** The private collection, and every transaction in its order. */
  readonly salts = new Map<string, string>();
  readonly log: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'health-'));
  readonly #results = new Map<string, string>();
  readonly #keys = openSubjectKeys(':memory:', vaultKey);
  #lastDay: string | undefined;
  db!: ReturnType<typeof openHealthDb>;
  docs!: HealthDocs;
  book!: AccessBook;
  waiting!: WaitingCommitments;
  mixing!: MixingPoint;
  companions!: Companions;
  erasures!: Erasures;

  constructor() {
    this.reopen();
  }

  /** As after a kill: what is not in the file is gone. */
  reopen(): void {
    this.db?.close();
    this.db = openHealthDb(join(this.#folder, 'health.db'));
    // A kill is played here by opening the file anew: nothing need be safe from a real one.
    this.db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    const keys = this.#keys;
    this.docs = openHealthDocs(this.db, keys);
    this.book = openAccessBook(this.db, keys);
    this.waiting = openWaiting(this.db, keys);
    const { docs, book, waiting, ledger } = this;
    this.companions = createCompanions(docs, async (id) => this.fields(id));
    const { companions, department } = this;
    const parts = { docs, ledger, salts: this.privateLedger, companions, department, now: () => this.now };
    this.mixing = createMixingPoint({ ...parts, waiting, indexed: async () => true });
    this.erasures = createErasures({ ...parts, book, periodMs: period });
  }

  close(): void {
    this.db.close();
    rmSync(this.#folder, { recursive: true });
  }

  readonly department = (): LedgerIdentity => identity;
  readonly ledger = {
    submit: async (_identity: unknown, transaction: string, command: object) => {
      await this.#ordered(transaction, () => this.#commit(transaction, command));
      return { txId: digestOf(1), blockNumber: this.blocks.length, result: null };
    },
  };
  readonly privateLedger = {
    submit: async (_identity: unknown, transaction: string, transient: Readonly<Record<string, unknown>>) => {
      await this.#ordered(transaction, () => {
        for (const { id, saltSeed } of (transient['salts'] ?? []) as { id: string; saltSeed: string }[]) {
          this.salts.set(id, saltSeed);
        }
        for (const id of (transient['ids'] ?? []) as string[]) this.salts.delete(id);
      });
      return digestOf(this.log.length);
    },
  };

  async #ordered(transaction: string, work: () => void): Promise<void> {
    // Others run meanwhile, as on a network.
    await new Promise((resolve) => setTimeout(resolve, 1));
    const { failing } = this;
    const fails = failing?.transaction === transaction;
    if (fails && failing.answerLost !== true) throw new Error('no answer');
    work();
    this.log.push(transaction);
    if (fails) throw new Error('no answer');
  }

  #commit(transaction: string, command: object): void {
    const { requestId } = command as { requestId: string };
    const body = canonicalize(JSON.parse(JSON.stringify(command)));
    const known = this.#results.get(requestId);
    if (known === body) return;
    if (known !== undefined) throw new rules.DomainError('registry/request-id-reused', requestId);
    const { committed = [], next } = this.#decide(transaction, command);
    this.#results.set(requestId, body);
    const ts = new Date(this.now).toISOString();
    const written = [...committed, ...next].map(
      (draft) =>
        ({ commitment: randomBytes(32).toString('hex'), ...draft, ts, by: department }) as unknown as RecordState,
    );
    for (const record of written) this.records.set(record.id, record);
    this.blocks.push({ time: this.now, written: written.toSorted((a, b) => (a.id < b.id ? -1 : 1)) });
  }

  #decide(transaction: string, command: object): Outcome {
    const of = (id: string) => this.records.get(id);
    if (transaction === 'Health:CommitBatch') {
      const batch = command as CommitBatch;
      const [existing, superseded] = [batch.commitments.map(({ id }) => of(id)), (batch.superseded ?? []).map(of)];
      return rules.commitBatch({ existing, superseded }, batch, department);
    }
    if (transaction === 'Health:Erase') {
      const erasure = command as Erase;
      const rows = erasure.ids.map((id) => {
        const record = of(id);
        return { record, receiptId: derivedId('act', id, (record?.version ?? 0) + 1) };
      });
      return rules.erase({ rows }, erasure, department);
    }
    const root = command as RecordAccessRoot;
    const outcome = rules.recordAccessRoot({ existing: of(root.id), lastDay: this.#lastDay }, root, department);
    this.#lastDay = root.day;
    return outcome;
  }

  add(n: number, facility: string, more: { supersedes?: string } = {}): void {
    this.mixing.add({ id: idOf(n), commitment: digestOf(n), saltSeed: digestOf(n + 1), facility, ...more });
  }

  /** Commits what waits, as a quarter of an hour does. */
  async settle(): Promise<void> {
    this.now += 15 * minute;
    await this.mixing.tick();
  }

  /** Releases the erasures that were asked for until now. */
  async release(): Promise<void> {
    this.now += period;
    await this.erasures.release();
  }

  fields(id: string): FieldsState {
    return this.records.get(id) as unknown as FieldsState;
  }
}
