import js from '@eslint/js';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

const isTest = ['**/*.test.ts'];
const code = ['**/*.{ts,mjs,js}'];

/** Who may import whom (ARCHITECTURE.md). Each row: folder, forbidden import patterns, and the rule in words. */
const boundaries = [
  ['proof', ['node:*', '@daunguon/*', 'express', 'zod'], 'proof is a pure leaf for Node and browsers: only @noble/*'],
  [
    'records',
    ['node:*', '@daunguon/*', '@noble/*', 'express', 'fabric-*'],
    'records is a pure leaf: only its schema library',
  ],
  [
    'formats',
    ['node:*', '@daunguon/gateway-api', '@daunguon/chaincode', '@daunguon/test-network', 'express', 'fabric-*'],
    'formats write records as the standards of others: records, proof and codec libraries only',
  ],
  [
    'chaincode',
    ['node:*', '@daunguon/gateway-api', '@daunguon/test-network', 'express'],
    'chaincode is deterministic: records, proof and the Fabric contract API only',
  ],
  [
    'gateway-api',
    ['@daunguon/chaincode', '@daunguon/verifier-web', '@daunguon/test-network', 'fabric-shim'],
    'the gateway reaches the ledger only through @hyperledger/fabric-gateway',
  ],
  [
    'verifier-web',
    ['@daunguon/gateway-api', '@daunguon/chaincode', '@daunguon/test-network', '@angular/*', 'ethers'],
    'the verifier trusts nobody: records and proof only',
  ],
  [
    'explorer-ui',
    [
      'node:*',
      '@hyperledger/*',
      'fabric-shim',
      'fabric-contract-api',
      'mongoose',
      '@daunguon/gateway-api',
      '@daunguon/chaincode',
      '@daunguon/test-network',
    ],
    'the workspaces know the gateway only by its HTTP API: records, proof and browser packages',
  ],
  [
    'clinic',
    [
      '@daunguon/gateway-api',
      '@daunguon/chaincode',
      '@daunguon/test-network',
      '@daunguon/network',
      'express',
      'fabric-*',
    ],
    'the agent of a facility knows the gateway only by its HTTP API: records and proof only',
  ],
  ['client', ['node:*', '@daunguon/*', 'express'], 'the client of sharing systems runs anywhere and imports nothing'],
  [
    'network',
    ['@daunguon/*', '../../*', 'express', 'fabric-*'],
    'network imports no package of the product: it starts built artefacts by path',
  ],
];

/** Packages of the gateway that only one of its folders may know: package, that folder (state stores may use SQLite). */
const confined = [
  ['@hyperledger/fabric-gateway', ['ledger']],
  ['mongoose', ['index-store']],
  [
    'node:sqlite',
    [
      ...[
        'epcis',
        'index-store',
        'vault',
        'sqlite',
        'import',
        'anchor',
        'mirror',
        'session',
        'labels',
        'scans',
        'enrolment',
      ],
      ...['reports', 'exchange', 'webhooks', 'periodic-reports'],
    ],
  ],
  ['ethers', ['anchor']],
];
const gatewayFolders = [...new Set(confined.flatMap(([, folders]) => folders))];
const confinement = (folder) =>
  confined
    .filter(([, homes]) => !homes.includes(folder))
    .map(([name, homes]) => ({
      selector: `ImportDeclaration[source.value='${name}']`,
      message: `${name} may be imported only in gateway-api/src/{${homes.join(',')}}/`,
    }));

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '.tsbuild/', '.daunguon/', 'coverage/'] },
  ...[js.configs.recommended, ...tseslint.configs.recommended].map((config) => ({ files: code, ...config })),
  {
    files: code,
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-undef': 'off', // tsc knows better
      eqeqeq: 'error',
    },
  },
  ...boundaries.map(([folder, group, message]) => ({
    files: [`${folder}/{src,evm}/**/*.ts`],
    ignores: isTest,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
  })),
  {
    files: ['gateway-api/src/**/*.ts'],
    ignores: isTest,
    rules: { 'no-restricted-syntax': ['error', ...confinement('')] },
  },
  ...gatewayFolders.map((folder) => ({
    files: [`gateway-api/src/${folder}/**/*.ts`],
    ignores: isTest,
    rules: { 'no-restricted-syntax': ['error', ...confinement(folder)] },
  })),
  ...[...angular.configs.tsRecommended].map((config) => ({ ...config, files: ['explorer-ui/src/**/*.ts'] })),
  {
    files: ['explorer-ui/src/**/*.ts'],
    processor: angular.processInlineTemplates,
    rules: { '@angular-eslint/prefer-on-push-component-change-detection': 'error' },
  },
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({
    ...config,
    files: ['explorer-ui/src/**/*.html'],
  })),
  {
    files: ['explorer-ui/src/index.html'],
    rules: { '@angular-eslint/template/prefer-control-flow': 'off' },
  },
  {
    files: ['chaincode/src/**/*.ts'],
    ignores: isTest,
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'use the transaction timestamp' },
        { object: 'Math', property: 'random', message: 'endorsers must agree' },
      ],
    },
  },
);
