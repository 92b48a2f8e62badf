import { Gauge, type Registry } from 'prom-client';
import type { AnchorStatus } from './anchor-status.ts';

/** Gauges of the anchor in an existing registry. */
export function anchorMetrics(registry: Registry, status: () => AnchorStatus): void {
  const gauge = (name: string, help: string, value: (now: AnchorStatus) => number): void => {
    new Gauge({
      name: `daunguon_anchor_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value(status()));
      },
    });
  };
  gauge('size', 'Leaves of the newest head on the EVM chain', ({ newest }) => Number(newest?.size ?? 0n));
  gauge('final', '1 when the newest head on the chain is final', ({ newest }) => (newest?.state === 'FINAL' ? 1 : 0));
  gauge('under_way', 'Anchors planned or sent and not yet mined', ({ rows }) =>
    (['PLANNED', 'SIGNED', 'SENT'] as const).reduce((sum, state) => sum + (rows[state] ?? 0), 0),
  );
  gauge('alarm', '1 when a person must look at the anchor', ({ alarm }) => (alarm ? 1 : 0));
}
