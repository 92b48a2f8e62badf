import type { Failure } from './post-once.ts';
import type { SigningKey } from './webhook-signature.ts';

/** What a subscription is fed from: the change feed, or a named EPCIS query. */
export type SubscriptionKind = 'changes' | 'reports' | 'epcis';
export interface Subscription {
  readonly id: string;
  readonly partner: string;
  readonly kind: SubscriptionKind;
  readonly url: string;
  /** What it asks for, in the words of its source. */
  readonly wish: object;
  /** Where its source goes on. */
  readonly cursor: string;
  readonly key: SigningKey;
  /** The key before, which signs too until then: a receiver changes over without losing a message. Milliseconds. */
  readonly previous?: { readonly key: SigningKey; readonly until: number };
  /** `whpk_…` of an Ed25519 key. */
  readonly publicKey?: string;
  /** `paused`: nothing is taken or sent until the partner resumes it. */
  readonly state: 'active' | 'paused';
  readonly pausedBecause?: PauseReason;
  readonly createdAt: string;
  readonly lastDeliveredAt?: string;
  /** Messages that failed for good since the last one that arrived. */
  readonly deadInRow: number;
}
/** The receiver said that it is gone (410), or one message after the other failed for good. */
export type PauseReason = 'gone' | 'failing';
/** Without its secret, which only the sender needs. */
export type ListedSubscription = Omit<Subscription, 'key' | 'previous'> & { readonly previousUntil?: string };
export type NewSubscription = Omit<
  Subscription,
  'previous' | 'state' | 'pausedBecause' | 'lastDeliveredAt' | 'deadInRow' | 'createdAt'
>;

export interface NewMessage {
  /** What the message is about: the same, the same id, whatever became of this file. */
  readonly about: string;
  readonly body: string;
  /** Rows that the partner gets with it. */
  readonly rows: number;
}
export interface Message {
  readonly id: string;
  readonly subscription: string;
  readonly body: string;
  readonly rows: number;
  readonly attempts: number;
  readonly firstAttemptAt?: string;
  readonly nextAt: number;
  readonly lastFailure?: Failure;
  readonly lastStatus?: number;
  readonly lastAttemptAt?: string;
}

/** A row of the store's tables. */
export type Row = Record<string, unknown>;
const instant = (value: unknown): string => new Date(Number(value)).toISOString();
/** `body` is unsealed. */
export const messageIn = (row: Row, body: string): Message => ({
  ...{ id: String(row['id']), subscription: String(row['subscription']), body },
  ...{ rows: Number(row['rows']), attempts: Number(row['attempts']), nextAt: Number(row['nextAt']) },
  ...(row['firstAttemptAt'] === null ? {} : { firstAttemptAt: instant(row['firstAttemptAt']) }),
  ...(row['lastFailure'] === null ? {} : { lastFailure: String(row['lastFailure']) as Failure }),
  ...(row['lastStatus'] === null ? {} : { lastStatus: Number(row['lastStatus']) }),
  ...(row['lastAttemptAt'] === null ? {} : { lastAttemptAt: instant(row['lastAttemptAt']) }),
});

export const listedIn = (row: Row): ListedSubscription => ({
  ...{ id: String(row['id']), partner: String(row['partner']), kind: String(row['kind']) as SubscriptionKind },
  ...{ url: String(row['url']), wish: JSON.parse(String(row['wish'])) as object, cursor: String(row['cursor']) },
  ...(row['publicKey'] === null ? {} : { publicKey: String(row['publicKey']) }),
  state: String(row['state']) as Subscription['state'],
  ...(row['pausedBecause'] === null ? {} : { pausedBecause: String(row['pausedBecause']) as PauseReason }),
  ...{ createdAt: String(row['createdAt']), deadInRow: Number(row['deadInRow']) },
  ...(row['lastDeliveredAt'] === null ? {} : { lastDeliveredAt: String(row['lastDeliveredAt']) }),
  ...(row['previousUntil'] === null ? {} : { previousUntil: instant(row['previousUntil']) }),
});
