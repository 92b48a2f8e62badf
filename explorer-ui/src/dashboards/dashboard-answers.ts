/** What `/api/dashboards/…` answers (gateway-api/src/openapi/dashboard-operations.ts). */
type Both = readonly [vi: string, en: string];

export interface Numbers {
  /** Null: held back because it is small. */
  readonly records: number | null;
  readonly amount: number | null;
}
export interface Target {
  readonly version: number;
  readonly value: number | null;
  readonly of: 'records' | 'amount';
  readonly year: number;
  readonly source: string;
  readonly setAt: string;
  /** In the measure's unit, of the whole province since the year began. */
  readonly reached: number | null;
}
export interface MeasureNumbers extends Numbers {
  readonly id: string;
  readonly dashboard: string;
  readonly type: string;
  readonly title: Both;
  readonly unit: Both;
  readonly method: Both;
  readonly amountIn?: { readonly unit: Both; readonly decimals: number };
  readonly hasKinds: boolean;
  readonly isProtected: boolean;
  readonly isAtLeast: boolean;
  readonly months: readonly (Numbers & { readonly month: string })[];
  readonly target: Target | null;
}
export interface DashboardAnswer {
  readonly slug: string;
  readonly from: string;
  readonly to: string;
  readonly commune?: string;
  readonly items: readonly MeasureNumbers[];
}
export interface Cell {
  readonly key: string;
  readonly records: number;
  readonly amount: number;
}
export interface MeasureAnswer extends MeasureNumbers {
  readonly from: string;
  readonly to: string;
  readonly commune?: string;
  readonly kind?: string;
  readonly communes: readonly Cell[];
  readonly kinds: readonly Cell[];
  readonly days: readonly Cell[];
  readonly maySetTarget: boolean;
}
export interface BehindLine {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly day: string;
  readonly commune: string;
  readonly kind: string;
  readonly amount: number;
  readonly txId: string;
  readonly blockNumber: number;
}

/** `GET /api/dashboards/measures/:measure/statuses`: records of the measure's type as they stand now. */
export interface StatusesAnswer {
  readonly type: string;
  readonly items: readonly { readonly status: string; readonly records: number }[];
}
