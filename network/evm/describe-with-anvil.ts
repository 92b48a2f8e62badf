import { describeUnless } from '../testing/test-unless.ts';
import { anvilBinary } from './anvil.ts';

/** A group of tests that needs a real EVM node; where npm has none for the platform they are skipped. */
export function describeWithAnvil(name: string, tests: (binary: string) => void): void {
  const binary = anvilBinary();
  const missing =
    binary === undefined ? `${name}: npm has no anvil for ${process.platform}-${process.arch}` : undefined;
  describeUnless(missing)(name, () => tests(binary ?? ''));
}
