import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import {
  batchSize,
  companionsOfRow,
  DomainError,
  vietnamAheadMs,
  type AccessEntry,
  type AskErasure,
  type FieldsState,
} from '@daunguon/records';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PrivateTransactions } from '../../ledger/private-transactions.ts';
import type { AccessBook } from '../../vault/access-book.ts';
import type { HealthDocs } from '../../vault/health-docs.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import type { Companions } from './companions.ts';

/** What is asked, and for whose log it is noted. */
export interface AskedErasure extends Pick<AskErasure, 'ground' | 'requester'> {
  readonly noted: Pick<AccessEntry, 'patient' | 'unit' | 'role'>;
}
interface Asked extends AskedErasure {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}
/** Asked-for rows and their companions, in the order of their ids. */
interface Release {
  /** The department's own, random: nobody can have used it before. */
  readonly requestId: string;
  readonly ids: readonly string[];
  readonly asked: readonly string[];
  readonly purge?: string;
}

/**
 * Erasures go to the ledger together, at the end of each period (a day that ends at midnight in Việt Nam), each with made-up rows of its batch:
 * neither purge nor receipt says at what time of the day somebody asked, nor which of the rows was asked for. What a killed process began is
 * finished.
 */
export interface Erasures {
  /** On disk before this returns; asked again it is one. Answers the end of the period, milliseconds since 1970. */
  ask(record: FieldsState, asked: AskedErasure): number;
  /** Sends what is due. @throws what keeps it back; it is tried again */
  release(): Promise<void>;
}

/** What one release has room for, with all their companions. */
const mostOfRelease = batchSize / (1 + companionsOfRow);
const freshId = (): string => newId(randomBytes(16));

export function createErasures(deps: {
  readonly docs: HealthDocs;
  readonly book: AccessBook;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly salts: PrivateTransactions;
  readonly companions: Companions;
  readonly department: () => LedgerIdentity;
  readonly now: () => number;
  readonly periodMs?: number;
}): Erasures {
  const { docs, book, companions, periodMs = 86_400_000 } = deps;
  const endOf = (time: number): number =>
    (Math.floor((time + vietnamAheadMs) / periodMs) + 1) * periodMs - vietnamAheadMs;

  const plan = async (due: readonly Asked[]): Promise<Release> => {
    const asked = due.map(({ id }) => id);
    const ids = [...asked];
    for (const id of asked) ids.push(...(await companions.of(id)));
    return { requestId: freshId(), asked, ids: ids.sort() };
  };

  const finish = ({ asked }: Release): void => {
    const at = new Date(deps.now()).toISOString();
    docs.atomically(() => {
      for (const id of asked) {
        const { ground, requester, noted } = docs.get<Asked>('erasure', id)!;
        book.append({ at, act: 'erase', outcome: 'done', ...noted, record: id, requester, reason: ground });
        docs.put('erased', id, {});
        docs.remove('erasure', id);
      }
      docs.remove('release', 'planned');
    });
  };

  const send = async (planned: Release): Promise<void> => {
    const { requestId, ids } = planned;
    const purge = planned.purge ?? (await deps.salts.submit(deps.department(), 'HealthSalts:Purge', { ids }));
    // Its receipts name this purge, also after a restart.
    if (planned.purge === undefined) docs.put('release', 'planned', { ...planned, purge } satisfies Release);
    try {
      await deps.ledger.submit(deps.department(), 'Health:Erase', { requestId, ids, purge });
      finish(planned);
    } catch (error) {
      const gone = error instanceof DomainError && error.code === 'health/status-final' ? error.subject : undefined;
      if (gone === undefined || !ids.includes(gone)) throw error;
      // Erased before, by the department itself: the others go on without it.
      const rest: Release = { ...planned, purge, requestId: freshId(), ids: ids.filter((id) => id !== gone) };
      await companions.blamed(gone, planned.asked);
      docs.put('release', 'planned', rest);
      await (rest.ids.length === 0 ? finish(rest) : send(rest));
    }
  };

  return {
    ask: ({ id }, asked) => {
      const known = docs.get<Asked>('erasure', id);
      const since = known?.since ?? deps.now();
      // The index may not know yet that it is erased.
      if (known === undefined && docs.get('erased', id) === undefined) {
        docs.put('erasure', id, { ...asked, id, since } satisfies Asked);
      }
      return endOf(since);
    },
    release: async () => {
      const planned = docs.get<Release>('release', 'planned');
      if (planned !== undefined) await send(planned);
      const due = docs.all<Asked>('erasure').filter(({ since }) => endOf(since) <= deps.now());
      while (due.length > 0) {
        const next = await plan(due.splice(0, mostOfRelease));
        docs.put('release', 'planned', next);
        await send(next);
      }
    },
  };
}
