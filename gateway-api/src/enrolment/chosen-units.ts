import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { People } from './people.ts';

/** In which of their units people work now, by their blinded account. */
export function chosenUnits(dataDir: string, people: Pick<People, 'tag'>) {
  const folder = join(dataDir, 'enrolment');
  const file = join(folder, 'chosen-units.json');
  const read = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const write = (chosen: Readonly<Record<string, string>>): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(file, JSON.stringify(chosen, null, 1), 0o600);
  };
  // An earlier version named the account itself.
  const earlier = Object.entries(read());
  if (earlier.some(([key]) => key.startsWith('[')))
    write(
      Object.fromEntries(
        earlier.map(([key, unit]) => {
          if (!key.startsWith('[')) return [key, unit];
          const [issuer = '', subject = ''] = JSON.parse(key) as string[];
          return [people.tag({ issuer, subject }), unit];
        }),
      ),
    );
  return {
    of: (person: string): string | undefined => read()[person],
    /** On disk before it is acknowledged. */
    choose: (person: string, unit: string): void => write({ ...read(), [person]: unit }),
  };
}
