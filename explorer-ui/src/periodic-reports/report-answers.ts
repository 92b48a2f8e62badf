import type { Answer } from '../api/asked.ts';

type ReportList = Answer<'/api/periodic-reports'>;
export type ReportLine = ReportList['items'][number];
export type Said = ReportLine['title'];
type ReportAnswer = Answer<'/api/periodic-reports/{task}/{period}'>;
export type FigureAnswer = ReportAnswer['content']['figures'][number];
export type FinalAnswer = ReportAnswer['finals'][number];
export const reportFormats = ['pdf', 'docx', 'json'] as const satisfies readonly (keyof FinalAnswer['files'])[];
export type ReportFormat = keyof FinalAnswer['files'];
export type FileAnswer = FinalAnswer['files'][ReportFormat];
