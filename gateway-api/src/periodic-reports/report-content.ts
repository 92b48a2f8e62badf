import {
  instantsOf,
  type Bilingual,
  type Figure,
  type FigureValue,
  type Narrative,
  type ReportPeriod,
  type ReportTask,
} from '@daunguon/records';

interface Said {
  readonly vi: string;
  readonly en: string;
}
const said = ([vi, en]: Bilingual): Said => ({ vi, en });

/** One number with all that it takes to read it again. */
export interface ReportedFigure extends FigureValue {
  readonly title: Said;
  readonly unit: Said;
  readonly query: {
    readonly type: string;
    readonly when: Figure['when'];
    /** First instant, and the first after the period (ISO 8601 UTC). */
    readonly from: string;
    readonly until: string;
    readonly method: Said;
  };
  /** Page of the workspaces with the records behind it. */
  readonly address: string;
}

/** Where in the ledger the figures were read. */
export interface ReadFrom {
  readonly height: number;
  readonly blockHash: string;
  /** Time of the newest record of that height. */
  readonly asOf: string;
  /** The cosigned checkpoint that covers it (number of leaves, root in base64); null while none does. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}

/** A report as it is shown, printed and kept: the one source of its JSON, PDF and DOCX. */
export interface ReportContent extends ReadFrom {
  readonly schema: 'daunguon/periodic-report/v1';
  readonly task: string;
  readonly row: string | null;
  readonly title: Said;
  readonly lead: { readonly mspId: string; readonly name: string };
  readonly period: ReportPeriod;
  readonly readAt: string;
  readonly figures: readonly ReportedFigure[];
  readonly narrative: Narrative;
  /** Null while it is a draft. */
  readonly final: { readonly version: number; readonly at: string; readonly reason: string | null } | null;
}

export interface ReportParts {
  readonly task: ReportTask;
  readonly period: ReportPeriod;
  readonly leadName: string;
  readonly explorerUrl: string;
  readonly readAt: string;
  readonly readFrom: ReadFrom;
  readonly values: readonly FigureValue[];
  readonly narrative: Narrative;
  readonly final: ReportContent['final'];
}

const figureAddress = (explorerUrl: string, task: string, period: string, figure: string): string =>
  `${explorerUrl}/periodic-reports/${task}/${period}/${figure}`;

export function reportContent({
  task,
  period,
  leadName,
  explorerUrl,
  readFrom,
  values,
  ...rest
}: ReportParts): ReportContent {
  const byId = new Map(values.map((value) => [value.id, value]));
  const figures = task.figures.map(({ id, title, unit, method, type, when }): ReportedFigure => ({
    ...(byId.get(id) ?? { id, value: null, isHeldBack: false }),
    ...{ title: said(title), unit: said(unit) },
    query: { type, when, ...instantsOf(period), method: said(method) },
    address: figureAddress(explorerUrl, task.id, period.id, id),
  }));
  return {
    ...{ schema: 'daunguon/periodic-report/v1', task: task.id, row: task.row ?? null, title: said(task.title) },
    ...{ lead: { mspId: task.lead, name: leadName }, period, ...readFrom, figures, ...rest },
  };
}
