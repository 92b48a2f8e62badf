import type { Answer, ItemOf } from '../api/asked.ts';

type DashboardAnswer = Answer<'/api/dashboards/{slug}'>;
export type MeasureNumbers = DashboardAnswer['items'][number];
export type Numbers = Pick<MeasureNumbers, 'records' | 'amount'>;
export type MeasureAnswer = Answer<'/api/dashboards/measures/{measure}'>;
export type Cell = MeasureAnswer['kinds'][number];
export type BehindLine = ItemOf<'/api/dashboards/measures/{measure}/records'>;
