import type { RecordDraft, RecordState } from './record-state.ts';

/** A ledger key that is no record: alias, standing of a unit, season total. */
export interface LedgerEntry {
  readonly key: string;
  readonly value: unknown;
}

/** What a rule decided: records to save, other keys to write, and the name of what happened. */
export interface Outcome {
  readonly next: readonly RecordDraft[];
  readonly entries: readonly LedgerEntry[];
  readonly event: string;
}

/** The first version of a record. */
export const firstVersion = <Body>(
  draft: Omit<RecordDraft<Body>, 'version' | 'status'> & { status?: RecordDraft['status'] },
): RecordDraft<Body> => ({
  status: 'active',
  ...draft,
  version: 1,
});

/** The next version: history is never edited, so every change is a version of its own. */
export const nextVersion = <Body>(
  current: RecordState<Body>,
  change: Partial<Pick<RecordDraft<Body>, 'status' | 'owner' | 'body'>>,
): RecordDraft<Body> => ({
  id: current.id,
  type: current.type,
  version: current.version + 1,
  status: change.status ?? current.status,
  owner: change.owner ?? current.owner,
  body: change.body ?? current.body,
});
