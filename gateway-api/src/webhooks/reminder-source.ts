import { vietnamDate } from '@daunguon/records';
import type { MessageSource } from './webhook-worker.ts';

/** A periodic report that is to be handed in soon, or should have been. */
export interface OpenReport {
  readonly task: string;
  readonly title: { readonly vi: string; readonly en: string };
  /** Organisation that leads the task. */
  readonly lead: string;
  readonly period: string;
  /** Last day to hand it in, YYYY-MM-DD. */
  readonly due: string;
  readonly state: 'soon' | 'overdue';
  /** Page of the report in the workspaces. */
  readonly page: string;
}

/** A day, and what was told by its end: each report is told of once when it comes near, and once when its day has passed. */
interface Told {
  readonly day: string;
  readonly open: readonly string[];
}
export const reminderStart = JSON.stringify({ day: '', open: [] } satisfies Told);

/** One message for each report whose state has changed since yesterday, looked at once a day in Vietnam's time; the first time: all that are open. */
export const reminderSource = (openReports: () => Promise<readonly OpenReport[]>): MessageSource => ({
  async next({ cursor }, now) {
    const told = JSON.parse(cursor) as Told;
    const day = vietnamDate(now);
    if (told.day === day) return { messages: [], cursor };
    const named = (await openReports()).map((report) => ({
      report,
      about: `${report.task} ${report.period} ${report.state}`,
    }));
    return {
      messages: named
        .filter(({ about }) => !told.open.includes(about))
        .map(({ report, about }) => ({
          ...{ about, rows: 0 },
          body: JSON.stringify({
            type: `report.${report.state}`,
            timestamp: new Date(now).toISOString(),
            data: report,
          }),
        })),
      cursor: JSON.stringify({ day, open: named.map(({ about }) => about) } satisfies Told),
    };
  },
});
