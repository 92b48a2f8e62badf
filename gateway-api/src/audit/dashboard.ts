import { auditCarbon, countedStates, type AuditReport } from '@daunguon/records';
import type { LeafHistory } from './leaf-history.ts';

export type Numbers = Readonly<Record<string, string>>;

export const numbersOf = ({ issued, totals }: AuditReport): Numbers => ({
  issued: String(issued),
  ...Object.fromEntries(countedStates.map((state) => [state, String(totals[state])])),
});

/** What a gateway's dashboard says, and the newest ledger block that changed any of it; -1 while nothing was issued. */
export interface Stated {
  readonly numbers: Numbers;
  readonly asOf: number;
}

/** Undefined where it does not answer, as a mirror does not. */
export async function dashboardOf(url: string): Promise<Stated | undefined> {
  try {
    const response = await fetch(`${url}/api/carbon/totals`, { signal: AbortSignal.timeout(10_000) });
    const { issued, totals, asOf = -1 } = (await response.json()) as { issued: string; totals: Numbers; asOf?: number };
    return response.ok ? { numbers: { issued, ...totals }, asOf } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The dashboard held against the log at the dashboard's own height: what came after it is left out, and a log that does not reach it says nothing.
 * Undefined: not comparable.
 */
export function differencesAt(history: LeafHistory, { numbers, asOf }: Stated): readonly string[] | undefined {
  if (history.block < asOf) return undefined;
  const then = history.versions.filter(({ block }) => block <= asOf).map(({ state }) => state);
  const proven = numbersOf(auditCarbon(then));
  return Object.keys({ ...proven, ...numbers }).flatMap((name) =>
    proven[name] === numbers[name]
      ? []
      : [`${name}: nhật ký/log ${proven[name] ?? '–'} ≠ bảng số liệu/dashboard ${numbers[name] ?? '–'}`],
  );
}
