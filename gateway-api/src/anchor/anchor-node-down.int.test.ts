import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAnvil } from '../../../network/evm/anvil.ts';
import { describeWithAnvil } from '../../../network/evm/describe-with-anvil.ts';
import { anchorLoop } from './anchor-loop.ts';
import { prepareChain, testAnchor } from './test-anchor.ts';

const hourMs = 3_600_000;

describeWithAnvil('an EVM node that is down for an hour', (binary) => {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-evm-down-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('delays the anchor, and one transaction catches up with all of it', async () => {
    const stateFile = join(folder, 'chain.json');
    let anvil = await startAnvil(binary, { port: 0, stateFile });
    const port = Number(new URL(anvil.url).port);
    await prepareChain(anvil);
    const anchor = await testAnchor(anvil.url);
    anchor.grow(10n);
    for (let ticks = 0; ticks < 2; ticks += 1) await anchor.worker.tick();
    await anchor.mine(2);
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['FINAL']);

    // The node stops for good while a transaction is on its way; an hour passes on the worker's clock, and the log grows on.
    anchor.grow(20n);
    anchor.clock += 60_000;
    await anchor.rpc('evm_setAutomine', [false]);
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['FINAL', 'SENT']);
    const { raw } = anchor.store.variants(anchor.rows()[1]!)[0]!;
    await anvil.stop();
    const ending = new AbortController();
    const down = anchor.clock;
    const pauses: number[] = [];
    const hour = async (ms: number): Promise<void> => {
      pauses.push(ms);
      anchor.clock += ms;
      anchor.grow(20n + BigInt(pauses.length));
      if (anchor.clock - down >= hourMs) ending.abort();
    };
    await anchorLoop(anchor.worker, 2000, ending.signal, hour, () => undefined);
    expect(anchor.worker.wait).toBe('unreachable');
    expect(pauses.slice(0, 6)).toEqual([4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(anchor.states()).toEqual(['FINAL', 'SENT']);

    anvil = await startAnvil(binary, { port, stateFile });
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await anchor.worker.tick();
      await anchor.mine(2);
    }
    anchor.clock += 60_000;
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await anchor.worker.tick();
      await anchor.mine(2);
    }
    expect(anchor.rows().map(({ size, state }) => [size, state])).toEqual([
      [10n, 'FINAL'],
      [20n, 'FINAL'],
      [20n + BigInt(pauses.length), 'FINAL'],
    ]);
    expect(anchor.store.variants(anchor.rows()[1]!).map((variant) => variant.raw)).toContain(raw);
    expect(Number(await anchor.rpc('eth_getTransactionCount', [anchor.wallet.address, 'latest']))).toBe(3);
    anchor.close();
    await anvil.stop();
  }, 30_000);
});
