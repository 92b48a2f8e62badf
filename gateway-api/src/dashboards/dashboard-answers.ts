import { dashboardSlugs, measuresOf, type DashboardSlug, type Measure } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import type { Choice } from './dashboard-query.ts';
import { seriesOf } from './read-numbers.ts';
import type { Target, TargetStore } from './targets.ts';

/** What a measure is, for whoever shows it: Vietnamese and English. */
export const toldMeasure = ({ id, dashboard, type, title, unit, method, amount, kindOf, isProtected }: Measure) => ({
  ...{ id, dashboard, type, title, unit, method },
  ...(amount === undefined ? {} : { amountIn: { unit: amount.unit, decimals: amount.decimals } }),
  hasKinds: kindOf !== undefined,
  isProtected: isProtected === true,
});

const toldTarget = ({ version, value, of, year, source, setAt }: Target) => ({
  version,
  value,
  of,
  year,
  source,
  setAt,
});

export const targetOf = (targets: TargetStore, measure: string, year: number) => {
  const target = targets.of(measure, year);
  return target === undefined ? null : toldTarget(target);
};

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
    const target = targetOf(targets, measure.id, Number(choice.to.slice(0, 4)));
    items.push({ ...toldMeasure(measure), ...series, target });
  }
  return { slug, ...choice, items };
}
