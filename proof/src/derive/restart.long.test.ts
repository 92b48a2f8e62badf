/** Derivation on fuzzed ledgers: total, restartable at every block, and the map rebuilt from the leaves alone. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLeaf } from '../leaf/leaf.ts';
import { leafHash } from '../log/merkle.ts';
import { StateMap } from '../map/state-map.ts';
import { Derivation } from './derivation.ts';
import { Replay } from './replay.ts';
import { fuzzedLedger, hex, stored } from './test-ledger.ts';

const rounds = Number(process.env['LONG_ROUNDS'] ?? '10');

test('two derivations, one restarted at every block from leaves and a dump, are byte-equal; the leaves alone give the map', () => {
  fc.assert(
    fc.property(fuzzedLedger, (ledger) => {
      const one = stored();
      const whole = new Derivation({ leafHashAt: one.leafHashAt });
      const two = stored();
      let dump: Uint8Array[] | undefined;
      let state = {};
      const mirror = stored();
      const replay = new Replay({ leafHashAt: mirror.leafHashAt });
      for (const next of ledger) {
        const leaves = whole.apply(next);
        for (const { bytes, hash } of leaves) expect(hex(hash)).toBe(hex(leafHash(bytes)));
        one.leaves.push(...leaves.map(({ bytes }) => bytes));

        const map = dump === undefined ? new StateMap() : StateMap.load(dump);
        const restarted = new Derivation({ leafHashAt: two.leafHashAt, map, ...state });
        two.leaves.push(...restarted.apply(next).map(({ bytes }) => bytes));
        dump = [...restarted.map.dump()];
        state = restarted.state();

        expect(two.leaves.map(hex)).toEqual(one.leaves.map(hex));
        expect(restarted.state()).toEqual(whole.state());

        for (const { bytes } of leaves) {
          replay.apply(bytes);
          mirror.leaves.push(bytes);
        }
        expect(replay.state()).toEqual(whole.state());
        expect(hex(replay.map.root())).toBe(hex(whole.map.root()));
      }
      expect(one.leaves.map(parseLeaf).filter(({ leaf }) => leaf === 'record/1').length).toBe(
        ledger
          .flatMap(({ transactions }) => transactions.flatMap(({ writes }) => writes))
          .filter(({ key }) => key.startsWith('r/')).length,
      );
    }),
    { numRuns: rounds * 10 },
  );
});
