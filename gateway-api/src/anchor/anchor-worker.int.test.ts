import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startAnvil, type Anvil } from '../../../network/evm/anvil.ts';
import { describeWithAnvil } from '../../../network/evm/describe-with-anvil.ts';
import { readHead } from './anchor-contract.ts';
import { openAnchorStore } from './anchor-store.ts';
import { AnchorWorker } from './anchor-worker.ts';
import { anchorAddress } from './evm-config.ts';
import { prepareChain, rootOf, testAnchor, type TestAnchor } from './test-anchor.ts';

const origin = 'localhost/province/0123456789abcdef';

describeWithAnvil('the anchor worker on a real EVM', (binary) => {
  let anvil: Anvil;
  let anchor: TestAnchor;
  beforeAll(async () => {
    anvil = await startAnvil(binary, { port: 0 });
    await prepareChain(anvil);
  });
  afterAll(() => anvil.stop());
  beforeEach(async () => {
    anchor = await testAnchor(anvil.url);
  });
  afterEach(() => anchor.close());

  const nonce = async (): Promise<number> =>
    Number(await anchor.rpc<string>('eth_getTransactionCount', [anchor.wallet.address, 'latest']));
  const head = () => readHead(anchor.rpc, anchorAddress, anchor.wallet.address, origin);

  test('brings the head of the log to a final block', async () => {
    anchor.grow(10n);
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['SENT']);
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['MINED']);
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['MINED']);
    await anchor.mine(2);
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['FINAL']);
    expect(await head()).toMatchObject({ size: 10n, root: rootOf(10n) });
    expect(await nonce()).toBe(1);
  });

  test('keeps its cadence and then takes the newest head, not every one', async () => {
    anchor.grow(10n);
    for (let ticks = 0; ticks < 3; ticks += 1) await anchor.worker.tick();
    for (const size of [11n, 12n, 13n]) {
      anchor.grow(size);
      anchor.clock += 19_000;
      await anchor.worker.tick();
    }
    expect(anchor.rows().map(({ size }) => size)).toEqual([10n]);
    anchor.clock += 3000;
    await anchor.worker.tick();
    await anchor.worker.tick();
    expect(anchor.rows().map(({ size, nonce: used }) => [size, used])).toEqual([
      [10n, 0],
      [13n, 1],
    ]);
    expect(await head()).toMatchObject({ size: 13n });
  });

  test('asks no node while there is nothing to do', async () => {
    const asked: string[] = [];
    anchor.close();
    const rpc = anchor.rpc;
    anchor = await testAnchor(anvil.url, { rpc: (method, params) => (asked.push(method), rpc(method, params)) });
    anchor.grow(10n);
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await anchor.worker.tick();
      await anchor.mine(1);
    }
    expect(anchor.states()).toEqual(['FINAL']);
    asked.length = 0;
    anchor.clock += 3_600_000;
    await anchor.worker.tick();
    expect(asked).toEqual([]);
  });

  test('a store that was lost finds the chain covered and pays nothing', async () => {
    anchor.grow(10n);
    for (let ticks = 0; ticks < 2; ticks += 1) await anchor.worker.tick();
    const { wallet, head: same } = anchor;
    anchor.close();
    anchor = await testAnchor(anvil.url, { wallet });
    anchor.head = same;
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['COVERED']);
    expect(await anchor.rpc('eth_getTransactionCount', [wallet.address, 'latest'])).toBe('0x1');
  });

  test('a larger head on the chain is ours only if the log has its root', async () => {
    anchor.grow(10n);
    for (let ticks = 0; ticks < 2; ticks += 1) await anchor.worker.tick();
    const { wallet } = anchor;
    for (const [known, state] of [
      [undefined, 'PLANNED'],
      [rootOf(10n), 'COVERED'],
      [rootOf(11n), 'CONFLICT'],
    ] as const) {
      anchor.close();
      anchor = await testAnchor(anvil.url, { wallet });
      anchor.grow(9n);
      if (known !== undefined) anchor.roots.set(10n, known);
      await anchor.worker.tick();
      expect(anchor.states()).toEqual([state]);
      expect(anchor.worker.wait).toBe(known === undefined ? 'log-behind' : 'nothing');
    }
  });

  test('one writer a key: the second waits for the lease, the first cannot write once it lost it', async () => {
    anchor.grow(10n);
    await anchor.worker.tick();
    const { chain, sender } = anchor.rows()[0] ?? { chain: '', sender: '' };
    const second = openAnchorStore(anchor.file, 'second', () => anchor.clock);
    expect(second.lease({ chain, sender }, 30_000)).toBe(false);
    anchor.clock += 30_001;
    expect(second.lease({ chain, sender }, 30_000)).toBe(true);
    expect(() => anchor.store.sent(anchor.rows()[0]!)).toThrow('lease');
    await anchor.worker.tick();
    expect(anchor.worker.wait).toBe('lease');
    second.release({ chain, sender });
    second.close();
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['MINED']);
  });

  test('says that there is no contract, and goes on when it is named', async () => {
    anchor.close();
    anchor = await testAnchor(anvil.url, { contract: '0x00000000000000000000000000000000000000aa' });
    anchor.grow(10n);
    await anchor.worker.tick();
    expect([anchor.worker.wait, anchor.states()]).toEqual(['contract', ['PLANNED']]);
    const again = new AnchorWorker({ ...anchor.deps, contract: anchorAddress });
    await again.tick();
    await again.tick();
    expect(anchor.states()).toEqual(['MINED']);
  });

  test('says that the key has no money, keeps its fees, and goes on when it has some', async () => {
    await anchor.rpc('anvil_setBalance', [anchor.wallet.address, '0x0']);
    anchor.grow(10n);
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await anchor.worker.tick();
      expect([anchor.worker.wait, anchor.states()]).toEqual(['funds', ['SIGNED']]);
      anchor.clock += 3_600_000;
    }
    expect(anchor.store.variants(anchor.rows()[0]!)).toHaveLength(1);
    await anchor.rpc('anvil_setBalance', [anchor.wallet.address, '0xde0b6b3a7640000']);
    await anchor.worker.tick();
    await anchor.worker.tick();
    expect(anchor.states()).toEqual(['MINED']);
  });
});
