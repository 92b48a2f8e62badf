import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bakePng, bakeSvg, checkSvg } from '@daunguon/formats/open-badges';
import { replaceFile } from '../../durable-file.ts';

export const badgeImageTypes = { png: 'image/png', svg: 'image/svg+xml' } as const;
export type BadgeImageKind = keyof typeof badgeImageTypes;
export interface BadgeImage {
  readonly kind: BadgeImageKind;
  readonly bytes: Buffer;
}

/** Pictures of badges by their SHA-256, which stands in the contents of each badge: public, as a badge is there to be shown. */
export interface BadgeImages {
  /** Answers the digest. @throws FormatError for what is no whole PNG, or an SVG that runs or loads something */
  put(image: BadgeImage): string;
  get(digest: string): BadgeImage | undefined;
}

const kinds = Object.keys(badgeImageTypes) as BadgeImageKind[];

export function openBadgeImages(folder: string): BadgeImages {
  mkdirSync(folder, { recursive: true });
  const fileOf = (digest: string, kind: BadgeImageKind): string => join(folder, `${digest}.${kind}`);
  return {
    put: ({ kind, bytes }) => {
      if (kind === 'png') bakePng(bytes, '');
      else checkSvg(bytes.toString('utf8'));
      const digest = createHash('sha256').update(bytes).digest('hex');
      replaceFile(fileOf(digest, kind), [bytes]);
      return digest;
    },
    get: (digest) => {
      if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
      for (const kind of kinds) {
        try {
          return { kind, bytes: readFileSync(fileOf(digest, kind)) };
        } catch {
          // Of the other kind, or not here.
        }
      }
      return undefined;
    },
  };
}

/** The picture with the credential in it (Open Badges 3.0 §5.3). */
export const bake = ({ kind, bytes }: BadgeImage, credential: string): Buffer =>
  kind === 'png' ? Buffer.from(bakePng(bytes, credential)) : Buffer.from(bakeSvg(bytes.toString('utf8'), credential));
