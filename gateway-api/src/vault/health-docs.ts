import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

export const healthDocKinds = [
  'patient',
  'account',
  'claim-dispute',
  'consent',
  'break-glass',
  'exchange',
  'jwe',
  'receipt',
  'erasure',
  'erased',
  'batch',
  'made-up',
  'companions',
  'release',
  'request',
] as const;
export type HealthDocKind = (typeof healthDocKinds)[number];

/**
 * Documents about patients, sealed under the patient's key (those about no patient under their kind's); found by kind and id, by patient, or by
 * what a kind is looked up by (`ref`).
 */
export interface HealthDocs {
  get<Doc>(kind: HealthDocKind, id: string): Doc | undefined;
  put(kind: HealthDocKind, id: string, doc: object, found?: { readonly patient?: string; readonly ref?: string }): void;
  ofPatient<Doc>(kind: HealthDocKind, patient: string): Doc[];
  /** Newest last. */
  ofRef<Doc>(kind: HealthDocKind, ref: string): Doc[];
  all<Doc>(kind: HealthDocKind): Doc[];
  ids(kind: HealthDocKind): string[];
  remove(kind: HealthDocKind, id: string): void;
  /** Those whose `ref`, a day, lies before; those that have none too. */
  removeBefore(kind: HealthDocKind, ref: string): void;
  /** All or nothing of what `work` writes to this file: documents, the access log, what waits for a batch. Not within another. */
  atomically<Value>(work: () => Value): Value;
}

export function openHealthDocs(db: DatabaseSync, keys: SubjectKeys): HealthDocs {
  db.exec(
    'CREATE TABLE IF NOT EXISTS docs (kind TEXT, id TEXT, patient TEXT, ref TEXT, sealed TEXT NOT NULL, PRIMARY KEY (kind, id))',
  );
  db.exec(
    'CREATE INDEX IF NOT EXISTS docs_patient ON docs (kind, patient); CREATE INDEX IF NOT EXISTS docs_ref ON docs (kind, ref)',
  );
  const about = (kind: string, id: string): string => `daunguon/health/v1 ${kind} ${id}`;
  const put = db.prepare(
    `INSERT INTO docs VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET patient = excluded.patient, ref = excluded.ref, sealed = excluded.sealed`,
  );
  const [get, ofPatient, ofRef, all, ids, remove] = [
    db.prepare('SELECT * FROM docs WHERE kind = ? AND id = ?'),
    db.prepare('SELECT * FROM docs WHERE kind = ? AND patient = ? ORDER BY rowid'),
    db.prepare('SELECT * FROM docs WHERE kind = ? AND ref = ? ORDER BY rowid'),
    db.prepare('SELECT * FROM docs WHERE kind = ? ORDER BY rowid'),
    db.prepare('SELECT id FROM docs WHERE kind = ? ORDER BY rowid'),
    db.prepare('DELETE FROM docs WHERE kind = ? AND id = ?'),
  ];
  const subjectOf = (kind: string, id: string, patient: unknown): string => {
    if (typeof patient === 'string') return `patient:${patient}`;
    return kind === 'patient' || kind === 'account' ? `${kind}:${id}` : `health:${kind}`;
  };
  resealColumn(db, keys, {
    ...{ table: 'docs', column: 'sealed', key: ['kind', 'id'] },
    of: ({ kind, id, patient }) => ({
      ...{ subject: subjectOf(String(kind), String(id), patient), about: about(String(kind), String(id)) },
    }),
  });
  /** None where the patient's key was destroyed. */
  const open = <Doc>(row: Record<string, unknown>): Doc[] => {
    const [kind, id] = [String(row['kind']), String(row['id'])];
    const text = keys.open(subjectOf(kind, id, row['patient']), String(row['sealed']), about(kind, id));
    return text === undefined ? [] : [JSON.parse(text) as Doc];
  };
  return {
    get: <Doc>(kind: HealthDocKind, id: string) => {
      const row = get.get(kind, id);
      return row === undefined ? undefined : open<Doc>(row)[0];
    },
    put: (kind, id, doc, { patient, ref } = {}) => {
      const sealed = keys.seal(subjectOf(kind, id, patient), JSON.stringify(doc), about(kind, id));
      put.run(kind, id, patient ?? null, ref ?? null, sealed);
    },
    ofPatient: <Doc>(kind: HealthDocKind, patient: string) =>
      ofPatient.all(kind, patient).flatMap((row) => open<Doc>(row)),
    ofRef: <Doc>(kind: HealthDocKind, ref: string) => ofRef.all(kind, ref).flatMap((row) => open<Doc>(row)),
    all: <Doc>(kind: HealthDocKind) => all.all(kind).flatMap((row) => open<Doc>(row)),
    ids: (kind) => ids.all(kind).map(({ id }) => String(id)),
    remove: (kind, id) => void remove.run(kind, id),
    removeBefore: (kind, ref) =>
      void db.prepare("DELETE FROM docs WHERE kind = ? AND coalesce(ref, '') < ?").run(kind, ref),
    // Keys first: nothing may be kept under one that is not on disk.
    atomically: (work) => inTransaction(db, () => keys.together(work)),
  };
}
