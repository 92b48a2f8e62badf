import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

export interface RegisteredAttribute {
  readonly name: string;
  readonly value: string;
  /** Put into enrolment certificates without being asked for. */
  readonly ecert: boolean;
}

export interface CaIdentity {
  readonly caName: string;
  readonly id: string;
  readonly type: string;
  readonly affiliation: string;
  readonly attributes: readonly RegisteredAttribute[];
  /** −1: any number of enrolments. */
  readonly maxEnrolments: number;
  readonly enrolments: number;
  readonly revoked: boolean;
  readonly registrar: boolean;
}

export interface IssuedCertificate {
  readonly caName: string;
  readonly serial: string;
  readonly id: string;
  readonly revokedAt?: number;
  readonly reason?: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS identity (ca TEXT, id TEXT, secret BLOB, salt BLOB, type TEXT, affiliation TEXT, attributes TEXT,
  max INTEGER, enrolments INTEGER DEFAULT 0, revoked INTEGER DEFAULT 0, registrar INTEGER, PRIMARY KEY (ca, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS certificate (ca TEXT, serial TEXT, id TEXT, revokedAt INTEGER, reason INTEGER, PRIMARY KEY (ca, serial)) WITHOUT ROWID;
`;

const digest = (secret: string, salt: Uint8Array): Buffer => scryptSync(secret, salt, 32, { N: 1024 });

/** Who may enrol at which CA, and what was issued. Secrets are kept as scrypt digests. */
export function openIdentityStore(file: string) {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;');
  db.exec(schema);
  const toIdentity = (row: Record<string, unknown>): CaIdentity => ({
    caName: String(row['ca']),
    id: String(row['id']),
    type: String(row['type']),
    affiliation: String(row['affiliation']),
    attributes: JSON.parse(String(row['attributes'])) as RegisteredAttribute[],
    maxEnrolments: Number(row['max']),
    enrolments: Number(row['enrolments']),
    revoked: Number(row['revoked']) === 1,
    registrar: Number(row['registrar']) === 1,
  });
  const get = (caName: string, id: string): CaIdentity | undefined => {
    const row = db.prepare('SELECT * FROM identity WHERE ca = ? AND id = ?').get(caName, id);
    return row && toIdentity(row);
  };
  return {
    get,
    /** False when the id is taken. */
    add(identity: Omit<CaIdentity, 'enrolments' | 'revoked'>, secret: string): boolean {
      const salt = randomBytes(16);
      const done = db
        .prepare(
          'INSERT OR IGNORE INTO identity (ca, id, secret, salt, type, affiliation, attributes, max, registrar) VALUES (?,?,?,?,?,?,?,?,?)',
        )
        .run(
          identity.caName,
          identity.id,
          digest(secret, salt),
          salt,
          identity.type,
          identity.affiliation,
          JSON.stringify(identity.attributes),
          identity.maxEnrolments,
          identity.registrar ? 1 : 0,
        );
      return done.changes === 1;
    },
    /** The identity when the secret is right and an enrolment is left. */
    login(caName: string, id: string, secret: string): CaIdentity | undefined {
      const row = db.prepare('SELECT * FROM identity WHERE ca = ? AND id = ?').get(caName, id);
      if (!row) return undefined;
      const wanted = Buffer.from(row['secret'] as Uint8Array);
      if (!timingSafeEqual(wanted, digest(secret, row['salt'] as Uint8Array))) return undefined;
      const identity = toIdentity(row);
      if (identity.revoked || (identity.maxEnrolments >= 0 && identity.enrolments >= identity.maxEnrolments))
        return undefined;
      return identity;
    },
    issued(caName: string, serial: string, id: string): void {
      db.exec('BEGIN');
      db.prepare('INSERT INTO certificate (ca, serial, id) VALUES (?,?,?)').run(caName, serial, id);
      db.prepare('UPDATE identity SET enrolments = enrolments + 1 WHERE ca = ? AND id = ?').run(caName, id);
      db.exec('COMMIT');
    },
    certificate(caName: string, serial: string): IssuedCertificate | undefined {
      const row = db.prepare('SELECT * FROM certificate WHERE ca = ? AND serial = ?').get(caName, serial);
      if (!row) return undefined;
      const revokedAt =
        row['revokedAt'] === null ? {} : { revokedAt: Number(row['revokedAt']), reason: Number(row['reason']) };
      return { caName, serial, id: String(row['id']), ...revokedAt };
    },
    /** Revokes one certificate, or a person with all certificates; gives the serials. */
    revoke(caName: string, what: { serial?: string; id?: string }, reason: number, now: Date): string[] {
      const rows = what.serial
        ? db.prepare('SELECT serial FROM certificate WHERE ca = ? AND serial = ?').all(caName, what.serial)
        : db.prepare('SELECT serial FROM certificate WHERE ca = ? AND id = ?').all(caName, what.id ?? '');
      const serials = rows.map((row) => String(row['serial']));
      db.exec('BEGIN');
      for (const serial of serials) {
        db.prepare(
          'UPDATE certificate SET revokedAt = coalesce(revokedAt, ?), reason = coalesce(reason, ?) WHERE ca = ? AND serial = ?',
        ).run(now.getTime(), reason, caName, serial);
      }
      if (what.id && !what.serial)
        db.prepare('UPDATE identity SET revoked = 1 WHERE ca = ? AND id = ?').run(caName, what.id);
      db.exec('COMMIT');
      return serials;
    },
    revoked(caName: string): IssuedCertificate[] {
      return db
        .prepare('SELECT * FROM certificate WHERE ca = ? AND revokedAt IS NOT NULL ORDER BY serial')
        .all(caName)
        .map((row) => ({
          caName,
          serial: String(row['serial']),
          id: String(row['id']),
          revokedAt: Number(row['revokedAt']),
          reason: Number(row['reason']),
        }));
    },
    close: () => db.close(),
  };
}

export type IdentityStore = ReturnType<typeof openIdentityStore>;
