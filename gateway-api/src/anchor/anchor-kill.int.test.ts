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

  const run = (origin: string, dieAfter: string, clockOffsetMs: number, stuck = '') =>
    spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'crash-worker.ts'),
        ...[anvil.url, keyFile, join(folder, `${origin}.db`), origin, dieAfter, String(clockOffsetMs), stuck],
      ],
      { encoding: 'utf8' },
    );
  const killed = { signal: 'SIGKILL', stderr: '' };
  const ended = { status: 0, stderr: '' };
  const nonce = () => evmChain(jsonRpc(anvil.url)).nonce(anchorKey(keyFile, false).address, 'latest');

  /** One event on the chain, one final row in the store; how many forms the transaction had. */
  const anchoredOnce = async (origin: string): Promise<number> => {
    const rpc = jsonRpc(anvil.url);
    const topics = [null, null, `0x${sha256Hex(origin)}`];
    const events = await rpc<object[]>('eth_getLogs', [{ address: anchorAddress, fromBlock: '0x0', topics }]);
    expect(events).toHaveLength(1);
    const store = openAnchorStore(join(folder, `${origin}.db`), 'reader', Date.now);
    const scope = { chain: await evmChain(rpc).identity(), sender: anchorKey(keyFile, false).address };
    expect(store.counts(scope)).toEqual({ FINAL: 1 });
    const [row] = store.inStates(scope, 'FINAL');
    const forms = row === undefined ? 0 : store.variants(row).length;
    store.close();
    return forms;
  };

  test.each(points)('after %s goes on: one anchor, one transaction', async (point) => {
    const origin = `killed-after-${point}`;
    const before = await nonce();
    expect(run(origin, point, 0)).toMatchObject(killed);
    // The dead worker's lease has run out by then.
    expect(run(origin, '', 40_000)).toMatchObject(ended);
    expect(await nonce()).toBe(before + 1);
    expect(await anchoredOnce(origin)).toBe(1);
  });

  test.each(['sign#2', 'eth_sendRawTransaction#2'])(
    'while it replaces a stuck transaction, after %s: one of both forms is mined',
    async (point) => {
      const rpc = jsonRpc(anvil.url);
      const origin = `replaced-${point.slice(0, 4)}`;
      const before = await nonce();
      await rpc('evm_setAutomine', [false]);
      expect(run(origin, point, 0, 'stuck')).toMatchObject(killed);
      expect(await nonce()).toBe(before);
      await rpc('evm_setAutomine', [true]);
      expect(run(origin, '', 600_000)).toMatchObject(ended);
      expect(await nonce()).toBe(before + 1);
      expect(await anchoredOnce(origin)).toBe(2);
    },
  );

  test('when a reorganisation has taken its block away: the same bytes are sent again', async () => {
    const origin = 'reorganised';
    const before = await nonce();
    expect(run(origin, 'mined', 0)).toMatchObject(killed);
    expect(await nonce()).toBe(before + 1);
    await jsonRpc(anvil.url)('anvil_reorg', [2, []]);
    expect(await nonce()).toBe(before);
    expect(run(origin, 'sent', 40_000)).toMatchObject(killed);
    expect(run(origin, '', 80_000)).toMatchObject(ended);
    expect(await nonce()).toBe(before + 1);
    expect(await anchoredOnce(origin)).toBe(1);
  });
});
