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
   * Undefined where the key was destroyed under which it was sealed, also when the subject has come again and has a new one. What an earlier version
   * sealed under the root alone opens too, until it is sealed anew.
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
  /** Secret from which blinded names are made. It stays when the vault's key is changed, else nobody would be found again. */
  readonly root: Buffer;
  close(): void;
}

/** What was sealed under a subject's key begins with this; base64 has no full stop. */
const mark = 'k1.';
export const isSealedForSubject = (sealed: string): boolean => sealed.startsWith(mark);
const bytesMark = Buffer.from('\u0000DNK1');
export const areSealedBytes = (stored: Buffer): boolean => stored.subarray(0, bytesMark.length).equals(bytesMark);

const selectDestroyed = 'SELECT subject, at FROM destroyed ORDER BY at, subject';
const destroyedRow = ({ subject, at }: Record<string, unknown>): Destroyed => ({
  subject: String(subject),
  at: Number(at),
});

const aboutKey = (subject: string): string => `daunguon/subject-key/v1 ${subject}`;
const aboutRoot = 'daunguon/vault-root/v1';
const wrap = (vaultKey: Buffer, key: Buffer, about: string): string => seal(vaultKey, key.toString('base64'), about);
const unwrap = (vaultKey: Buffer, wrapped: string, about: string): Buffer =>
  Buffer.from(unseal(vaultKey, wrapped, about), 'base64');

/**
 * The keys in `file`, which `vaultKey` wraps. `newRoot` is the root of a file that has none yet: by default the vault's key itself, as earlier versions
 * had it. @throws Error when `vaultKey` is not the key of this file
 */
export function openSubjectKeys(
  file: string,
  vaultKey: Buffer,
  now: () => number = Date.now,
  newRoot: Buffer = vaultKey,
): SubjectKeys {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  if (file !== ':memory:') chmodSync(file, 0o600);
  // No write-ahead log and secure_delete: a destroyed key is not to be found in free pages.
  db.exec(
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON',
  );
  db.exec(`CREATE TABLE IF NOT EXISTS subject_keys (subject TEXT PRIMARY KEY, wrapped TEXT NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS destroyed (subject TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS root (one INTEGER PRIMARY KEY CHECK (one = 1), wrapped TEXT NOT NULL)`);
  let [wrappedRoot, root] = ['', newRoot];
  try {
    // An earlier version kept no root: its key shows by what it wrapped.
    const any = db.prepare('SELECT subject, wrapped FROM subject_keys LIMIT 1').get();
    if (any !== undefined) unwrap(vaultKey, String(any['wrapped']), aboutKey(String(any['subject'])));
    db.prepare('INSERT OR IGNORE INTO root VALUES (1, ?)').run(wrap(vaultKey, newRoot, aboutRoot));
    wrappedRoot = String(db.prepare('SELECT wrapped FROM root').get()?.['wrapped']);
    root = unwrap(vaultKey, wrappedRoot, aboutRoot);
  } catch (cause) {
    db.close();
    throw new Error(`DN_VAULT_KEY, or the key file, is not the key of ${file}`, { cause });
  }
  const [get, insert, remove, note, isGone, gone, ofKind] = [
    db.prepare('SELECT wrapped FROM subject_keys WHERE subject = ?'),
    // Only while the vault's key is still the one with which this file was opened: under another one nobody could open it.
    db.prepare('INSERT OR IGNORE INTO subject_keys SELECT ?, ?, ? WHERE (SELECT wrapped FROM root) = ?'),
    db.prepare('DELETE FROM subject_keys WHERE subject = ? AND made <= ?'),
    db.prepare('INSERT INTO destroyed VALUES (?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)'),
    db.prepare('SELECT 1 FROM destroyed WHERE subject = ?'),
    db.prepare(selectDestroyed),
    db.prepare('SELECT subject FROM subject_keys WHERE subject >= ? AND subject < ? ORDER BY subject'),
  ];
  const known = (subject: string): Buffer | undefined => {
    const row = get.get(subject);
    return row && unwrap(vaultKey, String(row['wrapped']), aboutKey(subject));
  };
  const keyOf = (subject: string): Buffer => {
    const found = known(subject);
    if (found !== undefined) return found;
    insert.run(subject, wrap(vaultKey, randomBytes(32), aboutKey(subject)), now(), wrappedRoot);
    // Another process may have been first.
    const made = known(subject);
    if (made === undefined) throw new Error("the vault's key was changed meanwhile: start again with the new one");
    return made;
  };
  /** Of a subject that was erased and came again, what its new key does not open was sealed under the one before. */
  const ifKept = <Value>(subject: string, work: () => Value): Value | undefined => {
    try {
      return work();
    } catch (error) {
      if (isGone.get(subject) !== undefined) return undefined;
      throw error;
    }
  };
  const destroyAt = ({ subject, at }: Destroyed): void => {
    remove.run(subject, at);
    note.run(subject, at);
  };
  return {
    seal: (subject, text, about) => mark + seal(keyOf(subject), text, about),
    open: (subject, sealed, about) => {
      // What the vault's key alone opens was not written after an erasure: it is a remainder of before.
      if (!isSealedForSubject(sealed))
        return isGone.get(subject) === undefined ? unseal(root, sealed, about) : undefined;
      const key = known(subject);
      return key && ifKept(subject, () => unseal(key, sealed.slice(mark.length), about));
    },
    sealBytes: (subject, bytes, about) => Buffer.concat([bytesMark, sealBytes(keyOf(subject), bytes, about)]),
    openBytes: (subject, stored, about) => {
      if (!areSealedBytes(stored)) return stored;
      const key = known(subject);
      return key && ifKept(subject, () => unsealBytes(key, stored.subarray(bytesMark.length), about));
    },
    destroy: (subject) => inTransaction(db, () => destroyAt({ subject, at: now() })),
    destroyAgain: (all) => inTransaction(db, () => all.forEach(destroyAt)),
    destroyed: () => gone.all().map(destroyedRow),
    subjects: (kind) => ofKind.all(`${kind}:`, `${kind};`).map(({ subject }) => String(subject)),
    together: (work) => inTransaction(db, work),
    tag: (person) => holderTag(root, person),
    root,
    close: () => db.close(),
  };
}

/** Subjects whose keys were destroyed, which are listed without any key. */
export function destroyedIn(file: string): readonly Destroyed[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db.prepare(selectDestroyed).all().map(destroyedRow);
  } finally {
    db.close();
  }
}

/**
 * Wraps every key in `file` under `to` in the place of `from`, all of them or none: a process that is killed leaves the file as it was. Nothing that is
 * sealed changes. Answers how many keys. @throws Error when `from` is not the key of this file
 */
export function rewrapSubjectKeys(file: string, from: Buffer, to: Buffer): number {
  openSubjectKeys(file, from).close();
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    const change = (table: string, name: string, about: (row: Readonly<Record<string, unknown>>) => string): number => {
      const update = db.prepare(`UPDATE ${table} SET wrapped = ? WHERE ${name} = ?`);
      const rows = db.prepare(`SELECT ${name}, wrapped FROM ${table}`).all();
      for (const row of rows)
        update.run(wrap(to, unwrap(from, String(row['wrapped']), about(row)), about(row)), row[name]!);
      return rows.length;
    };
    return inTransaction(db, () => {
      change('root', 'one', () => aboutRoot);
      return change('subject_keys', 'subject', ({ subject }) => aboutKey(String(subject)));
    });
  } finally {
    db.close();
  }
}
