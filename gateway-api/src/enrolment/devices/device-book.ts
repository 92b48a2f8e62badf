import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import type { People } from '../people.ts';

/** A key of a person's own on one of their devices, as the agent enrolled it. */
export interface Device {
  /** Whose it is: their account at the sign-in, and what the person calls the device. Empty once the person was erased. */
  readonly issuer: string;
  readonly sub: string;
  readonly label: string;
  readonly mspId: string;
  readonly role: string;
  readonly unit: string;
  /** Enrolment id at the certificate authority: 32 random hexadecimal digits. */
  readonly id: string;
  /** Serial number of the certificate, hexadecimal. */
  readonly serial: string;
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
  ofPerson(person: string): readonly Device[];
  /** Whether it is theirs: also of somebody who was erased, by their blinded account. */
  isOf(id: string, person: string): boolean;
  ofOrganisation(mspId: string): readonly Device[];
  /** On disk before it returns; the first report counts. */
  lose(id: string, at: string): void;
  /** Lost devices whose revocation the channel does not hold yet. */
  waiting(): readonly Device[];
  carried(ids: readonly string[], at: string): void;
  close(): void;
}

/** What of a device names its person; all else is about the key. */
type Named = Pick<Device, 'issuer' | 'sub' | 'label'>;
type Row = Readonly<Record<string, string | null>>;

/** The agent's book of devices, in a file that only it reads. Who somebody is lies under their own key. */
export function openDeviceBook(file: string, people: Pick<People, 'tag' | 'seal' | 'open'>): DeviceBook {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS sealed_devices (id TEXT PRIMARY KEY, person TEXT NOT NULL, sealed TEXT NOT NULL, mspId TEXT NOT NULL, role TEXT NOT NULL,
      unit TEXT NOT NULL, serial TEXT NOT NULL, enrolledAt TEXT NOT NULL, validUntil TEXT NOT NULL, lostAt TEXT, carriedAt TEXT) STRICT;
    CREATE INDEX IF NOT EXISTS sealed_devices_person ON sealed_devices (person);
    CREATE INDEX IF NOT EXISTS sealed_devices_msp ON sealed_devices (mspId);`);
  const about = (id: string): string => `daunguon/device/v1 ${id}`;
  const insert = db.prepare('INSERT INTO sealed_devices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const put = (device: Device, carriedAt: string | null): void => {
    const { id, issuer, sub, label, mspId, role, unit, serial, enrolledAt, validUntil, lostAt } = device;
    const person = people.tag({ issuer, subject: sub });
    const sealed = people.seal(person, JSON.stringify({ issuer, sub, label } satisfies Named), about(id));
    insert.run(id, person, sealed, mspId, role, unit, serial, enrolledAt, validUntil, lostAt, carriedAt);
  };
  sealEarlier(db, put);

  const select = (where: string) => db.prepare(`SELECT * FROM sealed_devices WHERE ${where} ORDER BY enrolledAt DESC`);
  const [byId, byPerson, byMsp] = [select('id = ?'), select('person = ?'), select('mspId = ?')];
  const open = select('lostAt IS NOT NULL AND carriedAt IS NULL');
  const isOf = db.prepare('SELECT 1 FROM sealed_devices WHERE id = ? AND person = ?');
  const lose = db.prepare('UPDATE sealed_devices SET lostAt = ? WHERE id = ? AND lostAt IS NULL');
  const carried = db.prepare('UPDATE sealed_devices SET carriedAt = ? WHERE id = ?');
  const deviceIn = (row: object): Device => {
    const { person, sealed, carriedAt: _, ...rest } = row as Row & Omit<Device, keyof Named>;
    const text = people.open(String(person), String(sealed), about(rest.id));
    const named = text === undefined ? { issuer: '', sub: '', label: '' } : (JSON.parse(text) as Named);
    return { ...rest, ...named };
  };
  return {
    add: (device) => put({ ...device, lostAt: null }, null),
    get: (id) => {
      const row = byId.get(id);
      return row && deviceIn(row);
    },
    ofPerson: (person) => byPerson.all(person).map(deviceIn),
    isOf: (id, person) => isOf.get(id, person) !== undefined,
    ofOrganisation: (mspId) => byMsp.all(mspId).map(deviceIn),
    lose: (id, at) => void lose.run(at, id),
    waiting: () => open.all().map(deviceIn),
    carried: (ids, at) => {
      for (const id of ids) carried.run(at, id);
    },
    close: () => db.close(),
  };
}

/** An earlier version kept accounts and names readable; the file is written anew, so that nothing of them stays in free pages. */
function sealEarlier(db: DatabaseSync, put: (device: Device, carriedAt: string | null) => void): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'devices'").get() !== undefined)
    inTransaction(db, () => {
      for (const row of db.prepare('SELECT * FROM devices').all())
        put(row as unknown as Device, row['carriedAt'] as string | null);
      db.exec('DROP TABLE devices; PRAGMA user_version = 1');
    });
  // Killed between the two, the next start writes it anew.
  if (Number(db.prepare('PRAGMA user_version').get()?.['user_version']) !== 1) return;
  db.exec('VACUUM; PRAGMA user_version = 2');
}
