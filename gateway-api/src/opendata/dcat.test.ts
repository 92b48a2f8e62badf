import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Parser, Store, Writer } from 'n3';
import { openDatasets } from '@daunguon/records';
import ShaclValidator from 'rdf-validate-shacl';
import { addressesAt } from './addresses.ts';
import { catalogueOf, periodOf } from './dcat.ts';
import { jsonLdOf, turtleOf, type Node } from './graph.ts';
import type { Snapshot } from './snapshot-store.ts';

/** jsonld has no types of its own. */
const { canonize } = createRequire(import.meta.url)('jsonld') as {
  canonize(input: string | object, options: object): Promise<string>;
};
const publicUrl = 'https://nguon.example.vn';
const snapshot = (dataset: string): Snapshot => ({
  ...{ dataset, version: 3, height: 9, blockHash: 'h', asOf: '2026-11-24T03:00:00.000Z', rows: 1 },
  ...{ checkpoint: { size: 10, root: '' }, issued: '2026-11-24T18:00:00.000Z' },
  files: { csv: { sha256: 'ab'.repeat(32), bytes: 12 }, json: { sha256: 'cd'.repeat(32), bytes: 13 } },
});
const published = openDatasets.map((spec) => ({
  ...{ spec, snapshot: snapshot(spec.id) },
  period: periodOf(spec, [{ month: '2026-02', year: '2026' }], '2026-11-24T20:00:00Z'),
}));
const input = { addresses: addressesAt(publicUrl), publicUrl, publisher: ['Sở "Công nghệ"\n', 'Dept'] as const };
const catalogue = catalogueOf({ ...input, published });

const shapesIn = (name: string): Store =>
  new Store(new Parser().parse(readFileSync(join(import.meta.dirname, 'shapes', name), 'utf8')));
const shapes = ['dcat-ap-3.0.1-shapes.ttl', 'dcat-ap-3.0.1-range.ttl'].map(
  (name) => new ShaclValidator(shapesIn(name)),
);
const violations = async (nodes: readonly Node[]): Promise<string[]> => {
  const data = new Store(new Parser().parse(turtleOf(nodes)));
  const reports = await Promise.all(shapes.map((validator) => validator.validate(data)));
  return reports
    .flatMap(({ results }) => [...results])
    .map(({ focusNode, path, severity }) => [severity, focusNode, path].map((term) => term?.value ?? '').join(' '));
};

describe('the catalogue', () => {
  test('passes the official shapes of DCAT-AP 3.0.1, constraints and classes, without a warning', async () => {
    expect(await violations(catalogue)).toEqual([]);
  });

  test.each([
    ['dcat:Catalog', 'dct:publisher'],
    ['dcat:Dataset', 'dct:title'],
    ['dcat:Distribution', 'dcat:accessURL'],
    ['dcat:DataService', 'dcat:endpointURL'],
    ['foaf:Agent', 'foaf:name'],
  ])('the shapes notice a %s without %s', async (type, missing) => {
    const cut = catalogueOf({ ...input, published: published.slice(0, 1) }).map((node) =>
      node.type === type ? { ...node, properties: node.properties.filter(([name]) => name !== missing) } : node,
    );
    expect((await violations(cut)).length).toBeGreaterThan(0);
  });

  test('is the same graph in Turtle and in JSON-LD', async () => {
    const toCanonical = { algorithm: 'RDFC-1.0', format: 'application/n-quads' } as const;
    const quads = new Writer({ format: 'N-Quads' }).quadsToString(new Parser().parse(turtleOf(catalogue)));
    const fromTurtle = await canonize(quads, { ...toCanonical, inputFormat: 'application/n-quads' });
    expect(await canonize(jsonLdOf(catalogue), toCanonical)).toBe(fromTurtle);
  });

  test('says of each file its licence, size, media type and SHA-256, of each dataset its period', () => {
    const turtle = turtleOf(catalogue);
    for (const said of [
      '"12"^^xsd:nonNegativeInteger',
      `"${'ab'.repeat(32)}"^^xsd:hexBinary`,
      'media-types/text/csv',
    ]) {
      expect(turtle.split(said).length - 1).toBeGreaterThanOrEqual(openDatasets.length);
    }
    expect(turtle).toContain('"Sản lượng thu hoạch theo xã, phường, tháng và cây trồng"@vi');
    expect(turtle).toContain('"2026-02-01"^^xsd:date');
    expect(turtle).toContain('"2026-02-28"^^xsd:date');
  });

  test('an empty catalogue is one, too', async () => {
    expect(await violations(catalogueOf({ ...input, published: [] }))).toEqual([]);
  });
});
