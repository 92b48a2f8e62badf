import { createHash, randomBytes } from 'node:crypto';
import { commitFields, newId, saltFields, type FieldValues } from '@daunguon/proof';
import { batchRules, DomainError, nextBatch, padBatch, vietnamDate, type CommitBatch } from '@daunguon/records';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PrivateTransactions } from '../../ledger/private-transactions.ts';
import type { AccessBook } from '../../vault/access-book.ts';
import type { HealthDocs } from '../../vault/health-docs.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { WaitingCommitments, WaitingRow } from '../../vault/waiting-commitments.ts';

export interface MixingDeps {
  readonly waiting: WaitingCommitments;
  readonly docs: HealthDocs;
  readonly book: AccessBook;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly salts: PrivateTransactions;
  /** Of the department; read when it is needed. */
  readonly department: () => LedgerIdentity;
  /** See CommandDeps: a commitment leaves the queue when its record can be read. */
  readonly indexed: (blockNumber: number, milliseconds: number) => Promise<boolean>;
  readonly now: () => number;
  /** How long a commitment waits at most, milliseconds. */
  readonly waitMs?: number;
}

/** What was made for a fields record that the gateway itself states: id, salt seed and values, kept for those it is about. */
export interface Opening {
  readonly id: string;
  readonly saltSeed: string;
  readonly fields: FieldValues;
}

/**
 * The department's mixing point: takes commitments of all facilities, sends them in common batches under the department's own
 * certificate, and forgets whose they were (docs/adr/0024-health.md).
 */
export interface MixingPoint {
  /** @throws DomainError `health/id-in-use` where other contents wait under the id. */
  add(row: Omit<WaitingRow, 'since'>): void;
  /** Commits to fields that the gateway states itself: a consent's version, an exchange's receipt. */
  state(fields: FieldValues): Opening;
  isWaiting(id: string): boolean;
  /** Sends every batch that is due and closes past days of the access log. Repeats what a killed process began. */
  tick(): Promise<void>;
}

interface PlannedBatch {
  readonly command: CommitBatch;
  readonly salts: readonly { readonly id: string; readonly saltSeed: string }[];
  readonly taken: readonly string[];
}

const freshId = (): string => newId(randomBytes(16));
const freshDigest = (): string => randomBytes(32).toString('hex');
/** The same day is the same request and the same record, however often it is sent. */
const dayId = (purpose: string, day: string): string =>
  newId(createHash('sha256').update(`daunguon/access-root/v1\0${purpose}\0${day}`).digest().subarray(0, 16));

const plan = (chosen: readonly WaitingRow[]): PlannedBatch => {
  const superseded = chosen.flatMap(({ supersedes }) => supersedes ?? []).sort();
  const commitments = padBatch(chosen, () => ({ id: freshId(), commitment: freshDigest() }));
  const seeds = new Map(chosen.map(({ id, saltSeed }) => [id, saltSeed]));
  return {
    command: {
      ...{ requestId: freshId(), batch: freshId(), commitments },
      ...(superseded.length === 0 ? {} : { superseded }),
    },
    salts: commitments.map(({ id }) => ({ id, saltSeed: seeds.get(id) ?? freshDigest() })),
    taken: chosen.map(({ id }) => id),
  };
};

export function createMixingPoint(deps: MixingDeps): MixingPoint {
  const { waiting, docs, book, now } = deps;
  const isoNow = (): string => new Date(now()).toISOString();

  const send = async ({ command, salts, taken }: PlannedBatch): Promise<void> => {
    // Salts first: nothing is on the ledger without them. Both may be repeated.
    await deps.salts.submit(deps.department(), 'HealthSalts:Keep', { salts });
    const { blockNumber } = await deps.ledger.submit(deps.department(), 'Health:CommitBatch', command);
    await deps.indexed(blockNumber, 10_000);
    waiting.remove(taken);
    docs.remove('batch', 'planned');
  };

  /**
   * A rule refused the batch, and nothing of it is on the ledger: an id that is there already leaves the queue, and what cannot be
   * superseded any more is not asked for again.
   */
  const giveUp = (planned: PlannedBatch, refusal: DomainError): void => {
    const taken = new Set(planned.taken);
    for (const { supersedes, ...row } of waiting.all()) {
      if (!taken.has(row.id)) continue;
      if (row.id === refusal.subject) waiting.remove([row.id]);
      else if (supersedes !== undefined && refusal.code !== 'registry/id-in-use') {
        waiting.remove([row.id]);
        waiting.add(row);
      }
    }
    docs.remove('batch', 'planned');
  };

  const sendOrGiveUp = async (planned: PlannedBatch): Promise<void> => {
    try {
      await send(planned);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      giveUp(planned, error);
      throw error;
    }
  };

  const sendDue = async (): Promise<void> => {
    const known = docs.get<PlannedBatch>('batch', 'planned');
    if (known !== undefined) await sendOrGiveUp(known);
    for (;;) {
      const rows = new Map(waiting.all().map((row) => [row.id, row]));
      const chosen = nextBatch([...rows.values()], now(), deps.waitMs ?? batchRules.waitMs);
      if (chosen.length === 0) return;
      const planned = plan(chosen.flatMap(({ id }) => rows.get(id) ?? []));
      // On disk before it is sent: made-up rows must be the same when it is sent again.
      docs.put('batch', 'planned', planned);
      await sendOrGiveUp(planned);
    }
  };

  const closeDays = async (): Promise<void> => {
    for (const { day, root } of book.openDays(vietnamDate(isoNow()), freshDigest)) {
      const command = { requestId: dayId('request', day), id: dayId('record', day), day, root };
      try {
        await deps.ledger.submit(deps.department(), 'Health:RecordAccessRoot', command);
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'health/root-known') throw error;
      }
      book.close(day, root);
    }
  };

  return {
    add: (row) => {
      if (!waiting.add({ ...row, since: now() })) throw new DomainError('health/id-in-use', row.id);
    },
    state: (fields) => {
      const [id, saltSeed] = [freshId(), freshDigest()];
      const commitment = commitFields(saltFields(fields, Buffer.from(saltSeed, 'hex'), { id, version: 1 }));
      waiting.add({ id, commitment, saltSeed, facility: '', since: now() });
      return { id, saltSeed, fields };
    },
    isWaiting: (id) => waiting.has(id),
    tick: async () => {
      await sendDue();
      await closeDays();
    },
  };
}

/** Ticks until stopped; an unreachable ledger is tried again at the next. */
export function startTicking(tick: () => Promise<void>, everyMs: number): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(tick).catch((error: unknown) => console.error('health', (error as Error).message));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
