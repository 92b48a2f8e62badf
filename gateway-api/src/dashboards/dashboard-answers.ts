import { dashboardSlugs, measuresOf, type DashboardSlug, type Measure } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import type { Choice } from './dashboard-query.ts';
import { seriesOf } from './read-numbers.ts';
import type { TargetStore } from './targets.ts';

/** What a measure is, for whoever shows it: Vietnamese and English. */
export const toldMeasure = ({ id, dashboard, type, title, unit, method, amount, kindOf, isProtected }: Measure) => ({
  ...{ id, dashboard, type, title, unit, method },
  ...(amount === undefined ? {} : { amountIn: { unit: amount.unit, decimals: amount.decimals } }),
  hasKinds: kindOf !== undefined,
  isProtected: isProtected === true,
});

/** What is aimed at in a year, and how much of it is reached: `reached` in the measure's own unit, of the whole province. Null: no target. */
export async function targetOf(store: IndexStore, targets: TargetStore, measure: Measure, year: number) {
  const target = targets.of(measure.id, year);
  if (target === undefined) return null;
  const { version, value, of, source, setAt } = target;
  const series = await seriesOf(store, measure, { from: `${year}-01`, to: `${year}-12` });
  const reached = of === 'records' ? series.records : (series.amount ?? 0) / 10 ** (measure.amount?.decimals ?? 0);
  return { version, value, of, year, source, setAt, reached };
}

/** @throws HttpProblem `dashboard/not-found` */
export function dashboardOf(slug: string): DashboardSlug {
  const found = dashboardSlugs.find((one) => one === slug);
  if (found === undefined) throw new HttpProblem('dashboard/not-found', slug);
  return found;
}

/** Every measure of a dashboard: its number in the span, by month, and what is aimed at in the span's last year. */
export async function dashboardAnswer(store: IndexStore, targets: TargetStore, slug: DashboardSlug, choice: Choice) {
  const items = [];
  for (const measure of measuresOf(slug)) {
    const series = await seriesOf(store, measure, choice);
    const target = await targetOf(store, targets, measure, Number(choice.to.slice(0, 4)));
    items.push({ ...toldMeasure(measure), ...series, target });
  }
  return { slug, ...choice, items };
}
