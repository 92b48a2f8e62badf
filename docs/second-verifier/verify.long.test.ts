import { expect, test } from '@jest/globals';
import { readTrustPolicy, verify } from '@daunguon/proof';
import { readCase, resultOf, type CaseInput } from '../../proof/vectors/daunguon/bundle-cases.ts';
import { secondVerifier, vectors } from './second-verifier.ts';

const rounds = Number(process.env['LONG_ROUNDS'] ?? '10');

/** A small generator of numbers below `limit`, so that a failure can be repeated. */
const random = (seed: number) => {
  let state = seed;
  return (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

/** Changes one character of the bundle's text, within strings mostly, so that it often stays JSON. */
const altered = (text: string, pick: (limit: number) => number): string => {
  const at = pick(text.length);
  const characters = '0123456789abcdefABCDEF+/="\\{}[],:. -é\u0301';
  return `${text.slice(0, at)}${characters.charAt(pick(characters.length))}${text.slice(at + 1)}`;
};

test('both verifiers find the same, step by step, in bundles with one altered character', () => {
  const pick = random(rounds);
  const cases = Array.from({ length: rounds * 10 }, (_, at): CaseInput & { name: string } => {
    for (;;) {
      const one = vectors.cases[pick(vectors.cases.length)]!;
      const { expected: _expected, bundle, ...input } = one;
      try {
        return { ...input, name: `${at}: ${one.name}`, bundle: JSON.parse(altered(JSON.stringify(bundle), pick)) };
      } catch {
        // Text that is no JSON is no bundle for either.
      }
    }
  });
  const found = JSON.parse(
    secondVerifier(['-', '--json'], JSON.stringify({ policies: vectors.policies, cases })),
  ) as unknown;
  const policies = Object.fromEntries(
    Object.entries(vectors.policies).map(([name, { text, json }]) => [name, readTrustPolicy(text, json)]),
  );
  const ours = Object.fromEntries(
    cases.map(({ name, ...input }) => [
      name,
      resultOf(verify({ ...readCase(input), policy: policies[input.policy ?? 'main']! })),
    ]),
  );
  expect(found).toEqual(ours);
});
