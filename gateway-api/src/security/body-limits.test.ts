import { expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(import.meta.dirname, '..');

test('nothing reads a body without a limit of its size', () => {
  const readers = globSync('**/*.ts', { cwd: source })
    .filter((file) => !/test/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(source, file), 'utf8').matchAll(/express\.(?:raw|json|text|urlencoded)\(/g)].map(
        (found) => {
          const after = found.input.slice(found.index, found.index + 120);
          return `${file}: ${after.includes('limit:') ? 'limited' : after}`;
        },
      ),
    );
  expect(readers.length).toBeGreaterThan(20);
  expect(readers.filter((line) => !line.endsWith(': limited'))).toEqual([]);
});
