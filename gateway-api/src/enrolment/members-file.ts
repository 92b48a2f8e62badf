import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { Person } from '../vault/vault.ts';
import type { People } from './people.ts';

/** A line of the members file, and of what invitations added to it: whoever it is (blinded account), as what and for which unit. */
export interface Member {
  readonly person: string;
  readonly mspId: string;
  readonly role: string;
  readonly unit: string;
}
/** Whether somebody looks after an organisation's people and their keys: its registrars, who work in no unit. */
export const looksAfter = ({ mspId, role, unit }: Omit<Member, 'person'>, organisation: string): boolean =>
  mspId === organisation && unit === '' && ['registrar', 'admin'].includes(role);

/** As an administrator writes it. */
type WrittenMember = Omit<Member, 'person'> & { readonly issuer: string; readonly sub: string };

/**
 * The organisation's list of its people, `enrolment/members.json`, which an administrator edits: a line for each unit in which somebody works, read each
 * time, so that a change takes effect at once. Lines that name an account have it blinded in the file as soon as they are read.
 */
export function membersFile(dataDir: string, people: Pick<People, 'tag'>) {
  const file = join(dataDir, 'enrolment', 'members.json');
  return {
    all(): readonly Member[] {
      if (!existsSync(file)) return [];
      const lines = JSON.parse(readFileSync(file, 'utf8')) as readonly (Member | WrittenMember)[];
      if (!lines.some((line) => 'sub' in line)) return lines as readonly Member[];
      const blinded = lines.map((line): Member => {
        if (!('sub' in line)) return line;
        const { issuer, sub, ...rest } = line;
        return { person: people.tag({ issuer, subject: sub } satisfies Person), ...rest };
      });
      replaceFile(file, `${JSON.stringify(blinded, null, 1)}\n`, 0o600);
      return blinded;
    },
  };
}
