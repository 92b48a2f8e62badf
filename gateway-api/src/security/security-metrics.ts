import { Counter, Gauge, type Registry } from 'prom-client';
import type { SecurityEventKind } from './security-event.ts';

/** Security events by kind, and how many of them no collector took. */
export function securityMetrics(
  registry: Registry,
  counts: ReadonlyMap<SecurityEventKind, number>,
  lost: () => number,
): void {
  new Counter({
    ...{ name: 'daunguon_security_events_total', help: 'Security events by kind' },
    ...{ labelNames: ['kind'], registers: [registry] },
    collect() {
      this.reset();
      for (const [kind, count] of counts) this.inc({ kind }, count);
    },
  });
  new Gauge({
    ...{ name: 'daunguon_syslog_lost', help: 'Security events that the collector did not take', registers: [registry] },
    collect() {
      this.set(lost());
    },
  });
}
