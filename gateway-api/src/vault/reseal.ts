import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** A column whose texts are sealed, and by what its rows are found again. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly key: readonly string[];
  /** Whose a row is, and what its text is bound to. */
  of(row: Readonly<Record<string, unknown>>): { readonly subject: string; readonly about: string };
  /** What an earlier version wrote stands there readable, not sealed under the vault's key. */
  readonly wasPlain?: true;
}

const slice = 500;

/**
 * Seals anew, under its subject's key, what an earlier version sealed under the vault's key or not at all. What a killed start left is done by
 * the next one; then the file is written anew, so that nothing of it stays in free pages.
 */
export function resealColumn(db: DatabaseSync, keys: SubjectKeys, of: SealedColumn): void {
  const { table, column, key, wasPlain } = of;
  const found = db.prepare(`SELECT * FROM ${table} WHERE ${column} NOT LIKE 'k1.%' LIMIT ${slice}`);
  const where = key.map((name) => `${name} = ?`).join(' AND ');
  const update = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`);
  // Of a subject whose key was destroyed: it was erased.
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${where}`);
  let changed = false;
  for (let rows = found.all(); rows.length > 0; rows = found.all()) {
    inTransaction(db, () =>
      keys.together(() => {
        for (const row of rows) {
          const [{ subject, about }, text] = [of.of(row), String(row[column])];
          const open = wasPlain ? text : keys.open(subject, text, about);
          const names = key.map((name) => row[name] as SQLInputValue);
          if (open === undefined) remove.run(...names);
          else update.run(keys.seal(subject, open, about), ...names);
        }
      }),
    );
    changed = true;
  }
  if (changed) db.exec('VACUUM');
}
