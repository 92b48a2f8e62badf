import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Interface } from 'ethers';
import { anchorArtefact } from './anchor-artefact.ts';
import { startAnvil, type Anvil } from './anvil.ts';
import { deployContract, devAccount, mined } from './deploy-contract.ts';
import { describeWithAnvil } from './describe-with-anvil.ts';
import { rpc } from './rpc.ts';

const contract = new Interface(JSON.stringify(anchorArtefact.abi));
const origin = `0x${'a1'.repeat(32)}`;
const otherOrigin = `0x${'b2'.repeat(32)}`;
/** No zero byte: call data costs most. */
const root = (n: number): string => `0x${(n + 16).toString(16).padStart(2, '0').repeat(32)}`;
const largest = 2n ** 64n - 1n;

describeWithAnvil('the anchor contract on a real EVM', (binary) => {
  let anvil: Anvil;
  let senders: string[] = [];
  beforeAll(async () => {
    anvil = await startAnvil(binary, { port: 0 });
    await deployContract(anvil.url, anchorArtefact, await devAccount(anvil.url));
    senders = await rpc<string[]>(anvil.url, 'eth_accounts');
  });
  afterAll(() => anvil.stop());

  const call = (sender: number, log: string, size: bigint, treeRoot: string) => ({
    from: senders[sender],
    to: anchorArtefact.address,
    data: contract.encodeFunctionData('anchor', [log, size, treeRoot]),
  });
  const anchor = async (sender: number, log: string, size: bigint, treeRoot: string): Promise<number> =>
    mined(anvil.url, await rpc(anvil.url, 'eth_sendTransaction', [call(sender, log, size, treeRoot)]), 5);
  const head = async (sender: number, log: string): Promise<[bigint, string]> => {
    const data = contract.encodeFunctionData('heads', [senders[sender], log]);
    const answer = await rpc<string>(anvil.url, 'eth_call', [{ to: anchorArtefact.address, data }, 'latest']);
    const [size, , treeRoot] = contract.decodeFunctionResult('heads', answer);
    return [BigInt(size), String(treeRoot)];
  };

  test('costs at most 36,000 gas after the first, the same for ten leaves and for 2^63', async () => {
    const first = await anchor(0, origin, 10n, root(0));
    const later: number[] = [];
    for (const size of [0x11n, 0x1111n, 0x1111_1111n, 0x1111_1111_1111n, 0x7111_1111_1111_1111n])
      later.push(await anchor(0, origin, size, root(later.length + 1)));
    process.stdout.write(`gas report, anchor(): first ${first}, then ${later.join(', ')}\n`);
    expect(Math.max(...later)).toBeLessThanOrEqual(36_000);
    // The work is the same; only the call data's non-zero bytes cost 12 more each (EIP-2028), and a size has at most eight.
    expect(Math.max(...later) - Math.min(...later)).toBeLessThanOrEqual(7 * 12);
    expect(first).toBeLessThanOrEqual(72_000);
  });

  test('refuses a size that is not greater, and names the one that stands', async () => {
    await anchor(1, origin, 7n, root(1));
    for (const size of [7n, 6n, 0n])
      await expect(rpc(anvil.url, 'eth_call', [call(1, origin, size, root(2)), 'latest'])).rejects.toThrow(/revert/);
    const raw = await fetch(anvil.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'eth_call',
        params: [call(1, origin, 7n, root(2)), 'latest'],
      }),
    });
    const { error } = (await raw.json()) as { error: { data: string } };
    expect(contract.parseError(error.data)?.name).toBe('NotGreater');
    expect(contract.parseError(error.data)?.args[0]).toBe(7n);
    expect(await head(1, origin)).toEqual([7n, root(1)]);
  });

  test('a size of 2^64-1 ends the head of its own sender and log only', async () => {
    await anchor(2, origin, largest, root(3));
    await expect(rpc(anvil.url, 'eth_call', [call(2, origin, largest, root(4)), 'latest'])).rejects.toThrow(/revert/);
    await anchor(2, otherOrigin, 1n, root(4));
    await anchor(3, origin, 5n, root(5));
    expect(await head(2, origin)).toEqual([largest, root(3)]);
    expect(await head(2, otherOrigin)).toEqual([1n, root(4)]);
    expect(await head(3, origin)).toEqual([5n, root(5)]);
  });

  test('a value above 64 bits, ether, and unknown calls are refused', async () => {
    const tooLarge = call(4, origin, 1n, root(1)).data.replace(/0{63}1/, `${'0'.repeat(47)}1${'0'.repeat(16)}`);
    const to = anchorArtefact.address;
    const from = senders[4];
    for (const bad of [{ data: tooLarge }, { value: '0x1' }, { data: '0x' }, { data: '0x8da5cb5b' }])
      await expect(rpc(anvil.url, 'eth_call', [{ from, to, ...bad }, 'latest'])).rejects.toThrow(/revert/);
    expect(await head(4, origin)).toEqual([0n, `0x${'00'.repeat(32)}`]);
  });

  test('says in an event who anchored what', async () => {
    await anchor(5, origin, 42n, root(6));
    const filter = {
      address: anchorArtefact.address,
      fromBlock: '0x0',
      topics: [null, `0x${'00'.repeat(12)}${senders[5]?.slice(2)}`],
    };
    const [log] = await rpc<{ topics: string[]; data: string }[]>(anvil.url, 'eth_getLogs', [filter]);
    const event = log === undefined ? null : contract.parseLog(log);
    expect(event?.name).toBe('Anchored');
    expect(event?.args.toArray().slice(1)).toEqual([origin, 42n, root(6)]);
  });

  test('a second deployment finds the first', async () => {
    const again = await deployContract(anvil.url, anchorArtefact, await devAccount(anvil.url));
    expect(again).toEqual({ address: '0x53B5Ad726857872528b3d8D2F703a86E86FC3576', created: false });
  });
});
