import type { Entry, Photo } from './entry.ts';
import { photoOf, readQueue, saveEntry } from './queue-db.ts';

/** An exported queue: every entry that is not on the ledger yet, and every photo that is not uploaded. */
interface QueueFile {
  readonly format: 'daunguon-field-queue/1';
  readonly entries: readonly Entry[];
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

/** The whole queue, in a file that `importQueue` reads on any device. */
export async function exportQueue(): Promise<Blob> {
  const { entries, photos } = await readQueue();
  const whole: QueueFile['photos'][number][] = [];
  for (const { digest } of photos) {
    const photo = await photoOf(digest);
    if (photo === undefined) continue;
    const { bytes, ...note } = photo;
    whole.push({ ...note, base64: await toBase64(bytes) });
  }
  const file: QueueFile = { format, entries, photos: whole };
  return new Blob([JSON.stringify(file)], { type: 'application/json' });
}

const isEntry = (value: unknown): value is Entry => {
  const { requestId, command, path, transaction } = (value ?? {}) as Partial<Entry>;
  return (
    typeof requestId === 'string' &&
    command?.requestId === requestId &&
    typeof command.id === 'string' &&
    typeof transaction === 'string' &&
    // Only where this app itself sends: a file must not make anybody's session send elsewhere.
    /^\/api\/origin\/(batches|diary|receive)$/.test(String(path))
  );
};

/**
 * Adds what an exported file holds. Entries that are here, or were sent from here, are left alone; their request ids make it safe to send a queue
 * from two devices. Returns how many were added. @throws where it is no such file
 */
export async function importQueue(file: Blob): Promise<number> {
  const said = JSON.parse(await file.text()) as Partial<QueueFile> | null;
  const { entries, photos } = said ?? {};
  if (said?.format !== format || !Array.isArray(entries) || !Array.isArray(photos) || !entries.every(isEntry))
    throw new Error('format');
  const here = await readQueue();
  const known = new Set([...here.entries, ...here.sent].map(({ requestId }) => requestId));
  let added = 0;
  for (const entry of entries) {
    if (known.has(entry.requestId)) continue;
    const own = photos.filter(({ requestId }) => requestId === entry.requestId);
    await saveEntry(
      entry,
      own.map(({ base64, ...note }) => ({
        ...note,
        bytes: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer,
      })),
    );
    added += 1;
  }
  return added;
}
