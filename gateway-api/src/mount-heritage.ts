import { join } from 'node:path';
import type { Deps } from './deps.ts';
import { sweepMedia } from './domains/heritage/media-access.ts';
import type { HeritageParts } from './domains/heritage/media-routes.ts';
import { openMediaStore } from './domains/heritage/media/media-store.ts';
import { takingIn } from './domains/heritage/media/take-in.ts';
import type { Health } from './http/operations-routes.ts';
import type { UploadScanner } from './scanning/scanner.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

const sweepMs = 600_000;

/**
 * Media of heritage in the data folder; what was taken down is deleted at once, and at the latest within ten minutes of a crash; what nobody
 * recorded is put aside for thirty days before.
 */
export function mountHeritage(
  { config, store }: Pick<Deps, 'config' | 'store'>,
  health: Pick<Health, 'ledgerUp' | 'indexUp' | 'lagSeconds'>,
  scanner: UploadScanner,
  keys: Pick<SubjectKeys, 'seal' | 'open' | 'destroy'>,
): { readonly parts: HeritageParts; stop(): void } {
  const media = openMediaStore(join(config.dataDir, 'heritage'), keys);
  // While the ledger does not answer, an index that was begun anew looks level: behind nothing that was seen.
  const isLevel = (): boolean => health.ledgerUp() && health.indexUp() && health.lagSeconds() === 0;
  const sweep = async (): Promise<void> => {
    if (!isLevel()) return;
    try {
      const { deleted, aside } = await sweepMedia(store, media, isLevel, Date.now());
      if (deleted + aside > 0) console.log(`heritage: ${deleted} files deleted, ${aside} put aside`);
    } catch (error) {
      console.error('heritage: files could not be deleted, tried again later', error);
    }
  };
  void media.sealEarlier().then(
    (count) => count > 0 && console.log(`heritage: ${count} files of an earlier version sealed`),
    (error: unknown) => console.error('heritage: files of an earlier version are sealed at the next start', error),
  );
  const timer = setInterval(() => void sweep(), sweepMs).unref();
  return {
    parts: { media, takeIn: takingIn(media, scanner, config.unitRoom.heritage), sweep },
    stop: () => clearInterval(timer),
  };
}
