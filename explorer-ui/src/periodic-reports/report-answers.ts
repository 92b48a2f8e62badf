import type { Narrative, Reminder, ReportPeriod } from '@daunguon/records';

/** Answers of the gateway's `/api/periodic-reports` (`gateway-api/src/openapi/periodic-report-operations.ts`). */
export interface Said {
  readonly vi: string;
  readonly en: string;
}
export interface ReportLine {
  readonly task: string;
  readonly row: string | null;
  readonly title: Said;
  readonly lead: string;
  readonly period: ReportPeriod;
  readonly reminder: Reminder;
  readonly mayWrite: boolean;
  readonly drafts: number;
  readonly finals: number;
}
export interface ReportList {
  readonly today: string;
  readonly items: readonly ReportLine[];
}
export interface FigureAnswer {
  readonly id: string;
  readonly title: Said;
  readonly unit: Said;
  readonly value: string | null;
  readonly isHeldBack: boolean;
  readonly query: { readonly type: string; readonly when: 'during' | 'at-end'; readonly method: Said };
}
export interface FileAnswer {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly standing: readonly { readonly id: string; readonly unitName: string }[];
}
export const reportFormats = ['pdf', 'docx', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];
export interface FinalAnswer {
  readonly version: number;
  readonly at: string;
  readonly reason: string | null;
  readonly files: Readonly<Record<ReportFormat, FileAnswer>>;
  readonly signed: readonly (FileAnswer & { readonly version: number })[];
}
export interface ReportAnswer {
  readonly content: {
    readonly title: Said;
    readonly row: string | null;
    readonly lead: { readonly name: string };
    readonly period: ReportPeriod;
    readonly height: number;
    readonly asOf: string;
    readonly readAt: string;
    readonly checkpoint: { readonly size: number; readonly root: string } | null;
    readonly figures: readonly FigureAnswer[];
    readonly narrative: Narrative;
  };
  readonly today: string;
  readonly reminder: Reminder;
  readonly mayWrite: boolean;
  readonly maySign: boolean;
  readonly drafts: readonly { readonly version: number; readonly savedAt: string; readonly mine: boolean }[];
  readonly finals: readonly FinalAnswer[];
}
export interface BehindAnswer {
  readonly title: Said;
  readonly unit: Said;
  readonly method: Said;
  readonly type: string;
  readonly decimals: number;
  readonly isProtected: boolean;
  readonly countsOnce: boolean;
  readonly period: ReportPeriod;
  readonly task: { readonly id: string; readonly title: Said };
  readonly items: readonly {
    readonly id: string;
    readonly type: string;
    readonly version: number;
    readonly recordedAt: string;
    readonly adds: string;
  }[];
  readonly next?: string;
}
