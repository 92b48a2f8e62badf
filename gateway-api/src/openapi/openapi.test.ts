import { describe, expect, test } from '@jest/globals';
import type { Express, RequestHandler } from 'express';
import { createApp, type AppDeps } from '../app.ts';
import { readConfig } from '../config.ts';
import { importTargets, toldTargets } from '../import/mapped/import-targets.ts';
import { mappedRoutes, targetRoutes } from '../import/mapped/mapped-routes.ts';
import { createRateLimit } from '../market/rate-limit.ts';
import { addressLimits } from '../security/request-limits.ts';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}
interface Document {
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, unknown>; parameters: { name: string }[] }>
  >;
}

let full = false;
const turnAway = addressLimits(
  { perAddress: 0, atOnce: 0 },
  createRateLimit(() => 0),
);
/** Nothing here is called: mounting reads the configuration only. */
const app = createApp({
  config: readConfig({}),
  log: {},
  imports: {},
  labels: {},
  recalls: {},
  credentials: { config: readConfig({}) },
  session: {},
  health: {},
  healthRecords: {},
  epcis: {},
  exchange: {},
  serials: {},
  lookups: {},
  mapped: {
    routes: mappedRoutes(
      importTargets.map((target) =>
        targetRoutes(target, {} as never, toldTargets.includes(target) ? ({} as never) : undefined),
      ),
    ),
  },
  periodicReports: {},
  learn: {},
  // No room for any request: whatever stands behind the limits answers that.
  security: {
    before: [
      ((request, response, next) => (full ? turnAway(request, response, next) : next())) satisfies RequestHandler,
    ],
    addMetrics: () => undefined,
  },
} as unknown as AppDeps);

const routesIn = (stack: readonly Layer[]): string[] =>
  stack.flatMap(({ route, handle }) => {
    if (route === undefined) return routesIn(handle.stack ?? []);
    const path = route.path.replaceAll(/[:*](\w+)/g, '{$1}');
    // OPTIONS tells of a path's operations and is none itself (RFC 9110, 9.3.7).
    const methods = Object.keys(route.methods).filter((method) => method !== 'options');
    return methods.map((method) => `${method} ${path}`);
  });
const mounted = new Set(routesIn((app as Express & { router: { stack: Layer[] } }).router.stack));
/** Files of the documentation page and the style of the stated page: no part of the API. */
const signIn = ['get /docs/oauth2-redirect.html', 'get /docs/oauth2-redirect.js'];
const files = [
  'get /docs',
  'get /docs/start.js',
  ...signIn,
  'get /s/style.css',
  'get /tiles/style.css',
  'get /pages.css',
  'get /heritage/style.css',
  'get /heritage/models/model-viewer.js',
  'get /heritage/models/start.js',
];

const published = async (): Promise<Document> => {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const document = (await (await fetch(`http://127.0.0.1:${port}/openapi.json`)).json()) as Document;
  server.close();
  return document;
};

test('every route stands behind the limits, but the three by which the gateway itself is watched', async () => {
  full = true;
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const open: string[] = [];
  for (const route of mounted) {
    const [method = '', path = ''] = route.split(' ');
    const url = `http://127.0.0.1:${port}${path.replace(/\{\w+\}/g, 'x')}`;
    const answer = await fetch(url, { method, redirect: 'manual' });
    const body = await answer.text();
    if (answer.status !== 503 || !body.includes('http/busy') || answer.headers.get('retry-after') === null)
      open.push(route);
  }
  server.close();
  full = false;
  expect(open.sort()).toEqual(['get /healthz', 'get /metrics', 'get /readyz']);
});

describe('the API description', () => {
  test('names every mounted route, and no other', async () => {
    const { paths } = await published();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    );
    expect(described.sort()).toEqual([...mounted].filter((route) => !files.includes(route)).sort());
    expect(described.length).toBeGreaterThan(40);
  });

  test('says of every operation what it answers, with a schema for every JSON, and its problems', async () => {
    for (const [path, methods] of Object.entries((await published()).paths)) {
      for (const { responses, parameters } of Object.values(methods)) {
        const { default: problem, ...answers } = responses as Record<
          string,
          { content?: Record<string, { schema?: object }> }
        >;
        expect([path, Object.keys(answers).length > 0]).toEqual([path, true]);
        expect(problem?.content).toEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
        for (const [status, { content }] of Object.entries(answers)) {
          // 204 is an answer without content, and of no type.
          expect([path, status, content === undefined]).toEqual([path, status, status === '204']);
          const json = content?.['application/json'];
          expect([path, json === undefined || json.schema !== undefined]).toEqual([path, true]);
        }
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
      }
    }
  });
});
