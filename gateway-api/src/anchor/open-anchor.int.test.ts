import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { startAnvil } from '../../../network/evm/anvil.ts';
import { describeWithAnvil } from '../../../network/evm/describe-with-anvil.ts';
import { anchorMetrics } from './anchor-metrics.ts';
import { readEvmConfig } from './evm-config.ts';
import { openAnchor, type Anchor } from './open-anchor.ts';
import { jsonRpc } from './json-rpc.ts';
import { prepareChain, rootOf } from './test-anchor.ts';

const origin = 'localhost/province/0123456789abcdef';

describeWithAnvil('the anchor as the gateway runs it', (binary) => {
  const data = mkdtempSync(join(tmpdir(), 'daunguon-open-anchor-'));
  afterAll(() => rmSync(data, { recursive: true }));

  const until = async (holds: () => boolean): Promise<void> => {
    for (const deadline = Date.now() + 10_000; !holds() && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(holds()).toBe(true);
  };

  test('makes and funds its key on a test chain, answers for sizes, and says what it is', async () => {
    const anvil = await startAnvil(binary, { port: 0 });
    await prepareChain(anvil);
    const config = readEvmConfig({
      DN_EVM_RPC_URL: anvil.url,
      DN_EVM_EVERY_SECONDS: '0.05',
      DN_EVM_POLL_SECONDS: '0.02',
    })!;
    let size = 10n;
    const log = { latest: () => ({ origin, size, root: rootOf(size) }) };
    const open = (): Anchor => openAnchor(config, data, log, () => undefined);
    let anchor = open();
    await until(() => anchor.status().newest?.size === 10n);
    size = 25n;
    await until(() => anchor.status().newest?.size === 25n);
    await jsonRpc(anvil.url)('anvil_mine', ['0x2']);
    await until(() => anchor.status().newest?.state === 'FINAL');

    expect(anchor.anchorOf(origin, 7n)).toMatchObject({
      chainId: 31337,
      contract: '0x53B5Ad726857872528b3d8D2F703a86E86FC3576',
      origin,
      size: 10n,
      root: rootOf(10n),
      state: 'FINAL',
    });
    expect(anchor.anchorOf(origin, 11n)?.size).toBe(25n);
    expect(anchor.anchorOf(origin, 26n)).toBeUndefined();
    expect(anchor.anchorOf('another log', 7n)).toBeUndefined();
    expect(anchor.status()).toMatchObject({ testChain: true, alarm: false, rows: { FINAL: 2 }, error: undefined });
    expect(anchor.status().textVi).toContain('Neo thử nghiệm, không chứng minh gì với người ngoài');
    expect(statSync(join(data, 'evm', 'anchor.key')).mode & 0o777).toBe(0o600);

    const registry = new Registry();
    anchorMetrics(registry, () => anchor.status());
    expect(await registry.metrics()).toContain('\ndaunguon_anchor_size 25\n');

    // Stopped in order, the lease is free at once; with the node gone the store still answers.
    await anchor.stop();
    await anvil.stop();
    size = 26n;
    anchor = open();
    await until(() => anchor.status().wait === 'unreachable');
    expect(anchor.anchorOf(origin, 7n)?.size).toBe(10n);
    expect(anchor.status().error).not.toContain('127.0.0.1');
    await anchor.stop();
  }, 30_000);
});
