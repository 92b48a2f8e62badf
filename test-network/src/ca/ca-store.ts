import { DatabaseSync } from 'node:sqlite';

export interface CaAttribute {
  readonly name: string;
  readonly value: string;
  readonly ecert?: boolean;
}

export interface CaIdentity {
  readonly id: string;
  readonly secret: string;
  readonly type: string;
  readonly affiliation: string;
  readonly attributes: readonly CaAttribute[];
  /** Negative: without limit. */
  readonly maxEnrolments: number;
  readonly enrolments: number;
  readonly registrar: boolean;
  readonly revoked: boolean;
}

export interface CaCertificate {
  readonly serial: string;
  readonly aki: string;
  readonly id: string;
  readonly revokedAt: number | null;
  readonly reason: number | null;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS identities (ca TEXT, id TEXT, secret TEXT NOT NULL, type TEXT NOT NULL,
    affiliation TEXT NOT NULL, attributes TEXT NOT NULL, maxEnrolments INTEGER NOT NULL, enrolments INTEGER NOT NULL,
    registrar INTEGER NOT NULL, revoked INTEGER NOT NULL, PRIMARY KEY (ca, id)) STRICT;
  CREATE TABLE IF NOT EXISTS certificates (ca TEXT, serial TEXT, aki TEXT NOT NULL, id TEXT NOT NULL,
    revokedAt INTEGER, reason INTEGER, PRIMARY KEY (ca, serial)) STRICT;
`;

type Row = Record<string, string | number | null>;

const toIdentity = (row: Row): CaIdentity => ({
  ...(row as unknown as CaIdentity),
  attributes: JSON.parse(row['attributes'] as string) as CaAttribute[],
  registrar: row['registrar'] === 1,
  revoked: row['revoked'] === 1,
});

/** Identities and certificates of every CA of the process. */
export interface CaStore {
  identity(ca: string, id: string): CaIdentity | undefined;
  /** False when the id is taken. */
  addIdentity(ca: string, identity: CaIdentity): boolean;
  /** Counts one enrolment and keeps its certificate, together. */
  addCertificate(ca: string, id: string, serial: string, aki: string): void;
  certificate(ca: string, serial: string): CaCertificate | undefined;
  certificatesOf(ca: string, id: string): CaCertificate[];
  revokeIdentity(ca: string, id: string): void;
  revokeCertificate(ca: string, serial: string, reason: number): void;
  revoked(ca: string): CaCertificate[];
  close(): void;
}

/** Opens (or makes) the store's file. */
export const openCaStore = (file: string): CaStore => {
  const db = new DatabaseSync(file);
  db.exec(SCHEMA);
  const certificates = (where: string, ...values: string[]): CaCertificate[] =>
    db.prepare(`SELECT * FROM certificates WHERE ${where}`).all(...values) as unknown as CaCertificate[];
  return {
    identity: (ca, id) => {
      const row = db.prepare('SELECT * FROM identities WHERE ca = ? AND id = ?').get(ca, id);
      return row && toIdentity(row as Row);
    },
    addIdentity: (ca, it) =>
      db
        .prepare('INSERT OR IGNORE INTO identities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          ca,
          it.id,
          it.secret,
          it.type,
          it.affiliation,
          JSON.stringify(it.attributes),
          it.maxEnrolments,
          it.enrolments,
          it.registrar ? 1 : 0,
          it.revoked ? 1 : 0,
        ).changes === 1,
    addCertificate: (ca, id, serial, aki) => {
      db.exec('BEGIN IMMEDIATE');
      db.prepare('INSERT INTO certificates VALUES (?, ?, ?, ?, NULL, NULL)').run(ca, serial, aki, id);
      db.prepare('UPDATE identities SET enrolments = enrolments + 1 WHERE ca = ? AND id = ?').run(ca, id);
      db.exec('COMMIT');
    },
    certificate: (ca, serial) => certificates('ca = ? AND serial = ?', ca, serial)[0],
    certificatesOf: (ca, id) => certificates('ca = ? AND id = ?', ca, id),
    revokeIdentity: (ca, id) => {
      db.prepare('UPDATE identities SET revoked = 1 WHERE ca = ? AND id = ?').run(ca, id);
    },
    revokeCertificate: (ca, serial, reason) => {
      db.prepare(
        'UPDATE certificates SET revokedAt = ?, reason = ? WHERE ca = ? AND serial = ? AND revokedAt IS NULL',
      ).run(Date.now(), reason, ca, serial);
    },
    revoked: (ca) => certificates('ca = ? AND revokedAt IS NOT NULL ORDER BY serial', ca),
    close: () => db.close(),
  };
};
