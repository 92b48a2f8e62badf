import { describe } from '@jest/globals';
import { anvilBinary } from './anvil.ts';

/** A group of tests that needs a real EVM node; where npm has none for the platform they are skipped, and the reason is printed. */
export function describeWithAnvil(name: string, tests: (binary: string) => void): void {
  const binary = anvilBinary();
  if (binary === undefined) console.warn(`SKIPPED ${name}: npm has no anvil for ${process.platform}-${process.arch}`);
  (binary === undefined ? describe.skip : describe)(name, () => tests(binary ?? ''));
}
