/** The list of pages that are looked at has every page that there is. */
import { expect, test } from '@jest/globals';
import { domainRoutes } from '../../../explorer-ui/src/domains.ts';
import { pagesOf } from './pages.ts';

const looked = Object.values(pagesOf)
  .flat()
  .map(([path]) =>
    path
      .replace(/\?.*/, '')
      .replaceAll(/\{[^}]*\}/g, ':')
      .split('/')
      .slice(1),
  );

const fits = (route: readonly string[], path: readonly string[]): boolean =>
  route.length === path.length && route.every((part, at) => part.startsWith(':') || part === path[at]);

/** The demonstration has no record of these types; their page is that of any other carbon record. */
const without = ['carbon/reversals/:id', 'carbon/inventories/:id', 'carbon/offers/:id'];

test('every route of the workspaces is looked at', () => {
  const routes = domainRoutes.map(({ path = '' }) => path).filter((path) => !without.includes(path));
  expect(routes.length).toBeGreaterThan(80);
  expect(routes.filter((route) => !looked.some((path) => fits(route.split('/'), path)))).toEqual([]);
});
