import { verify } from '@daunguon/proof';
import type { TrustPolicy, Verification } from '@daunguon/proof';
import { provenDates } from '@daunguon/proof/dates';
import type { DatedLeaf } from '@daunguon/proof/dates';
import { vietnamDate } from '@daunguon/records';
import { statusOnDay } from '@daunguon/records/valid-on';
import type { DayStatus } from '@daunguon/records/valid-on';
import type { KnownHead } from './look-up.ts';
import { sourcesOf, sourceTimeoutMs } from './source.ts';
import type { GetJson, Source } from './source.ts';

/** One proven version, and between which times it is proven to have come to be. */
export interface PastVersion extends DatedLeaf {
  status: string;
  /** As its writer claimed it, ISO 8601. */
  ts: string;
  body?: unknown;
}

/** All versions of a record, oldest first, as of a time in milliseconds. */
export interface RecordPast {
  id: string;
  type: string;
  versions: readonly PastVersion[];
  asOf: number;
}

export interface PastInput {
  policy: TrustPolicy;
  now: number;
  known: KnownHead | null;
  getJson: GetJson;
}

/** Asks the gateways, then the mirrors, for all versions with what dates them; null where none proves every one. Never throws. */
export async function pastOf(id: string, input: PastInput): Promise<RecordPast | null> {
  for (const source of sourcesOf(input.policy)) {
    const past = readPast(id, await ask(source, id, input), input);
    if (past !== null) return past;
  }
  return null;
}

/** What a bundle with `history` and `dates` proves; null unless that is every version. */
function readPast(id: string, bundle: unknown, { policy, now, known }: PastInput): RecordPast | null {
  const verification = verify({ bundle, id, policy, now, ...(known === null ? {} : { lastHead: known }) });
  const { record, standing, statusTime, history } = verification;
  if (record === undefined || standing?.absent !== false || statusTime === undefined) return null;
  const dates = new Map(provenDates(bundle, policy, now).map((date) => [date.n, date]));
  const versions = [newest(verification, record), ...history].flatMap(({ leaf, body }) => {
    const { n, status, ts } = leaf;
    const date = dates.get(n);
    return date === undefined ? [] : [{ ...date, status, ts, ...(body === undefined ? {} : { body }) }];
  });
  return versions.length === record.n
    ? { id, type: record.type, versions: versions.reverse(), asOf: statusTime }
    : null;
}

/** What was so on a day (YYYY-MM-DD) in Việt Nam; undefined for a day that had not begun when the versions were proven. */
export function standingOn({ versions, asOf }: RecordPast, date: string): DayStatus | undefined {
  return statusOnDay(versions, date, asOf);
}

/** The last day (YYYY-MM-DD, in Việt Nam) that can be asked about. */
export function lastDay({ asOf }: RecordPast): string {
  return vietnamDate(asOf);
}

function newest({ body }: Verification, leaf: NonNullable<Verification['record']>) {
  return { leaf, ...(body === undefined ? {} : { body }) };
}

async function ask({ url }: Source, id: string, { known, getJson }: PastInput): Promise<unknown> {
  const from = (size: bigint) => getJson(`${url}/r/${id}?from=${size}&history=1&dates=1`, sourceTimeoutMs);
  const first = await from(known?.size ?? 0n);
  const answer = first?.status === 409 ? await from(0n) : first;
  return answer?.json;
}
