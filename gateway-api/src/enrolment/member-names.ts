import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { People } from './people.ts';

/** Names of members, as their sign-in said them last, by their blinded account. */
export interface MemberNames {
  /** Undefined where nobody signed in yet, or the person was erased. */
  of(person: string): string | undefined;
  /** On disk before it returns; without a name nothing is kept. */
  keep(person: string, name: string): void;
  forget(person: string): void;
}

const about = (person: string): string => `daunguon/member-name/v1 ${person}`;

/** Each lies in `enrolment/names.json` under the person's own key, which their erasure destroys. */
export function memberNames(dataDir: string, people: Pick<People, 'seal' | 'open'>): MemberNames {
  const folder = join(dataDir, 'enrolment');
  const file = join(folder, 'names.json');
  const read = (): Readonly<Record<string, string>> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const write = (names: Readonly<Record<string, string>>): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(file, JSON.stringify(names, null, 1), 0o600);
  };
  const of = (person: string): string | undefined => {
    const sealed = read()[person];
    return sealed === undefined ? undefined : people.open(person, sealed, about(person));
  };
  return {
    of,
    keep(person, name) {
      if (name !== '' && of(person) !== name) write({ ...read(), [person]: people.seal(person, name, about(person)) });
    },
    forget(person) {
      const { [person]: known, ...others } = read();
      if (known !== undefined) write(others);
    },
  };
}
