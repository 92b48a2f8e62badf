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

const dayMs = 86_400_000;
/** So long an upload waits for its record before it is put aside, and so long it lies there before it is deleted. */
const [unclaimedMs, quarantineMs] = [dayMs, 30 * dayMs];

/**
 * Deletes files that were taken down at once. What no medium speaks of is put aside after a day, where nobody sees it, and deleted thirty days
 * later; a medium that speaks of it until then has it back. Only while the index has every block: one that is being built anew knows of no
 * medium yet. Answers how many files were deleted and put aside.
 */
export async function sweepMedia(
  store: IndexStore,
  media: MediaStore,
  isIndexLevel: () => boolean,
  now: number,
): Promise<{ readonly deleted: number; readonly aside: number }> {
  let [deleted, aside] = [0, 0];
  for (const { digest, since } of media.aside()) {
    const standing = await standingOf(store, digest, 'any');
    if (!isIndexLevel()) return { deleted, aside };
    if (standing === 'shown') media.restore(digest);
    if (standing === 'shown' || (standing === 'unnamed' && now - since < quarantineMs)) continue;
    media.remove(digest);
    deleted += 1;
  }
  for (const { digest, since } of media.all()) {
    const standing = await standingOf(store, digest, 'any');
    if (standing === 'shown' || (standing === 'unnamed' && now - since < unclaimedMs)) continue;
    if (!isIndexLevel()) return { deleted, aside };
    if (standing === 'unnamed') {
      media.quarantine(digest, now);
      aside += 1;
    } else {
      media.remove(digest);
      deleted += 1;
    }
  }
  return { deleted, aside };
}
