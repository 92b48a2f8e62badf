import {
  emptyNarrative,
  periodAt,
  periodBefore,
  periodKinds,
  reminderOn,
  reportTasks,
  vietnamDate,
  type Narrative,
  type Reminder,
  type ReportPeriod,
  type ReportTask,
} from '@daunguon/records';
import type { Config } from '../config.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import type { CoveringLog } from '../opendata/publish.ts';
import type { OpenReport } from '../webhooks/reminder-source.ts';
import type { FigureCounters } from './figure-counters.ts';
import { reportContent, type ReadFrom, type ReportContent } from './report-content.ts';
import { reportDocx } from './report-docx.ts';
import { reportPdf } from './report-pdf.ts';
import type { ReportFormat, ReportStore } from './report-store.ts';

export interface DeskDeps {
  readonly config: Pick<Config, 'explorerUrl' | 'verifierUrl'>;
  readonly store: IndexStore;
  readonly log: CoveringLog;
  readonly reports: ReportStore;
  readonly figures: Pick<FigureCounters, 'read'>;
  readonly now: () => number;
}

/** How many past periods of each kind a list goes back. */
const shownBack = { quarter: 4, half: 2 } as const;

/** Where reports are put together: what is due, figures from the ledger beside the words of a draft, and the files of both. */
export function reportDesk({ config, store, log, reports, figures, now }: DeskDeps) {
  const today = (): string => vietnamDate(now());

  const startedAt = async (): Promise<string | undefined> => {
    const { docs } = await store.find('versions', { sort: { field: 'blockNumber' }, limit: 1 });
    return docs[0] === undefined ? undefined : String(docs[0]['blockTime']);
  };
  const reminder = async (task: ReportTask, period: ReportPeriod): Promise<Reminder> => {
    const isFinal = reports.finalsOf(task.id, period.id).length > 0;
    return reminderOn(period, today(), { isFinal, startedAt: await startedAt() });
  };
  /** Newest first: the running period of each kind and those before it. */
  const periods = (): readonly ReportPeriod[] => {
    const found = periodKinds.flatMap((kind) => {
      const list = [periodAt(kind, today())];
      while (list.length <= shownBack[kind]) list.push(periodBefore(list.at(-1) as ReportPeriod));
      return list;
    });
    return found.sort((a, b) => (a.until === b.until ? (a.id < b.id ? -1 : 1) : a.until < b.until ? 1 : -1));
  };
  const leadName = async ({ lead }: ReportTask): Promise<string> => {
    const { docs } = await store.find('records', { equals: { type: 'registry/organisation' }, limit: 1000 });
    const bodies = docs.map((doc) => (doc['state'] as { body?: { mspId?: string; name?: string } }).body);
    return bodies.find((body) => body?.mspId === lead)?.name ?? lead;
  };
  const checkpointAt = (height: number): ReadFrom['checkpoint'] => {
    const size = log.store.mark(height)?.size;
    const covering = size === undefined ? undefined : log.covering(size);
    return covering === undefined ? null : { size: covering.size, root: Buffer.from(covering.root).toString('base64') };
  };
  /** Undefined while the index is empty. */
  const content = async (
    task: ReportTask,
    period: ReportPeriod,
    narrative: Narrative,
    final: ReportContent['final'] = null,
  ): Promise<ReportContent | undefined> => {
    const read = await figures.read(task.figures, period);
    if (read === undefined) return undefined;
    const { values, ...at } = read;
    return reportContent({
      ...{ task, period, narrative, final, values, leadName: await leadName(task), explorerUrl: config.explorerUrl },
      ...{ readAt: new Date(now()).toISOString(), readFrom: { ...at, checkpoint: checkpointAt(at.height) } },
    });
  };
  /** What somebody is to be reminded of today. */
  const open = async (): Promise<readonly OpenReport[]> => {
    const [day, started] = [today(), await startedAt()];
    return reportTasks.flatMap(({ id: task, lead, title: [vi, en] }) =>
      periods().flatMap((period): OpenReport[] => {
        const isFinal = reports.finalsOf(task, period.id).length > 0;
        const state = reminderOn(period, day, { isFinal, startedAt: started });
        if (state !== 'soon' && state !== 'overdue') return [];
        const page = `${config.explorerUrl}/periodic-reports/${task}/${period.id}`;
        return [{ task, title: { vi, en }, lead, period: period.id, due: period.due, state, page }];
      }),
    );
  };
  const files: Readonly<Record<ReportFormat, (of: ReportContent) => Promise<Buffer>>> = {
    pdf: (of) => reportPdf(of, config.verifierUrl),
    docx: (of) => reportDocx(of, config.verifierUrl),
    json: async (of) => Buffer.from(`${JSON.stringify(of, null, 1)}\n`),
  };
  const draftOf = (task: ReportTask, period: ReportPeriod): Narrative =>
    reports.draftsOf(task.id, period.id)[0]?.narrative ?? emptyNarrative;
  return { today, reminder, periods, content, files, draftOf, open };
}
export type ReportDesk = ReturnType<typeof reportDesk>;
