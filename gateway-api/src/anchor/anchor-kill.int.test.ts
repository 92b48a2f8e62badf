import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sha256Hex } from '@daunguon/proof';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAnvil, type Anvil } from '../../../network/evm/anvil.ts';
import { describeWithAnvil } from '../../../network/evm/describe-with-anvil.ts';
import { anchorKey } from './anchor-key.ts';
import { openAnchorStore } from './anchor-store.ts';
import { evmChain } from './evm-chain.ts';
import { anchorAddress } from './evm-config.ts';
import { jsonRpc } from './json-rpc.ts';
import { prepareChain } from './test-anchor.ts';

/** After PLANNED, while signing, SIGNED on disk, broadcast but not noted, SENT, MINED, FINAL. */
const points = ['plan', 'eth_estimateGas', 'sign', 'eth_sendRawTransaction', 'sent', 'mined', 'final'];

describeWithAnvil('an anchor worker killed with -9', (binary) => {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-anchor-kill-'));
  const keyFile = join(folder, 'anchor.key');
  let anvil: Anvil;
  beforeAll(async () => {
    anvil = await startAnvil(binary, { port: 0 });
    await prepareChain(anvil);
    await jsonRpc(anvil.url)('anvil_setBalance', [anchorKey(keyFile, true).address, '0xde0b6b3a7640000']);
  });
  afterAll(async () => {
    await anvil.stop();
    rmSync(folder, { recursive: true });
  });

  test.each(points)('after %s goes on: one anchor, one transaction', async (point) => {
    const rpc = jsonRpc(anvil.url);
    const { address } = anchorKey(keyFile, false);
    const file = join(folder, `${point}.db`);
    const origin = `killed-after-${point}`;
    const before = await evmChain(rpc).nonce(address, 'latest');
    const run = (dieAfter: string, clockOffsetMs: number) =>
      spawnSync(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          join(import.meta.dirname, 'crash-worker.ts'),
          ...[anvil.url, keyFile, file, origin, dieAfter, String(clockOffsetMs)],
        ],
        { encoding: 'utf8' },
      );
    expect(run(point, 0)).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    // The dead worker's lease has run out by then.
    expect(run('', 40_000)).toMatchObject({ status: 0, stderr: '' });

    expect(await evmChain(rpc).nonce(address, 'latest')).toBe(before + 1);
    const topics = [null, null, `0x${sha256Hex(origin)}`];
    const events = await rpc<object[]>('eth_getLogs', [{ address: anchorAddress, fromBlock: '0x0', topics }]);
    expect(events).toHaveLength(1);
    const store = openAnchorStore(file, 'reader', Date.now);
    const scope = { chain: await evmChain(rpc).identity(), sender: address };
    expect(store.counts(scope)).toEqual({ FINAL: 1 });
    store.close();
  });
});
