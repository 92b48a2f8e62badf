import { randomBytes } from 'node:crypto';
import { commitFields, newId, saltFields, type FieldValues } from '@daunguon/proof';
import { batchRules, DomainError, nextBatch, padBatch, type CommitBatch } from '@daunguon/records';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PrivateTransactions } from '../../ledger/private-transactions.ts';
import type { HealthDocs } from '../../vault/health-docs.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { Companions } from './companions.ts';
import type { WaitingCommitments, WaitingRow } from '../../vault/waiting-commitments.ts';

export interface MixingDeps {
  readonly waiting: WaitingCommitments;
  readonly docs: HealthDocs;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly salts: PrivateTransactions;
  readonly companions: Companions;
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
  /** Sends every batch that is due. Repeats what a killed process began. */
  tick(): Promise<void>;
}

interface PlannedBatch {
  readonly command: CommitBatch;
  readonly salts: readonly { readonly id: string; readonly saltSeed: string }[];
  readonly taken: readonly string[];
  /** The salts are in the private collection: sent again they would bring back what an erasure has purged since. */
  readonly kept?: true;
}

const freshId = (): string => newId(randomBytes(16));
const freshDigest = (): string => randomBytes(32).toString('hex');

const correctedBy = (rows: readonly WaitingRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ supersedes }) => supersedes ?? [])),
];

const plan = async (chosen: readonly WaitingRow[], companions: Companions): Promise<PlannedBatch> => {
  const corrected = correctedBy(chosen);
  const superseded = [...corrected];
  for (const id of corrected) superseded.push(...(await companions.of(id)));
  const commitments = padBatch(chosen, () => ({ id: freshId(), commitment: freshDigest() }));
  const seeds = new Map(chosen.map(({ id, saltSeed }) => [id, saltSeed]));
  return {
    command: {
      ...{ requestId: freshId(), batch: freshId(), commitments },
      ...(superseded.length === 0 ? {} : { superseded: superseded.sort() }),
    },
    salts: commitments.map(({ id }) => ({ id, saltSeed: seeds.get(id) ?? freshDigest() })),
    taken: chosen.map(({ id }) => id),
  };
};

export function createMixingPoint(deps: MixingDeps): MixingPoint {
  const { waiting, docs, companions, now } = deps;

  const send = async (planned: PlannedBatch): Promise<void> => {
    const { command, salts, taken, kept } = planned;
    // Salts first: nothing is on the ledger without them.
    if (kept === undefined) {
      await deps.salts.submit(deps.department(), 'HealthSalts:Keep', { salts });
      docs.put('batch', 'planned', { ...planned, kept: true } satisfies PlannedBatch);
    }
    const { blockNumber } = await deps.ledger.submit(deps.department(), 'Health:CommitBatch', command);
    await deps.indexed(blockNumber, 10_000);
    docs.atomically(() => {
      waiting.remove(taken);
      companions.add(
        command.batch,
        command.commitments.map(({ id }) => id).filter((id) => !taken.includes(id)),
      );
      docs.remove('batch', 'planned');
    });
  };

  /**
   * A rule refused the batch, and nothing of it is on the ledger: the row that stands in the way, by the refusal's subject, leaves the
   * queue where its id is taken, and supersedes nothing where what it corrects can be superseded no more. Every other stays as it is.
   */
  const giveUp = async ({ taken }: PlannedBatch, { subject }: DomainError): Promise<void> => {
    const rows = waiting.all().filter(({ id }) => taken.includes(id));
    const blamed = await companions.blamed(subject, correctedBy(rows));
    docs.atomically(() => {
      for (const { supersedes, ...row } of blamed === undefined ? [] : rows) {
        if (row.id === blamed || supersedes === blamed) waiting.remove([row.id]);
        if (supersedes === blamed) waiting.add(row);
      }
      docs.remove('batch', 'planned');
    });
  };

  const sendOrGiveUp = async (planned: PlannedBatch): Promise<void> => {
    try {
      await send(planned);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await giveUp(planned, error);
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
      const planned = await plan(
        chosen.flatMap(({ id }) => rows.get(id) ?? []),
        companions,
      );
      // On disk before it is sent: made-up rows must be the same when it is sent again.
      docs.put('batch', 'planned', planned);
      await sendOrGiveUp(planned);
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
    tick: sendDue,
  };
}
