import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** A key by which a unit's own program issues; the secret itself is kept nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly unit: string;
  /** What the unit calls it: the name of the platform. */
  readonly label: string;
  /** The person in whose name it issues, as imports know them: `["issuer","subject"]`. */
  readonly actor: string;
  /** By which the enrolment agent is asked whether that person still works there; '' of a key from before this was asked. */
  readonly standing: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** From then on it opens nothing; a rotation sets it anew. */
  readonly expiresAt: string;
  readonly lastUsedOn?: string;
  readonly revokedAt?: string;
}

export interface ApiKeys {
  /** Answers the secret, told this once. */
  create(key: Pick<ApiKey, 'id' | 'unit' | 'label' | 'actor' | 'standing'>, now: Date): string;
  /** A new secret in the place of the one before, in the name of whoever asks; undefined where the unit has no such live key. */
  rotate(key: Pick<ApiKey, 'id' | 'unit' | 'actor' | 'standing'>, now: Date): string | undefined;
  revoke(unit: string, id: string, now: Date): boolean;
  /** The live key of a secret; notes the day of its use. */
  use(secret: string, now: Date): ApiKey | undefined;
  ofUnit(unit: string): readonly ApiKey[];
  close(): void;
}

const prefix = 'dnk_';
export const isApiSecret = (text: string): boolean => text.startsWith(prefix);
/** A key that nobody renews ends by itself. */
export const apiKeyDays = 365;
const endOf = (now: Date): string => new Date(now.getTime() + apiKeyDays * 86_400_000).toISOString();
/** 256 random bits need no slow hash: nobody can try them. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function openApiKeys(file: string, keys: SubjectKeys): ApiKeys {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS api_keys (id TEXT PRIMARY KEY, unit TEXT, label TEXT, actor TEXT, hash TEXT UNIQUE, created TEXT, used TEXT, revoked TEXT, expires TEXT, standing TEXT)',
  );
  const columns = db.prepare('PRAGMA table_info(api_keys)').all();
  // Keys from before keys ended.
  if (!columns.some(({ name }) => name === 'expires')) {
    db.exec('ALTER TABLE api_keys ADD COLUMN expires TEXT');
    for (const { id, created } of db.prepare('SELECT id, created FROM api_keys').all())
      db.prepare('UPDATE api_keys SET expires = ? WHERE id = ?').run(endOf(new Date(String(created))), String(id));
  }
  if (!columns.some(({ name }) => name === 'standing')) db.exec('ALTER TABLE api_keys ADD COLUMN standing TEXT');
  /** In whose name a key issues, and by what they are asked about: both tell who a person is. */
  const subjectOf = (id: unknown): string => `api-key:${String(id)}`;
  const about = (id: unknown, column: string): string => `daunguon/api-key/v1 ${String(id)} ${column}`;
  for (const column of ['actor', 'standing']) {
    const of = ({ id }: Readonly<Record<string, unknown>>) => ({ subject: subjectOf(id), about: about(id, column) });
    resealColumn(db, keys, { table: 'api_keys', column, key: ['id'], of, wasPlain: true });
  }
  const sealed = (id: string, column: string, text: string): string =>
    keys.seal(subjectOf(id), text, about(id, column));
  /** '' where nothing is, or nothing opens any more: such a key acts for nobody. */
  const opened = (row: Record<string, unknown>, column: string): string =>
    row[column] === null ? '' : (keys.open(subjectOf(row['id']), String(row[column]), about(row['id'], column)) ?? '');
  const read = (row: Record<string, unknown>): ApiKey => ({
    ...{ id: String(row['id']), unit: String(row['unit']), label: String(row['label']) },
    ...{ actor: opened(row, 'actor'), standing: opened(row, 'standing') },
    ...{ createdAt: String(row['created']), expiresAt: String(row['expires']) },
    ...(row['used'] === null ? {} : { lastUsedOn: String(row['used']) }),
    ...(row['revoked'] === null ? {} : { revokedAt: String(row['revoked']) }),
  });
  const fresh = (): string => `${prefix}${randomBytes(32).toString('base64url')}`;
  return {
    create: ({ id, unit, label, actor, standing }, now) => {
      const secret = fresh();
      const insert = db.prepare(
        'INSERT INTO api_keys (id, unit, label, actor, hash, created, expires, standing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      );
      insert.run(
        ...[id, unit, label, sealed(id, 'actor', actor), hashOf(secret), now.toISOString(), endOf(now)],
        sealed(id, 'standing', standing),
      );
      return secret;
    },
    rotate: ({ unit, id, actor, standing }, now) => {
      const secret = fresh();
      const update = db.prepare(
        'UPDATE api_keys SET hash = ?, actor = ?, expires = ?, standing = ? WHERE id = ? AND unit = ? AND revoked IS NULL',
      );
      const { changes } = update.run(
        ...[hashOf(secret), sealed(id, 'actor', actor), endOf(now), sealed(id, 'standing', standing), id, unit],
      );
      return changes === 1 ? secret : undefined;
    },
    revoke: (unit, id, now) => {
      const update = db.prepare('UPDATE api_keys SET revoked = ? WHERE id = ? AND unit = ? AND revoked IS NULL');
      return update.run(now.toISOString(), id, unit).changes === 1;
    },
    use: (secret, now) => {
      const find = db.prepare('SELECT * FROM api_keys WHERE hash = ? AND revoked IS NULL AND expires > ?');
      const row = find.get(hashOf(secret), now.toISOString());
      if (row === undefined) return undefined;
      const day = now.toISOString().slice(0, 10);
      if (row['used'] !== day) db.prepare('UPDATE api_keys SET used = ? WHERE id = ?').run(day, row['id'] as string);
      return read(row);
    },
    ofUnit: (unit) => db.prepare('SELECT * FROM api_keys WHERE unit = ? ORDER BY created DESC').all(unit).map(read),
    close: () => db.close(),
  };
}
