/** Who an entry is sent for: a certificate names one unit and one role. */
export interface Member {
  readonly unit: string;
  readonly role: string;
}

/** Transaction and address of each kind of entry: all that this app sends. */
export const sentAs = {
  harvest: { kind: 'harvest', transaction: 'Origin:RegisterBatch', path: '/api/origin/batches' },
  diary: { kind: 'diary', transaction: 'Origin:RecordDiaryEntry', path: '/api/origin/diary' },
  receive: { kind: 'receive', transaction: 'Origin:Receive', path: '/api/origin/receive' },
  inspection: { kind: 'inspection', transaction: 'Origin:RecordInspection', path: '/api/origin/inspections' },
} as const;
export type EntryKind = keyof typeof sentAs;

/** One thing that was recorded on this device, as it will be sent. Never altered: what becomes of it stands in its events. */
export interface Entry extends Member {
  /** Made here; the ledger answers it once, however often it is sent. */
  readonly requestId: string;
  readonly kind: EntryKind;
  /** Milliseconds. */
  readonly savedAt: number;
  /** For people: product, lot and weight, or the work. */
  readonly title: string;
  /** Name of the unit in whose name it is recorded, where that is another. */
  readonly forName?: string;
  readonly transaction: string;
  readonly path: string;
  readonly command: { readonly requestId: string; readonly id: string } & Readonly<Record<string, unknown>>;
}

/** Why the ledger will not have an entry as it is. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly { readonly pointer: string; readonly detail: string }[];
}

/** What happened to an entry; only ever added. */
export type EntryEvent = { readonly requestId: string; readonly at: number } & (
  | { readonly kind: 'sending' | 'unanswered' | 'turned-away' | 'again' | 'discarded' | 'restored' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
);

/** What is left of an entry once the ledger's transaction id came back. */
export interface Sent extends Member {
  readonly requestId: string;
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly txId: string;
  readonly blockNumber: number;
  /** Saved for an inspector: over the growing area's cap. */
  readonly held: boolean;
  readonly at: number;
  /** This device verified the receipt itself. */
  readonly proven: boolean;
}

/** A photo as it is uploaded, a record of its own: it stays here until the gateway has it. */
export interface Photo extends Member {
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly digest: string;
  readonly requestId: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

export type EntryState =
  | { readonly at: 'saved' }
  /** It went out and nobody knows whether it is on the ledger: only sending the same again is right. */
  | { readonly at: 'sent' }
  | { readonly at: 'refused'; readonly refusal: Refusal }
  | { readonly at: 'discarded' };

/** Where an entry stands after all that happened to it, in the order in which it happened. */
export function stateOf(events: readonly EntryEvent[]): EntryState {
  let state: EntryState = { at: 'saved' };
  let before: EntryState = state;
  for (const event of events) {
    if (event.kind === 'sending' || event.kind === 'discarded') before = state;
    if (event.kind === 'refused') state = { at: 'refused', refusal: event.refusal };
    else if (event.kind === 'again') state = { at: 'saved' };
    else if (event.kind === 'discarded') state = { at: 'discarded' };
    // Turned away at the door, the gateway never looked at it: what was unknown before still is.
    else if (event.kind === 'restored' || event.kind === 'turned-away') state = before;
    else state = { at: 'sent' };
  }
  return state;
}

/** Waits for the network. */
export const isWaiting = ({ at }: EntryState): boolean => at === 'saved' || at === 'sent';

/** What may be on the ledger already cannot be taken back or written anew here: it would be there twice. */
export const mayDiscard = ({ at }: EntryState): boolean => at === 'saved' || at === 'refused';

/**
 * Whether an event may be added in this state. Asked within the transaction that adds it: somebody may have discarded an entry while the one
 * before it was on its way, or sent it again on a page beside the one that discards it.
 */
export const mayFollow = (state: EntryState, kind: EntryEvent['kind']): boolean => {
  if (kind === 'sending') return isWaiting(state);
  if (kind === 'discarded') return mayDiscard(state);
  if (kind === 'again') return state.at === 'refused';
  return kind !== 'restored' || state.at === 'discarded';
};
