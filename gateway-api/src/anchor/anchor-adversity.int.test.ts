import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { AbiCoder, keccak256 } from 'ethers';
import { startAnvil, type Anvil } from '../../../network/evm/anvil.ts';
import { describeWithAnvil } from '../../../network/evm/describe-with-anvil.ts';
import { sha256Hex } from '@daunguon/proof';
import { readHead } from './anchor-contract.ts';
import { AnchorWorker } from './anchor-worker.ts';
import { anchorAddress } from './evm-config.ts';
import { prepareChain, rootOf, testAnchor, type TestAnchor } from './test-anchor.ts';

const origin = 'localhost/province/0123456789abcdef';
const gwei = 1_000_000_000n;

describeWithAnvil('the anchor worker under adversity', (binary) => {
  let anvil: Anvil;
  let anchor: TestAnchor;
  beforeEach(async () => {
    anchor = await testAnchor(anvil.url);
  });
  afterEach(async () => {
    await anchor.rpc('evm_setAutomine', [true]);
    anchor.close();
  });
  beforeAll(async () => {
    anvil = await startAnvil(binary, { port: 0 });
    await prepareChain(anvil);
  });
  afterAll(() => anvil.stop());

  const row = (at = 0) => anchor.rows()[at]!;
  const variants = (at = 0) => anchor.store.variants(row(at));
  const ticks = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 1) await anchor.worker.tick();
  };
  const hold = () => anchor.rpc('evm_setAutomine', [false]);
  const chainHead = () => readHead(anchor.rpc, anchorAddress, anchor.wallet.address, origin);
  const nonce = async () => Number(await anchor.rpc('eth_getTransactionCount', [anchor.wallet.address, 'latest']));

  test('a stuck transaction gets both fees an eighth higher, and either form counts', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    anchor.clock += 179_000;
    await ticks(1);
    expect(variants()).toHaveLength(1);
    anchor.clock += 1000;
    await ticks(1);
    const [second, first] = variants();
    expect(second!.maxFee * 8n).toBeGreaterThanOrEqual(first!.maxFee * 9n);
    expect(second!.tip * 8n).toBeGreaterThanOrEqual(first!.tip * 9n);
    expect(row().state).toBe('SENT');
    await anchor.mine(3);
    await ticks(2);
    expect(row()).toMatchObject({ state: 'FINAL', nonce: 0, mined: { txHash: second!.hash } });
    expect(await nonce()).toBe(1);
  });

  test('the first form mined in place of the second counts as well', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    anchor.clock += 180_000;
    await ticks(1);
    const [second, first] = variants();
    await anchor.rpc('anvil_dropTransaction', [second!.hash]);
    await anchor.rpc('eth_sendRawTransaction', [first!.raw]);
    await anchor.mine(3);
    await ticks(2);
    expect(row()).toMatchObject({ state: 'FINAL', mined: { txHash: first!.hash } });
  });

  test('a dropped transaction is broadcast again, the same bytes', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    const { hash } = variants()[0]!;
    await anchor.rpc('anvil_dropTransaction', [hash]);
    expect(await anchor.rpc('eth_getTransactionByHash', [hash])).toBeNull();
    await ticks(1);
    expect(await anchor.rpc('eth_getTransactionByHash', [hash])).not.toBeNull();
    await anchor.mine(3);
    await ticks(2);
    expect(row()).toMatchObject({ state: 'FINAL', mined: { txHash: hash } });
    expect(variants()).toHaveLength(1);
  });

  test('a nonce spent by a foreign transaction is given up once that is final, and a new one anchors', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    const foreign = await anchor.wallet.signTransaction({
      type: 2,
      chainId: 31337,
      to: anchor.wallet.address,
      nonce: 0,
      gasLimit: 21_000,
      maxFeePerGas: 40n * gwei,
      maxPriorityFeePerGas: 10n * gwei,
    });
    await anchor.rpc('eth_sendRawTransaction', [foreign]);
    await anchor.mine(1);
    await ticks(3);
    expect([row().state, anchor.worker.wait]).toEqual(['SENT', 'nonce-taken']);
    expect(variants()).toHaveLength(1);
    await anchor.mine(2);
    await ticks(1);
    expect(row()).toMatchObject({ state: 'SENT', nonce: 1 });
    await anchor.mine(3);
    await ticks(2);
    expect(row()).toMatchObject({ state: 'FINAL', nonce: 1 });
    expect(await chainHead()).toMatchObject({ size: 10n });
  });

  test('a call that reverts because a greater head stands is done when that head is ours', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    // The head of another program with the same key and log, put under the call while it waits.
    await putHead(100n, rootOf(100n));
    anchor.roots.set(100n, rootOf(100n));
    await anchor.mine(1);
    await ticks(1);
    expect(row().state).toBe('SENT');
    await anchor.mine(2);
    await ticks(2);
    expect(row()).toMatchObject({ state: 'COVERED', size: 10n });
    expect(await nonce()).toBe(1);
  });

  test('… and an alarm when it is not', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    await putHead(100n, rootOf(101n));
    anchor.roots.set(100n, rootOf(100n));
    await anchor.mine(3);
    await ticks(2);
    expect(row().state).toBe('CONFLICT');
  });

  test('a reorganisation sends the same bytes again', async () => {
    const before = await anchor.rpc('evm_snapshot');
    anchor.grow(10n);
    await ticks(2);
    const { mined } = row();
    expect(row().state).toBe('MINED');
    await anchor.rpc('evm_revert', [before]);
    await hold();
    await ticks(1);
    expect(row()).toMatchObject({ state: 'SENT', mined: undefined });
    await anchor.mine(1);
    await ticks(1);
    expect(row()).toMatchObject({ state: 'MINED', mined: { txHash: mined!.txHash } });
    expect(row().mined!.blockHash).not.toBe(mined!.blockHash);
    await anchor.mine(2);
    await ticks(1);
    expect(row().state).toBe('FINAL');
    expect(variants()).toHaveLength(1);
  });

  test('a transaction that a reorganisation moved to another block is followed there', async () => {
    anchor.grow(10n);
    await ticks(2);
    const { mined } = row();
    await anchor.mine(1);
    await anchor.rpc('anvil_reorg', [2, [[variants()[0]!.raw, 1]]]);
    await ticks(1);
    const moved = row();
    expect(moved.mined?.txHash).toBe(mined!.txHash);
    expect(moved.mined?.blockHash).not.toBe(mined!.blockHash);
    await anchor.mine(2);
    await ticks(1);
    expect(row()).toMatchObject({ state: 'FINAL', mined: { blockHash: moved.mined!.blockHash } });
  });

  test('a test chain that lost final blocks gets their anchors again, in order', async () => {
    const before = await anchor.rpc('evm_snapshot');
    for (const size of [10n, 20n]) {
      anchor.grow(size);
      anchor.clock += 60_000;
      await ticks(2);
      await anchor.mine(2);
      await ticks(1);
    }
    expect(anchor.states()).toEqual(['FINAL', 'FINAL']);
    await anchor.rpc('evm_revert', [before]);
    anchor.grow(30n);
    anchor.clock += 60_000;
    await ticks(4);
    await anchor.mine(2);
    await ticks(1);
    expect(anchor.rows().map(({ size, state, nonce: used }) => [size, state, used])).toEqual([
      [10n, 'FINAL', 0],
      [20n, 'FINAL', 1],
      [30n, 'FINAL', 2],
    ]);
    expect(await chainHead()).toMatchObject({ size: 30n });
  });

  test('a gas price above the ceiling is waited out, and said', async () => {
    await anchor.rpc('anvil_setNextBlockBaseFeePerGas', [`0x${(60n * gwei).toString(16)}`]);
    await anchor.mine(1);
    anchor.grow(10n);
    await ticks(3);
    expect([row().state, anchor.worker.wait]).toEqual(['PLANNED', 'fees']);
    anchor.grow(11n);
    await anchor.rpc('anvil_setNextBlockBaseFeePerGas', [`0x${(20n * gwei).toString(16)}`]);
    await anchor.mine(1);
    await ticks(2);
    expect(row()).toMatchObject({ state: 'MINED', size: 11n });
    expect(variants()[0]!.maxFee).toBeLessThanOrEqual(50n * gwei);
  });

  test('a price that rises after the broadcast is followed up to the ceiling', async () => {
    await hold();
    anchor.grow(10n);
    await ticks(1);
    await anchor.rpc('anvil_setNextBlockBaseFeePerGas', [`0x${(45n * gwei).toString(16)}`]);
    await anchor.mine(1);
    expect(await nonce()).toBe(0);
    anchor.clock += 180_000;
    await ticks(1);
    expect(variants()[0]!.maxFee).toBe(50n * gwei);
    anchor.clock += 180_000;
    await ticks(1);
    expect([variants().length, anchor.worker.wait]).toEqual([2, 'fees']);
    await anchor.mine(3);
    await ticks(2);
    expect(row().state).toBe('FINAL');
  });

  test('a new worker on the same store goes on from any state', async () => {
    anchor.grow(10n);
    for (const state of ['SENT', 'MINED', 'FINAL']) {
      await new AnchorWorker(anchor.deps).tick();
      expect(row().state).toBe(state);
      if (state === 'MINED') await anchor.mine(2);
    }
    await new AnchorWorker(anchor.deps).tick();
    expect([anchor.rows().length, await nonce()]).toEqual([1, 1]);
  });

  /** Writes the two slots of `heads[sender][origin]` (slot 0) directly. */
  async function putHead(size: bigint, root: Uint8Array): Promise<void> {
    const coder = AbiCoder.defaultAbiCoder();
    const ofSender = keccak256(coder.encode(['address', 'uint256'], [anchor.wallet.address, 0]));
    const slot = keccak256(coder.encode(['bytes32', 'bytes32'], [`0x${sha256Hex(origin)}`, ofSender]));
    const hex = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;
    await anchor.rpc('anvil_setStorageAt', [anchorAddress, slot, hex(size)]);
    await anchor.rpc('anvil_setStorageAt', [
      anchorAddress,
      hex(BigInt(slot) + 1n),
      `0x${Buffer.from(root).toString('hex')}`,
    ]);
    expect(await chainHead()).toMatchObject({ size, root });
  }
});
