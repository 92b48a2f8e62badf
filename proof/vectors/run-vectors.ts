import { runBundles, runFields, runLeaves, runMaps } from './daunguon-vectors.ts';
import { runWycheproof } from './ed25519-vectors.ts';
import { runJcs } from './jcs-vectors.ts';
import { runConsistency, runInclusion } from './merkle-vectors.ts';
import { runC2sp, runCheckpoints, runGolangOpen, runGolangSign, runVkeys } from './note-vectors.ts';
import type { Outcome } from './outcome.ts';
import { runTesseraLog, runTesseraPaths } from './tessera-vectors.ts';

/** Which code runs which file of vectors; the same in Node and in a browser. */
export const runners: Readonly<Record<string, (data: unknown) => Outcome[]>> = {
  'c2sp/data/examples.json': runC2sp,
  'daunguon/data/bundles.json': runBundles,
  'daunguon/data/fields.json': runFields,
  'daunguon/data/leaves.json': runLeaves,
  'daunguon/data/maps.json': runMaps,
  'golang-note/data/open.json': runGolangOpen,
  'golang-note/data/sign.json': runGolangSign,
  'golang-note/data/vkeys.json': runVkeys,
  'jcs/data/jcs.json': runJcs,
  'tessera/data/log.json': runTesseraLog,
  'tessera/data/paths.json': runTesseraPaths,
  'transparency-dev-formats/data/checkpoints.json': runCheckpoints,
  'transparency-dev-formats/data/vkeys.json': runVkeys,
  'transparency-dev-merkle/data/consistency.json': runConsistency,
  'transparency-dev-merkle/data/inclusion.json': runInclusion,
  'wycheproof/data/ed25519.json': runWycheproof,
};

/** Runs every file: how many vectors, which failed, and which were refused because this package is stricter, with the reason. */
export const runVectors = (files: Readonly<Record<string, unknown>>): Record<string, Summary> =>
  Object.fromEntries(
    Object.entries(runners).map(([file, run]) => {
      const outcomes = run(files[file]);
      return [
        file,
        {
          ran: outcomes.length,
          failed: outcomes.filter(({ ok }) => !ok).map(({ name }) => name),
          stricter: Object.fromEntries(outcomes.flatMap(({ name, stricter }) => (stricter ? [[name, stricter]] : []))),
        },
      ];
    }),
  );

export interface Summary {
  readonly ran: number;
  readonly failed: readonly string[];
  readonly stricter: Readonly<Record<string, string>>;
}
