import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isId } from '@daunguon/proof';
import { KeptContents, sha256Of, type ContentSealing, type KeptContent } from '../../log/kept-contents.ts';
import { areSealedBytes, type SubjectKeys } from '../../vault/subject-keys.ts';

/** Photos of units under their SHA-256, sealed under the unit's key: a photo may show somebody. */
export interface UnitPhotos {
  keep(unit: string, photo: Uint8Array): KeptContent;
  /** Bytes on disk of all that the unit has. */
  usedBy(unit: string): number;
  /** Undefined where the unit has none of this digest, or they were erased. */
  get(unit: string, sha256: string): Buffer | undefined;
}

/** Photos of each unit in a folder of its own below `folder`; those that an earlier version kept readable are sealed now. */
export function openUnitPhotos(folder: string, keys: SubjectKeys): UnitPhotos {
  const about = (sha256: string): string => `daunguon/photo/v1 ${sha256}`;
  const sealingOf = (unit: string): ContentSealing => ({
    seal: (photo, sha256) => keys.sealBytes(`photos:${unit}`, photo, about(sha256)),
    open: (stored, sha256) => keys.openBytes(`photos:${unit}`, stored, about(sha256)),
  });
  const ofUnit = (unit: string): KeptContents => new KeptContents(join(folder, unit), sealingOf(unit));
  const units = existsSync(folder) ? readdirSync(folder).filter(isId) : [];
  for (const unit of units) ofUnit(unit).sealAll(areSealedBytes);
  // Counted once, then added to: what another process may add meanwhile is found at the next start.
  const used = new Map<string, number>();
  const usedBy = (unit: string): number => {
    const known = used.get(unit);
    if (known !== undefined) return known;
    const own = join(folder, unit);
    const names = existsSync(own) ? readdirSync(own) : [];
    const bytes = names.reduce(
      (sum, name) => sum + (statSync(join(own, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    used.set(unit, bytes);
    return bytes;
  };
  return {
    usedBy,
    keep: (unit, photo) => {
      const before = usedBy(unit);
      const isNew = !existsSync(join(folder, unit, sha256Of(photo)));
      const kept = ofUnit(unit).keep(photo);
      if (isNew) used.set(unit, before + kept.bytes);
      return kept;
    },
    get: (unit, sha256) => (existsSync(join(folder, unit)) ? ofUnit(unit).find(sha256) : undefined),
  };
}
