import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Who may import whom (ARCHITECTURE.md). Each row: folder, forbidden import patterns, and the rule in words. */
const boundaries = [
  ['proof', ['node:*', '@daunguon/*', 'express', 'zod'], 'proof is a pure leaf for Node and browsers: only @noble/*'],
  [
    'records',
    ['node:*', '@daunguon/*', '@noble/*', 'express', 'fabric-*'],
    'records is a pure leaf: only its schema library',
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
];
const confined = [
  ['@hyperledger/fabric-gateway', 'ledger'],
  ['mongoose', 'index-store'],
  ['node:sqlite', 'index-store'],
];
const isTest = '**/*.test.ts';

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '.tsbuild/', '.daunguon/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  ...boundaries.map(([folder, group, message]) => ({
    files: [`${folder}/src/**/*.ts`],
    ignores: [isTest, '**/*.int.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
  })),
  {
    files: ['chaincode/src/**/*.ts'],
    ignores: [isTest],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'use the transaction timestamp' },
        { object: 'Math', property: 'random', message: 'endorsers must agree' },
      ],
    },
  },
  ...confined.map(([name, home]) => ({
    files: ['gateway-api/src/**/*.ts'],
    ignores: [`gateway-api/src/${home}/**`, 'gateway-api/src/vault/**', isTest, '**/*.int.test.ts'],
    rules: {
      [`no-restricted-syntax`]: [
        'error',
        { selector: `ImportDeclaration[source.value='${name}']`, message: `${name} only in ${home}/` },
      ],
    },
  })),
);
