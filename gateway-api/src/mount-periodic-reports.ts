import { join } from 'node:path';
import type { Deps } from './deps.ts';
import type { CoveringLog } from './opendata/publish.ts';
import { openFigureCounters } from './periodic-reports/figure-counters.ts';
import type { PeriodicReportParts } from './periodic-reports/periodic-report-routes.ts';
import { reportDesk } from './periodic-reports/report-desk.ts';
import { ReportStore } from './periodic-reports/report-store.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

const dayMs = 86_400_000;
/** So that whoever opens a report waits for the versions of some seconds only. */
const countingMs = 5_000;

/** Periodic reports below the gateway's data; tests have a clock of their own. */
export function mountPeriodicReports(
  { config, store }: Pick<Deps, 'config' | 'store'>,
  log: CoveringLog,
  keys: Pick<SubjectKeys, 'tag'>,
  now: () => number = Date.now,
): PeriodicReportParts & { stop(): Promise<void> } {
  const reports = new ReportStore(join(config.dataDir, 'periodic-reports'));
  const tagOf = (subject: string): string => keys.tag({ issuer: config.issuer, subject });
  reports.blindDrafts(tagOf);
  reports.sweepDrafts(now());
  setInterval(() => reports.sweepDrafts(now()), dayMs).unref();
  const figures = openFigureCounters(join(config.dataDir, 'periodic-reports', 'figures.db'), store);
  const counting = setInterval(() => {
    figures.catchUp().catch((error: unknown) => console.error('figures of periodic reports', error));
  }, countingMs).unref();
  return {
    ...{ desk: reportDesk({ config, store, log, reports, figures, now }), reports, tagOf, now },
    stop: async () => {
      clearInterval(counting);
      await figures.close();
    },
  };
}
