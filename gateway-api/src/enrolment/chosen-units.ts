import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In which of their units people work now. */
export function chosenUnits(dataDir: string) {
  const folder = join(dataDir, 'enrolment');
  const file = join(folder, 'chosen-units.json');
  const key = (issuer: string, subject: string): string => JSON.stringify([issuer, subject]);
  const read = (): Record<string, string> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return {
    of: (issuer: string, subject: string): string | undefined => read()[key(issuer, subject)],
    /** On disk before it is acknowledged. */
    choose: (issuer: string, subject: string, unit: string): void => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify({ ...read(), [key(issuer, subject)]: unit }, null, 1));
      renameSync(`${file}.new`, file);
    },
  };
}
