import { concatBytes } from '@noble/hashes/utils.js';
import { ProofError } from './merkle.ts';

/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const tileWidth = 256;

/** Which tile: hashes of subtrees of 256^level leaves, or the entries themselves; `width` hashes or entries from `index * 256`. */
export interface TileId {
  readonly level: number | 'entries';
  readonly index: bigint;
  readonly width: number;
}

const format = ({ level, index, width }: TileId): string => {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
};

const checked = (id: TileId): TileId => {
  const { level, index, width } = id;
  if (level !== 'entries' && !(Number.isInteger(level) && level >= 0 && level <= 63))
    throw new ProofError('tile', 'the level of a tile is 0 to 63');
  if (index < 0n || index >= 1n << 63n) throw new ProofError('tile', 'the index of a tile is not negative');
  if (!(Number.isInteger(width) && width >= 1 && width <= tileWidth))
    throw new ProofError('tile', 'the width of a tile is 1 to 256');
  return id;
};

/** Path of a tile of hashes: `tile/0/x001/234`, or `tile/0/x001/234.p/7` for a partial one. */
export const tilePath = (level: number, index: bigint, width: number = tileWidth): string =>
  format(checked({ level, index, width }));

/** Path of a bundle of entries: `tile/entries/x001/234`. */
export const entriesPath = (index: bigint, width: number = tileWidth): string =>
  format(checked({ level: 'entries', index, width }));

const pattern = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** The tile that a path names; undefined unless the path is written exactly as above. */
export const parseTilePath = (path: string): TileId | undefined => {
  const [, level = '', index = '', width] = pattern.exec(path) ?? [];
  if (level === '') return undefined;
  const id: TileId = {
    level: level === 'entries' ? level : Number(level),
    index: BigInt(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
  try {
    return format(checked(id)) === path ? id : undefined;
  } catch {
    return undefined;
  }
};

/** Width that a tile has in a tree of `size` leaves; 0 where there is none (tlog-tiles, partial tiles). */
export const tileWidthAt = (size: bigint, level: number | 'entries', index: bigint): number => {
  const hashes = level === 'entries' ? size : size >> BigInt(8 * level);
  const rest = hashes - index * BigInt(tileWidth);
  return rest <= 0n ? 0 : rest >= BigInt(tileWidth) ? tileWidth : Number(rest);
};

const maxEntry = 0xffff;

/** Entry bundle: each entry after its length as a big-endian uint16. */
export const encodeEntries = (entries: readonly Uint8Array[]): Uint8Array =>
  concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > maxEntry) throw new ProofError('entries', `an entry has at most ${maxEntry} bytes`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );

/** The entries of a bundle, as views of it. Throws ProofError unless it ends with an entry. */
export const decodeEntries = (bundle: Uint8Array): Uint8Array[] => {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const [high, low] = bundle.subarray(at, at + 2);
    if (high === undefined || low === undefined) throw new ProofError('entries', 'a length is cut off');
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length) throw new ProofError('entries', 'an entry is cut off');
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
};
