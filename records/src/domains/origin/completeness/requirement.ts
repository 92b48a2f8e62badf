import type { Language } from '../../../problem.ts';
import type { RecordState } from '../../../record-state.ts';
import type { BatchDossier } from './dossier.ts';

/** A datum that is not there, of which record, and which unit has to bring it; null: the operator of this system. */
export interface Missing {
  readonly of: string;
  readonly owedBy: string | null;
}

/** One thing that a rule asks of a batch. */
export interface Requirement {
  readonly id: string;
  readonly label: Readonly<Record<Language, string>>;
  /** What is missing; empty: it is there; undefined: not asked of this batch. */
  readonly check: (dossier: BatchDossier) => readonly Missing[] | undefined;
}

export interface CompletenessItem {
  readonly id: string;
  readonly label: Readonly<Record<Language, string>>;
  readonly state: 'present' | 'missing' | 'not-asked';
  readonly missing: readonly Missing[];
}

export interface Completeness {
  /** Whole percent of what is asked that is there, rounded down: 100 means nothing is missing. */
  readonly score: number;
  readonly items: readonly CompletenessItem[];
}

export const requirement = (id: string, vi: string, en: string, check: Requirement['check']): Requirement => ({
  id,
  label: { vi, en },
  check,
});

/** The records for which a datum is absent, each owed by the unit that has to bring it. */
export const owed = <Body>(
  records: readonly RecordState<Body>[],
  present: (record: RecordState<Body>) => boolean,
  by: (record: RecordState<Body>) => string = ({ owner }) => owner,
): Missing[] => records.filter((record) => !present(record)).map((record) => ({ of: record.id, owedBy: by(record) }));

export const completenessOf = (requirements: readonly Requirement[], dossier: BatchDossier): Completeness => {
  const items = requirements.map(({ id, label, check }): CompletenessItem => {
    const missing = check(dossier);
    if (missing === undefined) return { id, label, state: 'not-asked', missing: [] };
    return { id, label, state: missing.length === 0 ? 'present' : 'missing', missing };
  });
  const asked = items.filter(({ state }) => state !== 'not-asked');
  const present = asked.filter(({ state }) => state === 'present');
  return { score: asked.length === 0 ? 100 : Math.floor((present.length * 100) / asked.length), items };
};
