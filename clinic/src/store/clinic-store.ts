import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openBytes, sealBytes } from './seal.ts';

/** staged: on disk here only; committed: on the ledger; received: a copy of another facility's; erased: nothing opens it any more. */
export type RecordState = 'staged' | 'committed' | 'received' | 'erased';

export interface StoredRecord {
  readonly id: string;
  readonly patient: string;
  readonly state: RecordState;
}

/**
 * Everything of the facility's agent, in one file. Contents are sealed under a key of their own, that under the patient's, that under
 * the machine's: whoever destroys a record's key, or a patient's, has erased what it sealed, in every backup of this file too.
 */
export interface ClinicStore {
  /** The id under which these bytes are kept already for this patient; erased ones are known no more. */
  known(patient: string, bytes: Uint8Array): string | undefined;
  add(id: string, patient: string, bytes: Uint8Array, content: object): void;
  /** A copy from another facility, under the exchange's id; again: with more known about it. */
  putReceived(id: string, patient: string, content: object): void;
  record(id: string): StoredRecord | undefined;
  inState(state: RecordState): readonly StoredRecord[];
  setState(id: string, state: RecordState): void;
  /** @throws once the keys are destroyed. */
  content<Content>(id: string): Content;
  /** Erases: key, contents and what the file is known by. */
  destroyKey(id: string): void;
  destroyPatient(patient: string): void;
  /** Things to do that must not be lost: sealed, by kind and id. */
  putTask(kind: string, id: string, task: object): void;
  task<Task>(kind: string, id: string): Task | undefined;
  tasks<Task>(kind: string): readonly Task[];
  removeTask(kind: string, id: string): void;
  /** What a text, such as a file's path, is called where it may be read by others: it tells nothing without the machine's key. */
  mark(text: string): string;
  close(): void;
}

export function openClinicStore(dataDir: string, master: Buffer): ClinicStore {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'clinic.db');
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  // First of all: commands run beside the agent, on the same file.
  db.exec(
    'PRAGMA busy_timeout = 10000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON',
  );
  db.exec(`CREATE TABLE IF NOT EXISTS patients (patient TEXT PRIMARY KEY, wrapped BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, tag TEXT NOT NULL UNIQUE, patient TEXT NOT NULL, state TEXT NOT NULL,
      wrapped BLOB, box BLOB);
    CREATE TABLE IF NOT EXISTS tasks (kind TEXT, id TEXT, box BLOB NOT NULL, PRIMARY KEY (kind, id))`);
  const [patientKey, addPatient, byTag, byId, byState, insert, setState, task, tasks, putTask, dropTask] = [
    db.prepare('SELECT wrapped FROM patients WHERE patient = ?'),
    db.prepare('INSERT OR IGNORE INTO patients VALUES (?, ?)'),
    db.prepare('SELECT id FROM records WHERE tag = ?'),
    db.prepare('SELECT * FROM records WHERE id = ?'),
    db.prepare('SELECT id, patient, state FROM records WHERE state = ? ORDER BY rowid'),
    db.prepare('INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?)'),
    db.prepare('UPDATE records SET state = ? WHERE id = ?'),
    db.prepare('SELECT * FROM tasks WHERE kind = ? AND id = ?'),
    db.prepare('SELECT * FROM tasks WHERE kind = ? ORDER BY rowid'),
    db.prepare('INSERT OR REPLACE INTO tasks VALUES (?, ?, ?)'),
    db.prepare('DELETE FROM tasks WHERE kind = ? AND id = ?'),
  ];
  const [refill, erase, erasePatient, forget] = [
    db.prepare('UPDATE records SET wrapped = ?, box = ? WHERE id = ? AND wrapped IS NOT NULL'),
    db.prepare("UPDATE records SET wrapped = NULL, box = NULL, tag = id, state = 'erased' WHERE id = ?"),
    db.prepare("UPDATE records SET wrapped = NULL, box = NULL, tag = id, state = 'erased' WHERE patient = ?"),
    db.prepare('DELETE FROM patients WHERE patient = ?'),
  ];
  const mark = (text: string): string => createHmac('sha256', master).update(`mark\0${text}`).digest('hex');
  /** Of a file of one patient. Without the machine's key nobody can try which files are here. */
  const tagOf = (patient: string, bytes: Uint8Array): string =>
    createHmac('sha256', master).update(`file\0${patient}\0`).update(bytes).digest('hex');
  const keyOf = (patient: string): Buffer => {
    const row = patientKey.get(patient);
    if (row === undefined) throw new Error('the keys of this patient are destroyed');
    return openBytes(master, row['wrapped'] as Uint8Array, `patient ${patient}`);
  };
  const taskIn = <Task>(row: Record<string, unknown>): Task =>
    JSON.parse(openBytes(master, row['box'] as Uint8Array, `task ${row['kind']} ${row['id']}`).toString()) as Task;
  /** Sealed under a fresh key of its own, that under the patient's. */
  const sealedFor = (id: string, patient: string, content: object): [wrapped: Buffer, box: Buffer] => {
    addPatient.run(patient, sealBytes(master, randomBytes(32), `patient ${patient}`));
    const key = randomBytes(32);
    const box = sealBytes(key, Buffer.from(JSON.stringify(content)), `record ${id}`);
    return [sealBytes(keyOf(patient), key, `key ${id}`), box];
  };
  return {
    mark,
    known: (patient, bytes) => byTag.get(tagOf(patient, bytes))?.['id'] as string | undefined,
    add: (id, patient, bytes, content) =>
      void insert.run(id, tagOf(patient, bytes), patient, 'staged', ...sealedFor(id, patient, content)),
    putReceived: (id, patient, content) => {
      const sealed = sealedFor(id, patient, content);
      insert.run(id, id, patient, 'received', ...sealed);
      refill.run(...sealed, id);
    },
    record: (id) => {
      const row = byId.get(id);
      return row && { id, patient: String(row['patient']), state: row['state'] as RecordState };
    },
    inState: (state) => byState.all(state) as unknown as StoredRecord[],
    setState: (id, state) => void setState.run(state, id),
    content: <Content>(id: string): Content => {
      const row = byId.get(id);
      if (row === undefined || row['wrapped'] === null) throw new Error('this record is erased, or is not here');
      const key = openBytes(keyOf(String(row['patient'])), row['wrapped'] as Uint8Array, `key ${id}`);
      return JSON.parse(openBytes(key, row['box'] as Uint8Array, `record ${id}`).toString()) as Content;
    },
    destroyKey: (id) => void erase.run(id),
    destroyPatient: (patient) => {
      erasePatient.run(patient);
      forget.run(patient);
    },
    putTask: (kind, id, value) =>
      void putTask.run(kind, id, sealBytes(master, Buffer.from(JSON.stringify(value)), `task ${kind} ${id}`)),
    task: <Task>(kind: string, id: string) => {
      const row = task.get(kind, id);
      return row === undefined ? undefined : taskIn<Task>(row);
    },
    tasks: <Task>(kind: string) => tasks.all(kind).map((row) => taskIn<Task>(row)),
    removeTask: (kind, id) => void dropTask.run(kind, id),
    close: () => db.close(),
  };
}
