import { fileDigest } from '../../form/file-digest.ts';
import { sentAs, stateOf, type Entry, type EntryState, type Photo } from './entry.ts';
import { photoOf, readQueue, saveEntry, savePhoto, type QueueContents } from './queue-db.ts';

/** An exported queue: every entry that is to come onto the ledger, and every photo that is not uploaded. */
interface QueueFile {
  readonly format: 'daunguon-field-queue/1';
  readonly entries: readonly Entry[];
  /** Request ids of entries that went out without an answer: they may be on the ledger. */
  readonly wentOut?: readonly string[];
  readonly photos: readonly (Omit<Photo, 'bytes'> & { readonly base64: string })[];
}

const format = 'daunguon-field-queue/1';

const toBase64 = (bytes: ArrayBuffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('FileReader'));
    reader.readAsDataURL(new Blob([bytes]));
  });

/** What of a queue goes into a file: what was discarded stays behind, or another phone would send it. */
export function toExport({ entries, events, photos }: QueueContents) {
  const at = ({ requestId }: { readonly requestId: string }): EntryState['at'] =>
    stateOf(events.get(requestId) ?? []).at;
  return {
    entries: entries.filter((entry) => at(entry) !== 'discarded'),
    wentOut: entries.filter((entry) => at(entry) === 'sent').map(({ requestId }) => requestId),
    photos: photos.filter((photo) => at(photo) !== 'discarded'),
  };
}

/** The whole queue, in a file that `importQueue` reads on any device. */
export async function exportQueue(): Promise<Blob> {
  const { photos, ...rest } = toExport(await readQueue());
  const whole: QueueFile['photos'][number][] = [];
  for (const { digest } of photos) {
    const photo = await photoOf(digest);
    if (photo === undefined) continue;
    const { bytes, ...note } = photo;
    whole.push({ ...note, base64: await toBase64(bytes) });
  }
  const file: QueueFile = { format, ...rest, photos: whole };
  return new Blob([JSON.stringify(file)], { type: 'application/json' });
}

/** Only what this app itself sends: a file must not make anybody's session, or their own key, do something else. */
const isEntry = (value: unknown): value is Entry => {
  const { requestId, command, kind, path, transaction, unit, role, title, savedAt } = (value ?? {}) as Partial<Entry>;
  const own = Object.hasOwn(sentAs, String(kind)) ? sentAs[kind as Entry['kind']] : undefined;
  return (
    [requestId, command?.id, unit, role, title].every((text) => typeof text === 'string') &&
    Number.isFinite(savedAt) &&
    command?.requestId === requestId &&
    own?.path === path &&
    own?.transaction === transaction
  );
};

/** A photo of the file as it is kept here. @throws where the bytes are not those of its digest, which may be that of another photo here */
async function photoIn({ base64, ...note }: QueueFile['photos'][number]): Promise<Photo> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
  if ((await fileDigest(new Blob([bytes]))) !== note.digest) throw new Error('digest');
  return { ...note, bytes };
}

interface ReadEntry {
  readonly entry: Entry;
  readonly photos: readonly Photo[];
  readonly wentOut: boolean;
}

/**
 * Entries of an exported file, each with its photos, and the photos of those that are on the ledger. @throws where it is no such file, or anything
 * in it is damaged
 */
export async function readQueueFile(
  file: Blob,
): Promise<{ readonly entries: readonly ReadEntry[]; readonly photos: readonly Photo[] }> {
  const said = JSON.parse(await file.text()) as Partial<QueueFile> | null;
  const { entries, photos, wentOut = [] } = said ?? {};
  const isWhole = Array.isArray(entries) && Array.isArray(photos) && Array.isArray(wentOut) && entries.every(isEntry);
  if (said?.format !== format || !isWhole || new Set(entries.map(({ requestId }) => requestId)).size < entries.length)
    throw new Error('format');
  const whole = Map.groupBy(await Promise.all(photos.map(photoIn)), ({ requestId }) => requestId);
  const read = entries.map((entry): ReadEntry => {
    const { requestId, unit, role } = entry;
    const own = whole.get(requestId) ?? [];
    whole.delete(requestId);
    return {
      ...{ entry, wentOut: wentOut.includes(requestId) },
      photos: own.map((photo) => ({ ...photo, unit, role })),
    };
  });
  return { entries: read, photos: [...whole.values()].flat() };
}

/**
 * Adds what an exported file holds. Entries that are here, or were sent from here, are left alone; their request ids make it safe to send a queue
 * from two devices. Returns how many were added. @throws where it is no such file: nothing of it was added
 */
export async function importQueue(file: Blob): Promise<number> {
  const found = await readQueueFile(file);
  const here = await readQueue();
  const known = new Set([...here.entries, ...here.sent].map(({ requestId }) => requestId));
  const added = found.entries.filter(({ entry }) => !known.has(entry.requestId));
  for (const { entry, photos, wentOut } of added) await saveEntry(entry, photos, { wentOut });
  for (const photo of found.photos) if (!known.has(photo.requestId)) await savePhoto(photo);
  return added.length;
}
