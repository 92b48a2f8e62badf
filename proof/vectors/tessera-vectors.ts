import { fromBase64 } from '../src/base64.ts';
import { equalBytes } from '../src/equal-bytes.ts';
import { leafHash } from '../src/log/merkle.ts';
import { consistencyProof, inclusionProof, rootAt } from '../src/log/merkle-prove.ts';
import { verifyConsistency, verifyInclusion } from '../src/log/merkle-verify.ts';
import { tileNodeReader } from '../src/log/tile-reader.ts';
import { decodeEntries, entriesPath, parseTilePath, tilePath, tileWidthAt } from '../src/log/tiles.ts';
import { openCheckpoint } from '../src/note/open-checkpoint.ts';
import { parseTlogPolicy } from '../src/note/tlog-policy.ts';
import { type Outcome, required } from './outcome.ts';

interface Log {
  readonly vkey: string;
  /** Signed notes of the sizes 0, 1, 2, … */
  readonly checkpoints: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Every entry of every size of a log that Tessera wrote: signature, root, inclusion, and consistency with every smaller size. */
export const runTesseraLog = (data: unknown): Outcome[] => {
  const log = data as Log;
  const policy = parseTlogPolicy(`log ${log.vkey}\nquorum none\n`);
  const file = (path: string): Uint8Array => required(fromBase64(required(log.files[path])));
  const heads = log.checkpoints.map((note) => openCheckpoint(note, policy));
  return heads.map(({ checkpoint, logKeys }, at) => {
    const { size, root } = checkpoint;
    const read = tileNodeReader((level, index) => file(tilePath(level, index, tileWidthAt(size, level, index))));
    const entries = at === 0 ? [] : decodeEntries(file(entriesPath(0n, at)));
    const included = entries.map((entry, index) =>
      verifyInclusion({
        leafHash: leafHash(entry),
        index: BigInt(index),
        size,
        proof: inclusionProof(BigInt(index), size, read),
        root,
      }),
    );
    const extended = heads.slice(1, at + 1).map(({ checkpoint: before }) =>
      verifyConsistency({
        size1: before.size,
        size2: size,
        root1: before.root,
        root2: root,
        proof: consistencyProof(before.size, size, read),
      }),
    );
    const whole = size === BigInt(at) && entries.length === at && logKeys.length === 1;
    const proven = [equalBytes(rootAt(size, read), root), ...included, ...extended].every(Boolean);
    return { name: `size ${at}`, ok: whole && proven };
  });
};

type PathCase = Readonly<Record<string, string>> & { readonly wantErr?: boolean };

const width = (p: string | undefined): number => (p === undefined || p === '0' ? 256 : Number(p));

export const runTesseraPaths = (data: unknown): Outcome[] => {
  const cases = data as Readonly<Record<string, readonly PathCase[]>>;
  const outcome = (name: string, wanted: unknown, got: unknown): Outcome => ({ name, ok: wanted === got });
  return [
    ...required(cases['EntriesPathForLogIndex']).map((c) => {
      const index = BigInt(required(c['seq'])) / 256n;
      const path = entriesPath(index, tileWidthAt(BigInt(required(c['logSize'])), 'entries', index));
      return outcome(`entry ${c['seq']} of ${c['logSize']}`, c['wantPath'], path);
    }),
    ...required(cases['EntriesPath']).map((c) =>
      outcome(`entries ${c['wantPath']}`, c['wantPath'], entriesPath(BigInt(required(c['N'])), width(c['p']))),
    ),
    ...required(cases['TilePath']).map((c) => {
      const path = tilePath(Number(c['level']), BigInt(required(c['index'])), width(c['p']));
      return outcome(`tile ${c['wantPath']}`, c['wantPath'], path);
    }),
    ...required(cases['ParseTileLevelIndexPartial']).map((c) => {
      const path = `tile/${c['pathLevel']}/${c['pathIndex']}`;
      const tile = parseTilePath(path);
      const wanted = c.wantErr === true ? 'refused' : `${c['wantLevel']} ${c['wantIndex']} ${width(c['wantP'])}`;
      return outcome(`parse ${path}`, wanted, tile ? `${tile.level} ${tile.index} ${tile.width}` : 'refused');
    }),
  ];
};
