/** The lists of pages that are looked at have every page that there is, and each has its pictures. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { domainRoutes } from '../../../explorer-ui/src/domains.ts';
import { operations } from '../../../gateway-api/src/openapi/operations.ts';
import { fieldPages } from '../field/field-pages.ts';
import { publicRoutes } from '../public/public-pages.ts';
import { pagesOf } from './pages.ts';
import { allPictures, statePictures } from './pictures.ts';

const root = join(import.meta.dirname, '../../..');
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

/** Paths of an application's own table of routes, which only a browser can load. */
const routesIn = (file: string): readonly string[] =>
  [...readFileSync(join(root, 'explorer-ui/src', file), 'utf8').matchAll(/\bpath: '([^']*)'/g)].map(
    ([, path = '']) => path,
  );

/** A window that opens to sign in anew and closes itself; what is at no other address, which is looked at as /nowhere. */
const notPages = ['signed-in', '**'];

test('every route of the workspaces is looked at', () => {
  const routes = [...domainRoutes.map(({ path = '' }) => path), ...routesIn('routes.ts')].filter(
    (path) => !notPages.includes(path),
  );
  expect(routes.length).toBeGreaterThan(100);
  expect(routes.filter((route) => !looked.some((path) => fits(route.split('/'), path)))).toEqual([]);
});

test('every route of the field app is looked at', () => {
  const routes = routesIn('field/routes.ts').filter((path) => path !== '**' && path !== 'queue/:requestId');
  expect(routes.sort()).toEqual([...fieldPages].sort());
});

test('every page that the gateway shows to everybody is looked at', () => {
  const pages = operations([], {})
    .filter(({ signedIn, answers }) => signedIn !== true && answers[200]?.[0] === 'text/html')
    .map(({ path }) => path);
  expect(pages.length).toBeGreaterThan(10);
  const shown = new Set(Object.values(publicRoutes).map(({ route }) => route));
  expect(pages.filter((path) => !shown.has(path))).toEqual([]);
});

test.each([
  ['every page', 'pages', allPictures],
  ['every state of a kind of page', 'states', statePictures],
])('%s has its pictures, under a name of its own, and no other picture lies about', (_, folder, wanted) => {
  expect(new Set(wanted).size).toBe(wanted.length);
  const drawn = readdirSync(join(root, 'docs/screens', folder)).filter((file) => file.endsWith('.webp'));
  expect(drawn.sort()).toEqual([...wanted].sort());
});
