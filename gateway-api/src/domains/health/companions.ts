import { companionsOfRow, type FieldsState } from '@daunguon/records';
import type { HealthDocs } from '../../vault/health-docs.ts';

interface Kept {
  readonly ids: readonly string[];
}

/**
 * Made-up rows that share the fate of a real one: when it is corrected or erased they are too, in the same transaction. Who sees four rows of a
 * batch end together cannot tell which of them somebody recorded (docs/adr/0024-health.md).
 */
export interface Companions {
  /** Made-up rows of a batch that is on the ledger; with what else the caller writes then. */
  add(batch: string, ids: readonly string[]): void;
  /**
   * The rows that end with this one, the same at every change of it: of its own batch, which gives them its age, else of those that were
   * committed nearest to it. Fewer where no made-up row is left: what somebody may ask for does not wait for others.
   */
  of(id: string): Promise<readonly string[]>;
  /**
   * Which of these rows a refusal is about, whose subject is one of them or a companion. None where a companion has ended without its row, such
   * as after a restore of an older file: it goes with no row any more.
   */
  blamed(subject: string, rows: readonly string[]): Promise<string | undefined>;
}

export function createCompanions(
  docs: HealthDocs,
  /** A commitment as the ledger has it, where that is known. */
  stateOf: (id: string) => Promise<Pick<FieldsState, 'status' | 'facets'> | undefined>,
): Companions {
  /** Batches in the order of their distance from this one, itself first; of an unknown one from the newest. */
  function* nearest(batch: string | undefined): Generator<string> {
    if (batch !== undefined && docs.get('made-up', batch) !== undefined) yield batch;
    const all = docs.ids('made-up');
    const at = batch === undefined ? -1 : all.indexOf(batch);
    const place = at < 0 ? all.length : at;
    for (let distance = 1; distance <= all.length; distance += 1) {
      for (const one of [all[place - distance], all[place + distance]]) if (one !== undefined) yield one;
    }
  }
  /** The batch keeps its place among the others even when it has no row left: its time is what the others are compared by. */
  const takeFrom = (batch: string, count: number): readonly string[] => {
    const { ids } = docs.get<Kept>('made-up', batch)!;
    docs.put('made-up', batch, { ids: ids.slice(count) } satisfies Kept);
    return ids.slice(0, count);
  };
  return {
    add: (batch, ids) => docs.put('made-up', batch, { ids } satisfies Kept),
    of: async (id) => {
      const known = docs.get<Kept>('companions', id);
      if (known !== undefined) return known.ids;
      const batch = (await stateOf(id))?.facets['batch'];
      return docs.atomically(() => {
        const ids: string[] = [];
        for (const one of nearest(batch)) {
          ids.push(...takeFrom(one, companionsOfRow - ids.length));
          if (ids.length === companionsOfRow) break;
        }
        docs.put('companions', id, { ids } satisfies Kept);
        return ids;
      });
    },
    blamed: async (subject, rows) => {
      const owner = rows.find((row) => docs.get<Kept>('companions', row)?.ids.includes(subject));
      if (owner === undefined) return subject;
      if ((await stateOf(owner))?.status === (await stateOf(subject))?.status) return owner;
      const { ids } = docs.get<Kept>('companions', owner)!;
      docs.put('companions', owner, { ids: ids.filter((id) => id !== subject) } satisfies Kept);
      return undefined;
    },
  };
}
