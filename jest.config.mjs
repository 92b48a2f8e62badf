import { availableParallelism } from 'node:os';
import { join } from 'node:path';

// Node keeps what it has compiled: tests start the same programs many times.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/daunguon-compiled');

const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: { target: 'es2024', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
      module: { type: 'es6' },
    },
  ],
};
const base = {
  rootDir: import.meta.dirname,
  transform,
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['/.daunguon/', '/.tsbuild/'],
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
};
/** Where LEDGER=fabric puts real Fabric below: two networks of it at once are too much for two cores. */
const onFabric = process.env.LEDGER === 'fabric';
const ledger = { ...base, testEnvironment: '<rootDir>/build/jest/ledger-environment.mjs' };
const slow = [
  '\\.int\\.test\\.ts$',
  '/scenarios/',
  '/verifier-web/test/',
  '\\.(faults|long|api|containers)\\.test\\.ts$',
];
/** unit: pure, beside the code; system: needs processes, a browser or a database; faults: crash rounds; long: fuzzing; api: Schemathesis. */
export default {
  // Much of the time is spent waiting for processes: on two cores, too, two files at a time. Each system has ports of its own.
  maxWorkers: onFabric ? 1 : Math.max(2, availableParallelism() - 1),
  // Jest keeps memory of every file that ran; to collect garbage among gigabytes takes seconds each time.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  testSequencer: '<rootDir>/build/jest/slow-first.mjs',
  reporters: ['default', '<rootDir>/build/jest/totals-reporter.mjs'],
  projects: [
    { ...base, displayName: 'unit', testMatch: ['**/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', ...slow] },
    {
      ...ledger,
      displayName: 'system',
      testMatch: ['**/*.int.test.ts', '**/scenarios/**/*.test.ts', '**/verifier-web/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(faults|long|api|containers)\\.test\\.ts$'],
    },
    { ...ledger, displayName: 'faults', testMatch: ['**/*.faults.test.ts'] },
    { ...ledger, displayName: 'long', testMatch: ['**/*.long.test.ts'] },
    { ...base, displayName: 'api', testMatch: ['**/*.api.test.ts'] },
    { ...base, displayName: 'containers', testMatch: ['**/*.containers.test.ts'] },
  ],
};
