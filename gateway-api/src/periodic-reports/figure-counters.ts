import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import {
  changesOf,
  figureKey,
  figuresMark,
  figureValue,
  heldAgainst,
  isCounted,
  periodAt,
  vietnamDate,
  type Figure,
  type FigureValue,
  type RecordState,
  type ReportPeriod,
} from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import { oneAtATime } from '../in-order.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { encodeCursor } from '../index-store/page-cursor.ts';
import { versionId } from '../index-store/version-keys.ts';
import { inTransaction } from '../sqlite/in-transaction.ts';

/** Figures of one height of the index: the same height gives the same, on every gateway and at any time. */
export interface ReadFigures {
  readonly height: number;
  readonly blockHash: string;
  /** Time of the newest record of that height, ISO 8601 UTC; no clock is read. */
  readonly asOf: string;
  readonly values: readonly FigureValue[];
}

/**
 * A counter for each figure, key, time of validity, quarter of the first version (`born`) and quarter in which it changed (`changed`): what stood
 * at the end of a quarter is the sum of all changes up to it. Amounts are two integers, so that sums are exact beyond 2^63.
 */
const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
CREATE TABLE IF NOT EXISTS counters (figure TEXT, key TEXT, holds_after TEXT, holds_until TEXT, born TEXT, changed TEXT,
  records INTEGER, billions INTEGER, units INTEGER,
  PRIMARY KEY (figure, born, key, holds_after, holds_until, changed)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), mark TEXT, height INTEGER, hash TEXT,
  block INTEGER, version TEXT, tx TEXT, time TEXT);`;

const billion = 1_000_000_000n;
const quarterOf = (ts: string): string => periodAt('quarter', vietnamDate(ts)).id;
const pageSize = 1000;

/** Up to where versions were counted: the newest one, and the block of the index up to which there is no other. */
interface Position {
  readonly height: number;
  readonly hash: string;
  readonly block: number;
  readonly version: string;
  readonly tx: string;
  readonly time: string;
}

/**
 * Counters of all figures of periodic reports in a file of its own, which follows from the index and may be deleted: each version of a record is
 * counted once, in the order of the ledger, and a page of counters answers what would else be a reading of every record.
 */
export function openFigureCounters(file: string, store: IndexStore) {
  const db = new DatabaseSync(file);
  db.exec(schema);
  const readPosition = db.prepare('SELECT * FROM position');
  const writePosition = db.prepare('INSERT OR REPLACE INTO position VALUES (1, ?, ?, ?, ?, ?, ?, ?)');
  const add = db.prepare(`INSERT INTO counters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
    SET records = records + excluded.records, billions = billions + excluded.billions, units = units + excluded.units`);
  // Records of one key count once: those keys of which some record counts.
  const inTime = "holds_after < $at AND (holds_until = '' OR holds_until >= $at)";
  const within = `figure = $figure AND born BETWEEN $from AND $to AND changed <= $to AND ${inTime}`;
  const readSum = db.prepare(`SELECT sum(billions) AS billions, sum(units) AS units FROM counters WHERE ${within}`);
  const readKeys = db.prepare(
    `SELECT count(*) AS units FROM (SELECT key FROM counters WHERE ${within} GROUP BY key HAVING sum(records) > 0)`,
  );
  for (const reading of [readSum, readKeys]) reading.setReadBigInts(true);

  const position = (): Position | undefined => {
    const row = readPosition.get();
    if (row?.['mark'] !== figuresMark) return undefined;
    const { height, hash, block, version, tx, time } = row as unknown as Position;
    return { height, hash, block, version, tx, time };
  };
  const clear = (): void => db.exec('DELETE FROM counters; DELETE FROM position');

  /** Of a record: its earlier version and the time of its first one. */
  const before = async ({ id, version, ts }: RecordState): Promise<{ state?: RecordState; bornAt: string }> => {
    if (version === 1) return { bornAt: ts };
    const [first, last] = await Promise.all(
      [1, version - 1].map((number) => store.get('versions', versionId(id, number))),
    );
    return { ...(last && { state: stateIn(last) }), bornAt: first === undefined ? ts : stateIn(first).ts };
  };
  /** Counts a page of versions and notes it as done, both or neither. */
  const count = async (docs: readonly StoredDoc[], height: number, hash: string): Promise<void> => {
    const rows: (string | bigint | number)[][] = [];
    for (const doc of docs) {
      const now = stateIn(doc);
      if (!isCounted(now)) continue;
      const { state, bornAt } = await before(now);
      const born = quarterOf(bornAt);
      const changed = [born, ...(state === undefined ? [] : [quarterOf(state.ts)]), quarterOf(now.ts)]
        .toSorted()
        .at(-1)!;
      for (const { figure, key, after, until, records, amount } of changesOf(state, now)) {
        rows.push([figure, key, after, until, born, changed, records, amount / billion, amount % billion]);
      }
    }
    const last = docs.at(-1) as StoredDoc;
    inTransaction(db, () => {
      for (const row of rows) add.run(...row);
      writePosition.run(figuresMark, height, hash, Number(last['blockNumber']), last._id, String(last['txId']), String(last['blockTime'])); // prettier-ignore
    });
  };
  /** Where to go on: from the beginning where the counters are of other figures, or of a ledger that the index does not hold. */
  const startingPoint = async (): Promise<Position | undefined> => {
    const at = position();
    const known = at && (await store.get('versions', at.version));
    if (at !== undefined && known?.['txId'] === at.tx) return at;
    clear();
    return undefined;
  };
  const follow = async (): Promise<Position | undefined> => {
    const top = await store.checkpoint();
    let at = await startingPoint();
    if (top === undefined || at?.height === top.number) return at;
    let after = at && encodeCursor({ value: at.block, id: at.version });
    do {
      const range = { field: 'blockNumber', to: top.number + 1 };
      const query = { range, sort: { field: 'blockNumber' }, limit: pageSize };
      const page = await store.find('versions', after === undefined ? query : { ...query, after });
      // A page may end within a block, whose rest comes with the next one.
      const reached = page.next === undefined ? top : { number: at?.height ?? -1, hash: at?.hash ?? '' };
      if (page.docs.length > 0) await count(page.docs, reached.number, reached.hash);
      else if (at !== undefined) writePosition.run(figuresMark, top.number, top.hash, at.block, at.version, at.tx, at.time); // prettier-ignore
      at = position();
      after = page.next;
      // Others are answered between two pages.
      await setImmediate();
    } while (after !== undefined);
    return at;
  };

  const valueOf = (figure: Figure, period: ReportPeriod, asOf: string): FigureValue => {
    const to = periodAt('quarter', period.until).id;
    const from = figure.when === 'at-end' ? '' : periodAt('quarter', period.from).id;
    const asked = { $figure: figureKey(figure), $from: from, $to: to, $at: heldAgainst(period, asOf) };
    const row = (figure.keyOf === undefined ? readSum : readKeys).get(asked) as {
      billions?: bigint | null;
      units: bigint | null;
    };
    return figureValue(figure, (row.billions ?? 0n) * billion + (row.units ?? 0n));
  };

  const inTurn = oneAtATime();
  return {
    /** Counts what came to the index since. */
    catchUp: (): Promise<unknown> => inTurn(follow),
    /** All figures of a period at the index's height; undefined while the index is empty. */
    read: (figures: readonly Figure[], period: ReportPeriod): Promise<ReadFigures | undefined> =>
      inTurn(async () => {
        const at = await follow();
        if (at === undefined) return undefined;
        const { height, hash: blockHash, time: asOf } = at;
        return { height, blockHash, asOf, values: figures.map((figure) => valueOf(figure, period, asOf)) };
      }),
    /** After what has begun. */
    close: (): Promise<void> => inTurn(async () => db.close()),
  };
}
export type FigureCounters = ReturnType<typeof openFigureCounters>;
