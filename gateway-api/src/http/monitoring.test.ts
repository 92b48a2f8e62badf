/** Dashboard and alerts speak of measures that the gateway has, and leave none out. */
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from 'prom-client';
import { anchorMetrics } from '../anchor/anchor-metrics.ts';
import { operationsRoutes } from './operations-routes.ts';
import { logMetrics } from '../log/log-status.ts';
import { securityMetrics } from '../security/security-metrics.ts';

const read = (file: string): string =>
  readFileSync(join(import.meta.dirname, '../../../docs/monitoring', file), 'utf8');
let registry!: Registry;
operationsRoutes({} as never, (made) => {
  registry = made;
  logMetrics({} as never, made);
  anchorMetrics(made, () => ({}) as never);
  securityMetrics(made, new Map(), () => 0);
});
const known = new Set(
  registry
    .getMetricsAsArray()
    .flatMap(({ name, type }) => [
      name,
      ...(String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : []),
    ]),
);
/** Names of measures in an expression, without functions, labels and words of PromQL. */
const measuresIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:daunguon|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);

test('every panel of the dashboard shows something that is measured', () => {
  const { panels } = JSON.parse(read('grafana-dashboard.json')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  const shown = panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, names: measuresIn(expr) })));
  expect(shown.length).toBeGreaterThan(12);
  expect(shown.filter(({ names }) => names.length === 0 || !names.every((name) => known.has(name)))).toEqual([]);
});

test('every alert watches something that is measured, says what it means, and every gauge of trouble has one', () => {
  const alerts = read('alerts.yaml');
  const expressions = [...alerts.matchAll(/expr: (.+)/g)].map(([, expr]) => expr!);
  expect(expressions.filter((expr) => !measuresIn(expr).every((name) => known.has(name)))).toEqual([]);
  expect([...alerts.matchAll(/alert: /g)]).toHaveLength(expressions.length);
  expect([...alerts.matchAll(/summary: ['"].{20,}/g)]).toHaveLength(expressions.length);
  const troubles = [
    'daunguon_ledger_up',
    'daunguon_index_up',
    'daunguon_log_trouble',
    'daunguon_anchor_alarm',
    'daunguon_syslog_lost',
  ];
  expect(troubles.filter((name) => !expressions.some((expr) => expr.includes(name)))).toEqual([]);
});

test('every measure of ours is on the dashboard, watched by an alert, or told of', () => {
  const shown = ['monitoring/grafana-dashboard.json', 'monitoring/alerts.yaml', 'cosigning.md', 'operations.md']
    .map((file) => read(join('..', file)))
    .join('\n');
  const cosigners = readFileSync(join(import.meta.dirname, '../cosigner/main.ts'), 'utf8');
  const ours = [
    ...registry.getMetricsAsArray().map(({ name }) => name),
    ...[...cosigners.matchAll(/'(daunguon_[a-z_]+)'/g)].map(([, name]) => name!),
  ].filter((name) => name.startsWith('daunguon_'));
  expect(ours.length).toBeGreaterThan(15);
  expect(ours.filter((name) => !new RegExp(`${name}(?![a-z]|_(?!bucket|count|sum))`).test(shown))).toEqual([]);
});
