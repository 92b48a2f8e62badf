import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ExchangeScope } from '@daunguon/records';
import { inTransaction } from '../sqlite/in-transaction.ts';
import type { Partner, PartnerStore } from './partner-store.ts';

const schema =
  'CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, partner TEXT NOT NULL, scopes TEXT NOT NULL, until INTEGER NOT NULL)';
const prefix = 'dnt_';
export const tokenSeconds = 3600;
/** More than any client needs at a time; the oldest end first. */
const mostOfPartner = 100;

export const isAccessToken = (text: string): boolean => text.startsWith(prefix);
/** 256 random bits need no slow hash. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Access tokens of an hour that a partner's key was changed for (RFC 6749, section 4.4); the key is then seen by one address only. */
export function openAccessTokens(db: DatabaseSync, partners: Pick<PartnerStore, 'live'>) {
  db.exec(schema);
  const [insert, one, drop, trim] = [
    db.prepare('INSERT INTO tokens VALUES (?, ?, ?, ?)'),
    db.prepare('SELECT partner, scopes FROM tokens WHERE hash = ? AND until > ?'),
    db.prepare('DELETE FROM tokens WHERE partner = ? OR until <= ?'),
    db.prepare(
      'DELETE FROM tokens WHERE partner = ? AND hash NOT IN (SELECT hash FROM tokens WHERE partner = ? ORDER BY until DESC LIMIT ?)',
    ),
  ];
  return {
    /** A token for some of what the partner may do; told this once. */
    issue({ id }: Pick<Partner, 'id'>, scopes: readonly ExchangeScope[], now: number): string {
      const token = `${prefix}${randomBytes(32).toString('base64url')}`;
      inTransaction(db, () => {
        drop.run('', now);
        insert.run(hashOf(token), id, JSON.stringify(scopes), now + tokenSeconds * 1000);
        trim.run(id, id, mostOfPartner);
      });
      return token;
    },
    /** The partner as the token lets it act, while its key is in force: a scope that was taken from it is gone from its tokens too. */
    partnerOf(token: string, now: number): Partner | undefined {
      const row = one.get(hashOf(token), now);
      const partner = row && partners.live(String(row['partner']));
      if (partner === undefined) return undefined;
      const given = JSON.parse(String(row?.['scopes'])) as readonly ExchangeScope[];
      return { ...partner, scopes: partner.scopes.filter((scope) => given.includes(scope)) };
    },
    endOf: (partner: string): void => void drop.run(partner, 0),
  };
}
export type AccessTokens = ReturnType<typeof openAccessTokens>;
