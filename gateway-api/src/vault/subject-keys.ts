import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { holderTag } from './holder-tag.ts';
import { seal, sealBytes, unseal, unsealBytes } from './seal.ts';
import type { Person } from './vault.ts';

/** A subject whose key was destroyed, and when: milliseconds. */
export interface Destroyed {
  readonly subject: string;
  readonly at: number;
}

/**
 * A key of its own for whomever data is about: a person, a patient, a unit, a report, a record. A subject is named `<kind>:<id>`; a person's id is
 * their blinded account (`tag`). Whoever destroys the key has erased everything that was sealed under it, in every copy and backup.
 */
export interface SubjectKeys {
  /** AES-256-GCM, bound to `about`; the subject's key is made at first use and on disk before anything sealed under it is. */
  seal(subject: string, text: string, about: string): string;
  /**
   * Undefined where the subject's key was destroyed. What an earlier version sealed under the vault's key alone opens too, until it is sealed anew.
   * @throws when bytes or what they are about were changed, or the vault's key is another one
   */
  open(subject: string, sealed: string, about: string): string | undefined;
  sealBytes(subject: string, bytes: Uint8Array, about: string): Buffer;
  /** Undefined where the subject's key was destroyed; bytes that were never sealed come back as they are. @throws like `open` */
  openBytes(subject: string, stored: Buffer, about: string): Buffer | undefined;
  /** Erases: on disk when it returns. A subject that comes again later gets a new key. */
  destroy(subject: string): void;
  /** Destroys what an older copy of this file still has. */
  destroyAgain(known: readonly Destroyed[]): void;
  destroyed(): readonly Destroyed[];
  /** Subjects of a kind that have a key, for whoever erases all of one kind. */
  subjects(kind: string): readonly string[];
  /** Keys made within `work` are written at once; it must not wait for anything. */
  together<Value>(work: () => Value): Value;
  /** The blinded account of a person: the id of subjects that are people. */
  tag(person: Person): string;
  close(): void;
}

/** What was sealed under a subject's key begins with this; base64 has no full stop. */
const mark = 'k1.';
const bytesMark = Buffer.from('\u0000DNK1');
export const areSealedBytes = (stored: Buffer): boolean => stored.subarray(0, bytesMark.length).equals(bytesMark);

const aboutKey = (subject: string): string => `daunguon/subject-key/v1 ${subject}`;

export function openSubjectKeys(file: string, vaultKey: Buffer, now: () => number = Date.now): SubjectKeys {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  if (file !== ':memory:') chmodSync(file, 0o600);
  // No write-ahead log and secure_delete: a destroyed key is not to be found in free pages.
  db.exec(
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON',
  );
  db.exec(`CREATE TABLE IF NOT EXISTS subject_keys (subject TEXT PRIMARY KEY, wrapped TEXT NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS destroyed (subject TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID`);
  const [get, insert, remove, note, isGone, gone, ofKind] = [
    db.prepare('SELECT wrapped FROM subject_keys WHERE subject = ?'),
    db.prepare('INSERT OR IGNORE INTO subject_keys VALUES (?, ?, ?)'),
    db.prepare('DELETE FROM subject_keys WHERE subject = ? AND made <= ?'),
    db.prepare('INSERT INTO destroyed VALUES (?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)'),
    db.prepare('SELECT 1 FROM destroyed WHERE subject = ?'),
    db.prepare('SELECT subject, at FROM destroyed ORDER BY at, subject'),
    db.prepare('SELECT subject FROM subject_keys WHERE subject >= ? AND subject < ? ORDER BY subject'),
  ];
  const known = (subject: string): Buffer | undefined => {
    const row = get.get(subject);
    return row && Buffer.from(unseal(vaultKey, String(row['wrapped']), aboutKey(subject)), 'base64');
  };
  const keyOf = (subject: string): Buffer => {
    const found = known(subject);
    if (found !== undefined) return found;
    insert.run(subject, seal(vaultKey, randomBytes(32).toString('base64'), aboutKey(subject)), now());
    // Another process may have been first.
    return known(subject)!;
  };
  const destroyAt = ({ subject, at }: Destroyed): void => {
    remove.run(subject, at);
    note.run(subject, at);
  };
  return {
    seal: (subject, text, about) => mark + seal(keyOf(subject), text, about),
    open: (subject, sealed, about) => {
      // What the vault's key alone opens was not written after an erasure: it is a remainder of before.
      if (!sealed.startsWith(mark))
        return isGone.get(subject) === undefined ? unseal(vaultKey, sealed, about) : undefined;
      const key = known(subject);
      return key && unseal(key, sealed.slice(mark.length), about);
    },
    sealBytes: (subject, bytes, about) => Buffer.concat([bytesMark, sealBytes(keyOf(subject), bytes, about)]),
    openBytes: (subject, stored, about) => {
      if (!areSealedBytes(stored)) return stored;
      const key = known(subject);
      return key && unsealBytes(key, stored.subarray(bytesMark.length), about);
    },
    destroy: (subject) => inTransaction(db, () => destroyAt({ subject, at: now() })),
    destroyAgain: (all) => inTransaction(db, () => all.forEach(destroyAt)),
    destroyed: () => gone.all().map(({ subject, at }) => ({ subject: String(subject), at: Number(at) })),
    subjects: (kind) => ofKind.all(`${kind}:`, `${kind};`).map(({ subject }) => String(subject)),
    together: (work) => inTransaction(db, work),
    tag: (person) => holderTag(vaultKey, person),
    close: () => db.close(),
  };
}
