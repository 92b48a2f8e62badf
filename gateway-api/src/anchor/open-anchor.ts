import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anchorKey } from './anchor-key.ts';
import { anchorLoop } from './anchor-loop.ts';
import { anchorReference, type AnchorReference } from './anchor-reference.ts';
import { anchorStatus, type AnchorStatus } from './anchor-status.ts';
import { openAnchorStore } from './anchor-store.ts';
import { AnchorWorker, type HeadReader } from './anchor-worker.ts';
import type { EvmConfig } from './evm-config.ts';
import { fundTestKey, isTestChain } from './fund-test-key.ts';
import { jsonRpc } from './json-rpc.ts';

/** The anchor as the rest of the gateway knows it. */
export interface Anchor {
  /** The smallest anchored head that covers `size` leaves of this log, a final one where there is one. */
  anchorOf(origin: string, size: bigint): AnchorReference | undefined;
  status(): AnchorStatus;
  /** Ends after the step under way; what is unfinished goes on at the next start. */
  stop(): Promise<void>;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

/** Starts anchoring in the background. A node that is down delays anchors and nothing else. @throws on a bad key file */
export function openAnchor(config: EvmConfig, dataDir: string, log: HeadReader, say: (line: string) => void): Anchor {
  const wallet = anchorKey(config.keyFile ?? join(dataDir, 'evm', 'anchor.key'), config.keyFile === undefined);
  const store = openAnchorStore(join(dataDir, 'evm', 'anchors.db'), randomUUID(), Date.now);
  const rpc = jsonRpc(config.rpcUrl);
  const { contract } = config;
  const worker = new AnchorWorker({
    rpc,
    wallet,
    contract,
    store,
    log,
    policy: {
      everySeconds: config.everySeconds,
      maxFeePerGasWei: config.maxFeePerGasWei,
      bumpAfterSeconds: config.bumpAfterSeconds,
    },
    now: Date.now,
  });
  const status = (): AnchorStatus => {
    const { scope, wait, error } = worker;
    const chainId = scope === undefined ? undefined : Number(scope.chain.split('/')[0]);
    const origin = log.latest()?.origin;
    const newest = scope && origin !== undefined ? store.newestMined(scope, contract, origin) : undefined;
    return anchorStatus({
      wait,
      chainId,
      testChain: chainId !== undefined && isTestChain(BigInt(chainId)),
      contract,
      sender: wallet.address,
      rows: scope === undefined ? {} : store.counts(scope),
      newest: newest && anchorReference(newest),
      error,
    });
  };

  let said = '';
  const tick = async (): Promise<boolean> => {
    // A key made here can have money on a test chain only; one from a file is the operator's to fund.
    if (config.keyFile === undefined && worker.wait === 'funds')
      await fundTestKey(rpc, wallet.address).catch(() => undefined);
    const answered = await worker.tick();
    const { textVi, text, wait, error } = status();
    const line = `anchor: ${textVi} / ${text}${error === undefined ? '' : ` (${error})`}`;
    if (line !== said && wait !== 'nothing' && wait !== 'busy') say(line);
    said = line;
    return answered;
  };
  const ending = new AbortController();
  const running = anchorLoop({ tick }, config.pollSeconds * 1000, ending.signal, pause, say);
  return {
    anchorOf(origin, size) {
      const row = worker.scope && store.covering(worker.scope, contract, origin, size);
      return row && anchorReference(row);
    },
    status,
    async stop() {
      ending.abort();
      await running;
      worker.release();
      store.close();
    },
  };
}
