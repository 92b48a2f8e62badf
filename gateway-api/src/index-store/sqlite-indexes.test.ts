/** Which index SQLite goes through for the questions that lists ask: never all documents of a type where a filter names few. */
import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections } from '../project-block.ts';
import type { Query } from './index-store.ts';
import { encodeCursor } from './page-cursor.ts';
import { orderOf, whereOf } from './sqlite-query.ts';
import { openSqliteStore } from './sqlite-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'daunguon-plan-'));
const file = join(folder, 'index.db');
await openSqliteStore(file, collections).close();
// A file that was there already is told the same.
await openSqliteStore(file, collections).close();
const db = new DatabaseSync(file);
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const newest = { sort: { field: 'ts', descending: true } } as const;
const of = (more: Record<string, string> = {}): Query => ({ equals: { type: 't', ...more } });

test.each<readonly [string, Query, string]>([
  ['records', { ...of(), ...newest }, 'type_ts'],
  ['records', { ...of({ commune: 'c' }), ...newest }, 'type_commune_ts'],
  ['records', { ...of({ owner: 'o' }), ...newest }, 'type_owner_ts'],
  ['records', { ...of({ transitTo: 'u' }), ...newest }, 'type_transitTo_ts'],
  ['records', of({ unit: 'u' }), 'type_unit_ts'],
  ['records', of(), 'type'],
  ['records', { ...of({ lotKey: 'l' }), ...newest }, 'lotKey'],
  ['records', of({ puc: 'p' }), 'puc'],
  ['records', { ...of(), prefix: { field: 'name', text: 'sau' } }, 'type_nameKey'],
  ['records', { prefix: { field: 'name', text: 'sau' } }, 'nameKey'],
  ['versions', { range: { field: 'bornAt', from: 'a', to: 'b' }, sort: { field: 'bornAt' } }, 'bornAt'],
  ['transactions', { equals: { call: 'c' }, sort: { field: '_id', descending: true } }, 'call'],
])('%s %j: by %s', (collection, query, index) => {
  const where = whereOf(query, true);
  const sql = `EXPLAIN QUERY PLAN SELECT id, doc FROM "c_${collection}"${where.sql}${orderOf(query)} LIMIT 51`;
  const [first] = db.prepare(sql).all(...where.values);
  expect(String(first?.['detail'])).toMatch(new RegExp(`USING INDEX i_${collection}_${index} `));
});

test.each<readonly [string, Query, string]>([
  ['up', { ...of(), sort: { field: 'ts' } }, '>'],
  ['down', { ...of(), ...newest }, '<'],
])('a later page begins where the one before ended: %s', (_way, query, than) => {
  const later = { ...query, after: encodeCursor({ value: '2026-01-01T00:00:00.000Z', id: '0' }) };
  const where = whereOf(later, true);
  const sql = `EXPLAIN QUERY PLAN SELECT id, doc FROM "c_records"${where.sql}${orderOf(later)} LIMIT 51`;
  const plan = db
    .prepare(sql)
    .all(...where.values)
    .map(({ detail }) => String(detail));
  expect(plan).toEqual([`SEARCH c_records USING INDEX i_records_type_ts (f_type=? AND (f_ts,id)${than}(?,?))`]);
});
