import type { Router } from 'express';
import type { Registry } from 'prom-client';
import { consistencyProof, toBase64, type Bundle } from '@daunguon/proof';
import type { AnchorStatus } from './anchor/anchor-status.ts';
import type { Config } from './config.ts';
import type { GatewayLog } from './log/gateway-log.ts';
import { sha256 } from './log/log-store.ts';

/** The EVM anchor with what the rest of the gateway shows of it. */
export interface MountedAnchor {
  readonly routes: Router;
  status(): AnchorStatus;
  addMetrics(registry: Registry): void;
  /** The newest anchored head and the proof that the checkpoint of `size` leaves extends it; null where there is none. */
  ofCheckpoint(size: number): Bundle['anchor'];
  stop(): Promise<void>;
}

/** Anchors the log on the configured chain; undefined where none is configured. What it needs is not even loaded then. */
export async function mountAnchor({ evm, dataDir }: Config, log: GatewayLog): Promise<MountedAnchor | undefined> {
  if (evm === undefined) return undefined;
  const { openAnchor } = await import('./anchor/open-anchor.ts');
  const { anchorJson } = await import('./anchor/anchor-reference.ts');
  const { anchorRoutes } = await import('./anchor/anchor-routes.ts');
  const { anchorMetrics } = await import('./anchor/anchor-metrics.ts');
  const anchor = openAnchor(evm, dataDir, log, console.log);
  return {
    routes: anchorRoutes(() => anchor.status()),
    status: () => anchor.status(),
    addMetrics: (registry) => anchorMetrics(registry, () => anchor.status()),
    ofCheckpoint(size) {
      const { newest } = anchor.status();
      if (newest === undefined || newest.size > BigInt(size) || newest.size === 0n) return null;
      const proof = consistencyProof(newest.size, BigInt(size), log.store.nodes, sha256);
      return { ...anchorJson(newest), proof: proof.map((hash) => toBase64(hash)) };
    },
    stop: () => anchor.stop(),
  };
}
