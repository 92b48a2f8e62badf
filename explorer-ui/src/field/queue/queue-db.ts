import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { isWaiting, mayFollow, stateOf } from './entry.ts';
import type { Entry, EntryEvent, EntryState, Member, Photo, Sent } from './entry.ts';

interface Schema extends DBSchema {
  entries: { key: number; value: Entry; indexes: { requestId: string } };
  events: { key: number; value: EntryEvent; indexes: { requestId: string } };
  photos: { key: string; value: Photo; indexes: { requestId: string } };
  sent: { key: string; value: Sent };
  known: { key: string; value: unknown };
}
type Stores = 'entries' | 'events' | 'photos' | 'sent';

/** What was sent is shown for so many entries; the ledger has all of them. */
const sentKept = 200;

let opening: Promise<IDBPDatabase<Schema>> | undefined;
const opened = (): Promise<IDBPDatabase<Schema>> =>
  (opening ??= openDB<Schema>('dn-field', 1, {
    upgrade(db) {
      // Numbered by the database, so that entries are sent in the order in which they were saved whatever the clock says.
      db.createObjectStore('entries', { autoIncrement: true }).createIndex('requestId', 'requestId', { unique: true });
      db.createObjectStore('events', { autoIncrement: true }).createIndex('requestId', 'requestId');
      db.createObjectStore('photos', { keyPath: 'digest' }).createIndex('requestId', 'requestId');
      db.createObjectStore('sent', { keyPath: 'requestId' });
      db.createObjectStore('known');
    },
    terminated: () => (opening = undefined),
  }));

/** One transaction over all that the queue keeps: on the disk when it is done (`strict`), or nothing of it. */
const writing = async (names: Stores[]) => (await opened()).transaction(names, 'readwrite', { durability: 'strict' });

/** An entry that was to be replaced went out meanwhile: written anew it might stand twice. */
export class ReplacedWentOut extends Error {}

/** Where an entry stands within a transaction; undefined once it has left. */
async function standingIn(
  tx: IDBPTransaction<Schema, Stores[], 'readwrite'>,
  requestId: string,
): Promise<EntryState | undefined> {
  const isHere = await tx.objectStore('entries').index('requestId').getKey(requestId);
  const events = await tx.objectStore('events').index('requestId').getAll(requestId);
  return isHere === undefined ? undefined : stateOf(events);
}

/**
 * Saves an entry with its photos, all or nothing; on disk when this returns. `instead`: the entry that it replaces; `wentOut`: another device
 * has sent it and knows no answer. @throws ReplacedWentOut
 */
export async function saveEntry(
  entry: Entry,
  photos: readonly Photo[],
  { instead, wentOut = false }: { readonly instead?: string | undefined; readonly wentOut?: boolean } = {},
): Promise<void> {
  const tx = await writing(['entries', 'events', 'photos']);
  if (instead !== undefined) {
    const state = await standingIn(tx, instead);
    if (state === undefined || isWaiting(state)) throw new ReplacedWentOut();
    if (mayFollow(state, 'discarded'))
      void tx.objectStore('events').add({ requestId: instead, at: entry.savedAt, kind: 'discarded' });
  }
  void tx.objectStore('entries').add(entry);
  if (wentOut) void tx.objectStore('events').add({ requestId: entry.requestId, at: entry.savedAt, kind: 'unanswered' });
  for (const photo of photos) void tx.objectStore('photos').put(photo);
  await tx.done;
}

/** False where nothing was added, because the entry stands where the event cannot follow, or has left. */
export async function addEvent(event: EntryEvent): Promise<boolean> {
  const tx = await writing(['entries', 'events']);
  const state = await standingIn(tx, event.requestId);
  const isFit = state !== undefined && mayFollow(state, event.kind);
  if (isFit) void tx.objectStore('events').add(event);
  await tx.done;
  return isFit;
}

/** The ledger's transaction id came back: the entry goes and what is known of it on the ledger comes, in one step. */
export async function entryIsSent(sent: Sent): Promise<void> {
  const tx = await writing(['entries', 'events', 'sent']);
  for (const name of ['entries', 'events'] as const) {
    const store = tx.objectStore(name);
    for (const key of await store.index('requestId').getAllKeys(sent.requestId)) void store.delete(key);
  }
  void tx.objectStore('sent').put(sent);
  const all = await tx.objectStore('sent').getAll();
  const old = all.filter(({ proven }) => proven).sort((a, b) => b.at - a.at);
  for (const { requestId } of old.slice(sentKept)) void tx.objectStore('sent').delete(requestId);
  await tx.done;
}

export async function isProven(requestId: string): Promise<void> {
  const tx = await writing(['sent']);
  const store = tx.objectStore('sent');
  const sent = await store.get(requestId);
  if (sent !== undefined) void store.put({ ...sent, proven: true });
  await tx.done;
}

/** A photo of an entry that is on the ledger already. */
export async function savePhoto(photo: Photo): Promise<void> {
  const tx = await writing(['photos']);
  void tx.objectStore('photos').put(photo);
  await tx.done;
}

/** The gateway has it. */
export async function dropPhoto(digest: string): Promise<void> {
  const tx = await writing(['photos']);
  void tx.objectStore('photos').delete(digest);
  await tx.done;
}

export const photoOf = async (digest: string): Promise<Photo | undefined> => (await opened()).get('photos', digest);

/** A photo without its bytes: what lists need. */
export type PhotoNote = Omit<Photo, 'bytes'> & { readonly size: number };

export interface QueueContents {
  /** In the order of saving. */
  readonly entries: readonly Entry[];
  readonly events: ReadonlyMap<string, readonly EntryEvent[]>;
  readonly photos: readonly PhotoNote[];
  /** The newest first. */
  readonly sent: readonly Sent[];
}

export async function readQueue(): Promise<QueueContents> {
  const tx = (await opened()).transaction(['entries', 'events', 'photos', 'sent']);
  const [entries, events, sent] = await Promise.all([
    tx.objectStore('entries').getAll(),
    tx.objectStore('events').getAll(),
    tx.objectStore('sent').getAll(),
  ]);
  const photos: PhotoNote[] = [];
  for await (const { value } of tx.objectStore('photos')) {
    const { bytes, ...note } = value;
    photos.push({ ...note, size: bytes.byteLength });
  }
  return {
    entries,
    events: Map.groupBy(events, ({ requestId }) => requestId),
    photos,
    sent: sent.sort((a, b) => b.at - a.at),
  };
}

/** Copies of what the gateway said last: who is signed in, own products and areas. They may be old, and are shown as such. */
export const known = async <Value>(name: string): Promise<Value | undefined> =>
  (await opened()).get('known', name) as Promise<Value | undefined>;
export const keepKnown = async (name: string, value: unknown): Promise<void> =>
  void (await (await opened()).put('known', value, name));
/** At sign-out: whose products and areas these were is nobody else's business. What is not sent yet stays. */
export const forgetKnown = async (): Promise<void> => (await opened()).clear('known');

export const sameMember = (a: Member, b: Member): boolean => a.unit === b.unit && a.role === b.role;
