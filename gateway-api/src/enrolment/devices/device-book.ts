import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Member } from '../invitations.ts';

/** A key of a person's own on one of their devices, as the agent enrolled it. */
export interface Device extends Member {
  /** Enrolment id at the certificate authority: 32 random hexadecimal digits. */
  readonly id: string;
  /** Serial number of the certificate, hexadecimal. */
  readonly serial: string;
  /** What the person calls it. */
  readonly label: string;
  /** ISO 8601. */
  readonly enrolledAt: string;
  readonly validUntil: string;
  /** When it was reported lost, ISO 8601; null while it is in use. */
  readonly lostAt: string | null;
}

export interface DeviceBook {
  add(device: Omit<Device, 'lostAt'>): void;
  get(id: string): Device | undefined;
  /** Newest first. */
  ofPerson(issuer: string, sub: string): readonly Device[];
  ofOrganisation(mspId: string): readonly Device[];
  /** On disk before it returns; the first report counts. */
  lose(id: string, at: string): void;
  /** Lost devices whose revocation the channel does not hold yet. */
  waiting(): readonly Device[];
  carried(ids: readonly string[], at: string): void;
  close(): void;
}

/** The agent's book of devices, in a file that only it reads. */
export function openDeviceBook(file: string): DeviceBook {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS devices (id TEXT PRIMARY KEY, issuer TEXT NOT NULL, sub TEXT NOT NULL, mspId TEXT NOT NULL, role TEXT NOT NULL,
      unit TEXT NOT NULL, serial TEXT NOT NULL, label TEXT NOT NULL, enrolledAt TEXT NOT NULL, validUntil TEXT NOT NULL, lostAt TEXT, carriedAt TEXT) STRICT;
    CREATE INDEX IF NOT EXISTS devices_person ON devices (issuer, sub);
    CREATE INDEX IF NOT EXISTS devices_msp ON devices (mspId);`);
  const columns = 'id, issuer, sub, mspId, role, unit, serial, label, enrolledAt, validUntil, lostAt';
  const select = (where: string) =>
    db.prepare(`SELECT ${columns} FROM devices WHERE ${where} ORDER BY enrolledAt DESC`);
  const [byId, byPerson, byMsp] = [select('id = ?'), select('issuer = ? AND sub = ?'), select('mspId = ?')];
  const open = select('lostAt IS NOT NULL AND carriedAt IS NULL');
  const add = db.prepare(`INSERT INTO devices (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`);
  const lose = db.prepare('UPDATE devices SET lostAt = ? WHERE id = ? AND lostAt IS NULL');
  const carried = db.prepare('UPDATE devices SET carriedAt = ? WHERE id = ?');
  const all = (rows: readonly object[]): readonly Device[] => rows as readonly Device[];
  return {
    add: ({ id, issuer, sub, mspId, role, unit, serial, label, enrolledAt, validUntil }) =>
      void add.run(id, issuer, sub, mspId, role, unit, serial, label, enrolledAt, validUntil),
    get: (id) => byId.get(id) as Device | undefined,
    ofPerson: (issuer, sub) => all(byPerson.all(issuer, sub)),
    ofOrganisation: (mspId) => all(byMsp.all(mspId)),
    lose: (id, at) => void lose.run(at, id),
    waiting: () => all(open.all()),
    carried: (ids, at) => {
      for (const id of ids) carried.run(at, id);
    },
    close: () => db.close(),
  };
}
