import type { MediaBody } from '@daunguon/records';
import { HttpProblem } from '../../../http/http-problem.ts';
import { requireClean } from '../../../scanning/scan-upload.ts';
import type { UploadScanner } from '../../../scanning/scanner.ts';
import { c2paOf, requireModel } from './check-file.ts';
import { imageFacts } from './images.ts';
import type { MediaStore, Received } from './media-store.ts';
import { videoFacts } from './mp4.ts';

/** What `Heritage:AddMedia` says of a file. */
export type MediaFacts = Pick<
  MediaBody,
  'kind' | 'mediaType' | 'sha256' | 'bytes' | 'width' | 'height' | 'durationMs' | 'derivatives' | 'c2pa'
>;

/** What is kept of a file beside its bytes. */
export interface KeptFacts {
  readonly mediaType: string;
  /** It was drawn here from a master, without metadata: of images nothing else is shown, whatever a record names. */
  readonly isCopy?: boolean;
  /** Units that sent these very bytes: they alone get them back. A digest stands on the ledger for everybody, so naming it proves nothing. */
  readonly units?: readonly string[];
  /** Of a file that was sent. */
  readonly facts?: MediaFacts;
}

/** `unit` sends the file. @throws HttpProblem that says what is wrong with it */
export type TakeIn = (chunks: AsyncIterable<Uint8Array>, unit: string) => Promise<MediaFacts>;

async function factsOf(received: Received, store: MediaStore): Promise<MediaFacts> {
  const { kind, mediaType, sha256, bytes } = received;
  const base = { kind, mediaType, sha256, bytes };
  const file = await received.open();
  try {
    if (kind === 'image') {
      const image = await imageFacts(file, store);
      return { ...base, ...image, c2pa: await c2paOf(file, mediaType) };
    }
    if (kind === 'model') {
      await requireModel(file);
      return { ...base, derivatives: [], c2pa: { verdict: 'unknown' } };
    }
    const { hasManifest, ...video } = await videoFacts(file);
    return { ...base, ...video, derivatives: [], c2pa: { verdict: hasManifest ? 'unchecked' : 'unknown' } };
  } finally {
    await file.close();
  }
}

async function requireCleanFile(scanner: UploadScanner, received: Received): Promise<void> {
  const file = await received.open();
  try {
    await requireClean(scanner, file.parts());
  } finally {
    await file.close();
  }
}

/** The same bytes are what they were, unless they or their copies were deleted meanwhile, or their keys destroyed. */
async function isWhole(store: MediaStore, facts: MediaFacts): Promise<boolean> {
  for (const { sha256 } of [facts, ...facts.derivatives]) {
    const found = await store.open(sha256);
    if (found === undefined) return false;
    await found.close();
  }
  return true;
}

/** Bytes of the masters that a unit has sent, and of their copies. */
function bytesOf(store: MediaStore, unit: string): number {
  let bytes = 0;
  for (const { digest } of store.all()) {
    const { units = [], facts } = store.facts<KeptFacts>(digest) ?? {};
    if (units.includes(unit) && facts !== undefined)
      bytes += facts.derivatives.reduce((sum, copy) => sum + copy.bytes, facts.bytes);
  }
  return bytes;
}

/**
 * Takes in one file after the other: bytes first, then what they are. What is refused leaves nothing behind. `room`: bytes that the files of one
 * unit may take.
 */
export function takingIn(store: MediaStore, scanner: UploadScanner, room = Number.POSITIVE_INFINITY): TakeIn {
  let before: Promise<unknown> = Promise.resolve();
  return async (chunks, unit) => {
    const received = await store.receive(chunks);
    const work = before.then(async () => {
      const { sha256, mediaType } = received;
      if (scanner.isOn) await requireCleanFile(scanner, received);
      store.restore(sha256);
      const known = store.facts<KeptFacts>(sha256);
      for (const copy of known?.facts?.derivatives ?? []) store.restore(copy.sha256);
      const keepFacts = (facts: MediaFacts): MediaFacts => {
        const units = [...new Set([...(known?.units ?? []), unit])];
        store.putFacts(sha256, { ...known, mediaType, facts, units } satisfies KeptFacts);
        return facts;
      };
      if (known?.facts !== undefined && (await isWhole(store, known.facts))) {
        store.drop(received);
        for (const one of [known.facts, ...known.facts.derivatives]) store.touch(one.sha256);
        return keepFacts(known.facts);
      }
      if (bytesOf(store, unit) + received.bytes > room) throw new HttpProblem('upload/storage-full');
      const facts = await factsOf(received, store);
      await store.keep(received);
      // A copy may be somebody's master as well, and then more is known of it.
      for (const copy of facts.derivatives)
        store.putFacts(copy.sha256, {
          ...store.facts<KeptFacts>(copy.sha256),
          ...{ mediaType: 'image/jpeg', isCopy: true },
        } satisfies KeptFacts);
      return keepFacts(facts);
    });
    before = work.catch(() => store.drop(received));
    return work;
  };
}
