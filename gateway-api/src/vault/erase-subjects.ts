import type { AuditLog } from './audit-log.ts';
import type { SubjectKeys } from './subject-keys.ts';
import type { Person } from './vault.ts';

/** Whom an erasure is about. */
export type Whose =
  ({ readonly kind: 'person' } & Person) | { readonly kind: 'patient' | 'unit' | 'report'; readonly id: string };

/** Kinds of subjects that hold what is kept about each. */
const kinds = {
  person: ['identity', 'session', 'learned', 'account', 'appointed'],
  patient: ['patient'],
  unit: ['unit', 'photos', 'epcis'],
  report: ['note'],
} as const;

const idOf = (keys: Pick<SubjectKeys, 'tag'>, whose: Whose): string =>
  whose.kind === 'person' ? keys.tag(whose) : whose.id;

/** Subjects of theirs that have a key. */
export function subjectsOf(keys: Pick<SubjectKeys, 'tag' | 'subjects'>, whose: Whose): readonly string[] {
  const id = idOf(keys, whose);
  return kinds[whose.kind].flatMap((kind) => keys.subjects(kind).filter((subject) => subject === `${kind}:${id}`));
}

/** Destroys them, with a line of the audit log before and after: what a person asked for and got is provable, and who they were is not in it. */
export function eraseSubjects(
  keys: Pick<SubjectKeys, 'tag' | 'destroy'>,
  auditLog: Pick<AuditLog, 'append'>,
  whose: Whose,
  at: Date,
): void {
  const id = idOf(keys, whose);
  const note = (phase: 'asked' | 'done'): void =>
    auditLog.append({
      ...{ at: at.toISOString(), phase, act: `command erase ${whose.kind}`, target: id, who: '', unit: '', role: '' },
      ...{ requestId: '', status: 0, code: '' },
    });
  note('asked');
  for (const kind of kinds[whose.kind]) keys.destroy(`${kind}:${id}`);
  note('done');
}
