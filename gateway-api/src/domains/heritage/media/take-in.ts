import type { MediaBody } from '@daunguon/records';
import { c2paOf, requireModel } from './check-file.ts';
import { imageFacts } from './images.ts';
import type { MediaStore, Received } from './media-store.ts';
import { videoFacts } from './mp4.ts';

/** What `Heritage:AddMedia` says of a file. */
export type MediaFacts = Pick<
  MediaBody,
  'kind' | 'mediaType' | 'sha256' | 'bytes' | 'width' | 'height' | 'durationMs' | 'derivatives' | 'c2pa'
>;

/** @throws HttpProblem that says what is wrong with the file */
export type TakeIn = (chunks: AsyncIterable<Uint8Array>) => Promise<MediaFacts>;

async function factsOf(received: Received, store: MediaStore): Promise<MediaFacts> {
  const { kind, mediaType, sha256, bytes, file } = received;
  const base = { kind, mediaType, sha256, bytes };
  if (kind === 'image') {
    const image = await imageFacts(received, store);
    return { ...base, ...image, c2pa: await c2paOf(received) };
  }
  if (kind === 'model') {
    await requireModel(received);
    return { ...base, derivatives: [], c2pa: { verdict: 'unknown' } };
  }
  const { hasManifest, ...video } = await videoFacts(file, bytes);
  return { ...base, ...video, derivatives: [], c2pa: { verdict: hasManifest ? 'unchecked' : 'unknown' } };
}

/** Of a copy only its type is known. */
const isWhole = (facts: Partial<MediaFacts> | undefined): facts is MediaFacts => facts?.sha256 !== undefined;

/** Takes in one file after the other: bytes first, then what they are. What is refused leaves nothing behind. */
export function takingIn(store: MediaStore): TakeIn {
  let before: Promise<unknown> = Promise.resolve();
  return async (chunks) => {
    const received = await store.receive(chunks);
    const work = before.then(async () => {
      const known = store.facts<Partial<MediaFacts>>(received.sha256);
      // The same bytes are what they were, unless they were taken down meanwhile.
      if (isWhole(known) && store.path(received.sha256) !== undefined) {
        store.drop(received);
        return known;
      }
      const facts = await factsOf(received, store);
      store.keep(received);
      store.putFacts(received.sha256, facts);
      // A copy may be somebody's master as well, and then more is known of it.
      for (const { sha256 } of facts.derivatives)
        if (store.facts(sha256) === undefined) store.putFacts(sha256, { mediaType: 'image/jpeg' });
      return facts;
    });
    before = work.catch(() => store.drop(received));
    return work;
  };
}
