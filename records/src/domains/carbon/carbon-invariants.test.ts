import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CarbonBlock } from './block-rules.ts';
import { auditCarbon } from './carbon-audit.ts';
import { idOf, tradingLedger, type MemoryLedger } from './carbon-fixtures.ts';
import type { MonitoringState } from './monitoring-rules.ts';

let start: MemoryLedger;
beforeAll(async () => {
  start = await tradingLedger();
});

describe('the audit sees what the rules would have prevented', () => {
  const block = () => start.record<CarbonBlock>('B1B');
  const withBlock = (body: Partial<CarbonBlock['body']>) => [
    ...start.history,
    { ...block(), version: 2, body: { ...block().body, ...body } },
  ];
  /** The issuance of 20 units from 5 on, as if four serials had been skipped. */
  const gap = () =>
    start.history.map((state) =>
      state.id === idOf('S2') ? { ...state, body: { ...(state.body as object), start: '5', end: '24' } } : state,
    );
  test.each<[string, string, () => readonly unknown[]]>([
    ['nothing on the ledger itself', '', () => start.history],
    ['a unit more than was issued', 'conservation', () => withBlock({ end: '28', quantity: '22' })],
    ['a count that forgets the last serial', 'ranges', () => withBlock({ quantity: '20' })],
    [
      'units that came back from retirement',
      'states',
      () => [...withBlock({ state: 'retired' }), { ...block(), version: 3 }],
    ],
    ['a retired block without certificate', 'retirement', () => withBlock({ state: 'retired' })],
    ['an export without approval', 'adjustment', () => withBlock({ state: 'exported' })],
    ['serials that no issuance took from the counter', 'ranges', () => gap()],
    ['the same batch issued twice', 'periods', () => [...start.history, { ...start.record('S1'), id: idOf('SX') }]],
    [
      'a verifier of the owner’s legal entity',
      'parties',
      () =>
        start.history.map((state) => {
          const { verification, ...rest } = state.body as MonitoringState['body'];
          if (state.type !== 'carbon/monitoring' || verification === undefined) return state;
          return { ...state, body: { ...rest, verification: { ...verification, legalEntity: '3600000001-002' } } };
        }),
    ],
  ])('%s', (_name, rule, history) => {
    const rules = new Set(auditCarbon(history() as never).findings.map((finding) => String(finding.rule)));
    if (rule === '') expect([...rules]).toEqual([]);
    else expect([...rules]).toContain(rule);
  });
});
