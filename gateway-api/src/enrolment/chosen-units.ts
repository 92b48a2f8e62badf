import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { People } from './people.ts';

/** A unit, and as what somebody works there; an earlier version kept the unit alone. */
export interface ChosenUnit {
  readonly unit: string;
  readonly role?: string;
}

/** In which of their units people work now, and as what, by their blinded account. */
export function chosenUnits(dataDir: string, people: Pick<People, 'tag'>) {
  const folder = join(dataDir, 'enrolment');
  const file = join(folder, 'chosen-units.json');
  const read = (): Record<string, ChosenUnit> => {
    if (!existsSync(file)) return {};
    const kept = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, ChosenUnit | string>);
    return Object.fromEntries(kept.map(([person, one]) => [person, typeof one === 'string' ? { unit: one } : one]));
  };
  const write = (chosen: Readonly<Record<string, ChosenUnit>>): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(file, JSON.stringify(chosen, null, 1), 0o600);
  };
  // An earlier version named the account itself.
  const earlier = Object.entries(read());
  if (earlier.some(([key]) => key.startsWith('[')))
    write(
      Object.fromEntries(
        earlier.map(([key, one]) => {
          if (!key.startsWith('[')) return [key, one];
          const [issuer = '', subject = ''] = JSON.parse(key) as string[];
          return [people.tag({ issuer, subject }), one];
        }),
      ),
    );
  return {
    of: (person: string): ChosenUnit | undefined => read()[person],
    /** On disk before it is acknowledged. */
    choose: (person: string, { unit, role }: Required<ChosenUnit>): void =>
      write({ ...read(), [person]: { unit, role } }),
  };
}
