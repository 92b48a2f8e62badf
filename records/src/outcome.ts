import type { FieldsDraft, FieldsState, RecordDraft, RecordState } from './record-state.ts';

/** A ledger key that is no record: alias, standing of a unit, season total. */
export interface LedgerEntry {
  readonly key: string;
  readonly value: unknown;
}

/** A key that this transaction creates and that nobody changes afterwards without the peer of organisation `msp`. */
export interface OwnedKey {
  readonly key: string;
  readonly msp: string;
}

/** What a rule decided: records to save, other keys to write, and the name of what happened. */
export interface Outcome {
  readonly next: readonly RecordDraft[];
  /** Records of which the ledger gets the commitment only. */
  readonly committed?: readonly FieldsDraft[];
  readonly entries: readonly LedgerEntry[];
  readonly event: string;
  /**
   * Created keys that carry their owner's key-level policy from now on. A policy guards changes only, since a new key has
   * none: what creates an owned key therefore also writes one that exists and is owned.
   */
  readonly owned?: readonly OwnedKey[];
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

/** The next version of a record that the ledger knows by its commitment; without a new one its contents stay the same. */
export const nextFieldsVersion = (
  { id, type, version, status, owner, commitment, facets }: FieldsState,
  change: Partial<Pick<FieldsDraft, 'status' | 'owner' | 'commitment' | 'facets'>>,
): FieldsDraft => ({ id, type, status, owner, commitment, facets, ...change, version: version + 1 });
