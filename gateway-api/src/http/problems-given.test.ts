/** A refusal that nothing gives would be described, translated and documented for nobody. */
import { expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProblems } from './http-problems.ts';

const root = join(import.meta.dirname, '../../..');
const tables = /(?:problems|words\.(?:vi|en))\.ts$|\.test\.ts$|generated\.ts$/;
const code = globSync('{records,formats,chaincode,gateway-api,clinic}/src/**/*.ts', { cwd: root })
  .filter((path) => !tables.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

test('every problem is given somewhere', () => {
  const codes = Object.keys(allProblems);
  expect(codes.length).toBeGreaterThan(300);
  expect(codes.filter((one) => !code.includes(`'${one}'`))).toEqual([]);
});
