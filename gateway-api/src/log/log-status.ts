import { Gauge, type Registry } from 'prom-client';
import { openCheckpoint, toBase64, type OpenedCheckpoint } from '@daunguon/proof';
import type { GatewayLog } from './gateway-log.ts';
import { verifyEd25519Natively } from './native-ed25519.ts';

/** The log for an operations page: `GET /api/registry/log-status`. */
export interface LogStatus {
  readonly origin: string | null;
  /** Last block and number of leaves that were derived. */
  readonly block: number;
  readonly size: number;
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    /** When the cosigners signed it, by their own clocks. */
    readonly cosigned: Readonly<Record<string, string>>;
  } | null;
  /** Size of the checkpoint that was put on the ledger last since the gateway started; 0 before. */
  readonly recorded: number;
  /** Derived leaves that no published checkpoint covers. */
  readonly waiting: number;
  readonly cosigners: readonly { readonly name: string; readonly url: string | null; readonly state: string }[];
  /** What stands in the way of publishing, if anything. */
  readonly trouble: string | null;
}

export function logStatus(log: GatewayLog): LogStatus {
  const head = log.head();
  const tlog = log.policy()?.tlog;
  const states = log.cosigners();
  let opened: OpenedCheckpoint | undefined;
  if (head !== undefined && tlog !== undefined) opened = openCheckpoint(head.note, tlog, verifyEd25519Natively);
  const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();
  return {
    origin: log.signer()?.name ?? null,
    block: log.store.last()?.number ?? -1,
    size: log.store.size(),
    checkpoint: head
      ? {
          size: head.size,
          root: toBase64(head.root),
          cosigned: Object.fromEntries([...(opened?.cosigned ?? [])].map(([name, time]) => [name, iso(time)])),
        }
      : null,
    recorded: log.recorded(),
    waiting: log.store.size() - (head?.size ?? 0),
    cosigners: [...(tlog?.witnesses ?? [])].map(([name, { url }]) => ({
      ...{ name, url: url ?? null },
      state: states.get(name) ?? 'unknown',
    })),
    trouble: log.trouble() || (tlog === undefined ? 'no trust policy' : null),
  };
}

/** The same as Prometheus metrics. */
export function logMetrics(log: GatewayLog, registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      ...{ name: `daunguon_log_${name}`, help, registers: [registry] },
      collect() {
        this.set(read());
      },
    });
  };
  gauge('leaves', 'Leaves derived from the own peer', () => log.store.size());
  gauge('block', 'Last block that was derived', () => log.store.last()?.number ?? -1);
  gauge('published_leaves', 'Leaves that the newest published checkpoint covers', () => log.head()?.size ?? 0);
  gauge('waiting_leaves', 'Derived leaves that no published checkpoint covers', () => logStatus(log).waiting);
  gauge('trouble', '1 while something stands in the way of publishing', () => Number(logStatus(log).trouble !== null));
  new Gauge({
    ...{ name: 'daunguon_log_cosigner_signed', help: '1 for a cosigner that signed in the last round' },
    ...{ labelNames: ['cosigner'], registers: [registry] },
    collect() {
      for (const [name, state] of log.cosigners()) this.set({ cosigner: name }, Number(state === 'signed'));
    },
  });
}
