import { expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { domains, domainSlugs } from '@daunguon/records';
import { domainContracts } from './domains.ts';

test.each([...domainSlugs])(
  '%s: the contract has a transaction for every command, under the name that clients use',
  (slug) => {
    const contract = new domainContracts[slug]();
    const own = Object.getOwnPropertyNames(domainContracts[slug].prototype).filter((name) => name !== 'constructor');
    expect(contract.getName()).toBe(domains[slug].contract);
    expect(own.filter((name) => name !== 'Get').sort()).toEqual(Object.keys(domains[slug].commands).sort());
  },
);

test('the package says what fabric-chaincode-node loads', () => {
  const manifest = createRequire(import.meta.url)('../package.json') as { main: string };
  expect(manifest.main).toBe('src/index.ts');
});
