import type { DatabaseSync } from 'node:sqlite';
import { fieldsOf, type CollectionSpec } from './index-store.ts';
import { column } from './sqlite-query.ts';

/** Fields of each index of a collection, before the id. */
const indexesOf = (spec: CollectionSpec): readonly (readonly string[])[] => [
  ...fieldsOf(spec).single.map((field) => [field]),
  ...(spec.orders ?? []),
];
const indexName = ({ name }: CollectionSpec, order: readonly string[]): string => `i_${name}_${order.join('_')}`;

/**
 * A document that lacks what stands between the first and the last field of an order, or a sparse field, is never asked for through it, and is left
 * out (https://sqlite.org/partialindex.html): most records have neither batch nor subject, and half of the writing would be for such entries.
 */
export function createIndexes(db: DatabaseSync, spec: CollectionSpec): void {
  for (const order of indexesOf(spec)) {
    const columns = [...order.map(column), 'id'].join(', ');
    const needed = order.filter(
      (field, place) => (place > 0 && place < order.length - 1) || spec.sparse?.includes(field),
    );
    const there = needed.map((field) => `${column(field)} IS NOT NULL`);
    const where = there.length === 0 ? '' : ` WHERE ${there.join(' AND ')}`;
    db.exec(`CREATE INDEX IF NOT EXISTS "${indexName(spec, order)}" ON "c_${spec.name}" (${columns})${where}`);
  }
}

/** Without its indexes a collection is found by id alone. */
export function dropIndexes(db: DatabaseSync, spec: CollectionSpec): void {
  for (const order of indexesOf(spec)) db.exec(`DROP INDEX IF EXISTS "${indexName(spec, order)}"`);
}

/** Documents that share the first field of an order, its first two, its first three. */
const sharing = [100_000, 100, 2];

/**
 * What SQLite has to know to choose among indexes, written down instead of measured (https://sqlite.org/fileformat2.html#stat1tab): very many
 * documents share the first field of an order (`type`), few the next one too, and any other field is nearly a document's own. Without it a look-up
 * by type and unit goes through all documents of the type. The same for every file, so the same question is answered in the same way.
 */
export function tellPlanner(db: DatabaseSync, specs: readonly CollectionSpec[]): void {
  // Makes the table of statistics, and looks at no document.
  db.exec('ANALYZE sqlite_schema; DELETE FROM sqlite_stat1');
  const tell = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  for (const spec of specs) {
    const coarse = new Set((spec.orders ?? []).filter(({ length }) => length > 1).map(([first]) => first));
    for (const order of indexesOf(spec)) {
      const shared = order.map((_, place) => (coarse.has(order[0]) ? (sharing[place] ?? 1) : 10));
      tell.run(`c_${spec.name}`, indexName(spec, order), [1_000_000, ...shared, 1].join(' '));
    }
  }
  db.exec('ANALYZE sqlite_schema');
}
