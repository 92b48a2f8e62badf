import { join } from 'node:path';
import { NumberedEntries } from '../log/numbered-entries.ts';

/** What a department aims at in a year; a later version takes the place of the one before. */
export interface Target {
  readonly version: number;
  readonly measure: string;
  readonly year: number;
  /** Of what is counted: records, or the measure's amount in its unit. Null: there is no target any more. */
  readonly value: number | null;
  readonly of: 'records' | 'amount';
  /** The plan or decision that says so. */
  readonly source: string;
  readonly setAt: string;
  readonly by: { readonly msp: string; readonly role: string };
}

/** Which organisation leads a dashboard, and so sets its targets. */
export const leads = {
  ...{ origin: 'AgriMSP', ocop: 'AgriMSP', carbon: 'AgriMSP', credential: 'EduMSP', health: 'HealthMSP' },
  ...{ heritage: 'CultureMSP', registry: 'TechMSP' },
} as const;

/** Targets by measure and year, every version kept. */
export class TargetStore {
  readonly #entries: NumberedEntries<Target>;

  constructor(dataDir: string) {
    this.#entries = new NumberedEntries(join(dataDir, 'dashboards', 'targets'));
  }

  of(measure: string, year: number): Target | undefined {
    return this.#entries.newest(`${measure}-${year}`);
  }

  /** Undefined when somebody set another after version `base`. */
  set(target: Omit<Target, 'version'>, base: number): Target | undefined {
    const name = `${target.measure}-${target.year}`;
    if ((this.#entries.newest(name)?.version ?? 0) !== base) return undefined;
    return this.#entries.add(name, target);
  }
}
