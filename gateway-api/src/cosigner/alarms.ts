import { mkdirSync, readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFile } from '../durable-file.ts';

/** The last four are a mirror's: bytes that were served and contradict a signed checkpoint. */
const alarmKinds = ['root', 'fork', 'uncovered', 'no-state', 'recall', 'checkpoint', 'tile', 'leaf', 'body'] as const;
export type AlarmKind = (typeof alarmKinds)[number];
export interface Alarm {
  readonly kind: AlarmKind;
  readonly origin: string;
  /** Size that it is about. */
  readonly size: number;
  readonly text: string;
  /** What proves it to others: signed notes, leaves. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Whoever holds the log's key could make alarms without end; a thousand of one kind say all that there is to say. */
const mostOfAKind = 1000;

/** Alarms of a cosigner or mirror, one file each with its evidence, kept for ever. The same alarm is raised once. */
export class Alarms {
  readonly #dir: string;
  readonly #now: () => number;
  readonly #say: (line: string) => void;
  /** How many files there are of each kind. */
  readonly #ofKind = new Map<AlarmKind, number>();

  /** `now`: milliseconds since 1970; `say` hears of each new alarm. */
  constructor(dir: string, now: () => number, say: (line: string) => void) {
    this.#dir = dir;
    this.#now = now;
    this.#say = say;
    mkdirSync(dir, { recursive: true });
    for (const name of readdirSync(dir)) {
      const kind = alarmKinds.find((one) => name.startsWith(`${one}-`));
      if (kind !== undefined) this.#count(kind);
    }
  }

  raise(alarm: Alarm, about = String(alarm.size)): void {
    const file = join(this.#dir, `${alarm.kind}-${about}.json`);
    if (existsSync(file)) return;
    if ((this.#ofKind.get(alarm.kind) ?? 0) >= mostOfAKind) return;
    const at = new Date(this.#now()).toISOString();
    if (!createFile(file, `${JSON.stringify({ at, ...alarm }, null, 2)}\n`)) return;
    this.#count(alarm.kind);
    this.#say(`ALARM ${alarm.kind}: ${alarm.text}`);
  }

  #count(kind: AlarmKind): void {
    this.#ofKind.set(kind, (this.#ofKind.get(kind) ?? 0) + 1);
  }

  list(): readonly (Alarm & { at: string })[] {
    return readdirSync(this.#dir)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(this.#dir, name), 'utf8')) as Alarm & { at: string })
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}
