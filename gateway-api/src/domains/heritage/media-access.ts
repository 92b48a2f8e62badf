import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';
import type { MediaStore } from './media/media-store.ts';

/** What the ledger says of the files with this digest: one that is shown somewhere, one that was taken down everywhere, none. */
export type Standing = 'shown' | 'taken-down' | 'unnamed';

/** A file is shown while a medium that shows it is in force and so is its item. Of an image only the copies are; the master is its steward's. */
export async function standingOf(store: IndexStore, digest: string, role: 'any' | 'public'): Promise<Standing> {
  const { docs } = await store.find('heritageFiles', { equals: { sha256: digest }, limit: 1000 });
  for (const { status, item, role: as, kind } of docs) {
    if (status !== 'active' || (role === 'public' && as === 'master' && kind === 'image')) continue;
    if ((await stateOf(store, String(item)))?.status === 'active') return 'shown';
  }
  const isHidden = role === 'public' && docs.some(({ status }) => status === 'active');
  return docs.length === 0 || isHidden ? 'unnamed' : 'taken-down';
}

const unclaimedMs = 86_400_000;

/**
 * Deletes files of which no medium in force speaks any more, and uploads that nobody recorded within a day. Only while the index has every
 * block: an index that is being built anew knows of no medium yet.
 */
export async function sweepMedia(
  store: IndexStore,
  media: MediaStore,
  isIndexLevel: () => boolean,
  now: number,
): Promise<number> {
  let removed = 0;
  for (const { digest, since } of media.all()) {
    const standing = await standingOf(store, digest, 'any');
    if (standing === 'shown' || (standing === 'unnamed' && now - since < unclaimedMs)) continue;
    if (!isIndexLevel()) return removed;
    media.remove(digest);
    removed += 1;
  }
  return removed;
}
