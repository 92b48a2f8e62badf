/** The auditor asks the chain itself, and the log's tiles prove that what is anchored is a prefix of what is shown. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readTrustPolicy } from '@daunguon/proof';
import { anchorNodes, checkAnchor } from '../src/check/anchor-proof.ts';
import type { AnchorCheck } from '../src/check/anchor-proof.ts';
import { ids, playedLog } from './cast.ts';
import { startStandInChain } from './stand-in-chain.ts';
import type { StandInChain } from './stand-in-chain.ts';

const log = playedLog();
const anchoredSize = log.size;
for (let more = 0; more < 300; more += 1) log.put({ id: ids.packer, type: 'registry/unit', body: { more } });
let chain: StandInChain;

beforeAll(async () => {
  chain = await startStandInChain(log, { size: anchoredSize, root: log.root(anchoredSize) });
});
afterAll(() => chain.close());

async function asked(head: StandInChain['head'], tiles = chain.url): Promise<AnchorCheck> {
  chain.head = head;
  const [contract, sender] = [`0x${'11'.repeat(20)}`, `0x${'22'.repeat(20)}`];
  const json = { ...log.policyJson([chain.url]), anchors: [{ chainId: 31337, contract, sender, rpc: [chain.url] }] };
  const policy = readTrustPolicy(log.policyText(), json);
  const [anchor] = anchorNodes(policy, json);
  if (anchor === undefined) throw new Error('no anchor');
  const bundle = log.bundle(ids.honest);
  return checkAnchor({ bundle, id: ids.honest, policy, now: Date.now(), size: BigInt(log.size), anchor, log: tiles });
}

test('an anchored head that the log extends passes, proven from tiles', async () => {
  const { step, reading } = await asked({ size: anchoredSize, root: log.root(anchoredSize) });
  expect(step?.result).toBe('pass');
  expect(reading).toMatchObject({ agreeing: 1, head: { size: BigInt(anchoredSize) } });
});

test('the head that is shown, anchored itself, passes', async () => {
  expect((await asked({ size: log.size, root: log.root() })).step?.result).toBe('pass');
});

test('another history in the chain fails: the log was rewritten', async () => {
  const { step } = await asked({ size: anchoredSize, root: log.root(anchoredSize - 1) });
  expect(step?.result).toBe('fail');
});

test('a newer anchor than what is shown decides nothing', async () => {
  expect((await asked({ size: log.size + 1, root: log.root() })).step?.result).toBe('unknown');
});

test('nothing anchored yet, or no node: no step, the reason is given', async () => {
  expect((await asked({ size: 0, root: new Uint8Array(32) })).step).toBeUndefined();
});

test('tiles that are withheld accuse nobody', async () => {
  const { step } = await asked({ size: anchoredSize, root: log.root(anchoredSize) }, 'http://127.0.0.1:1');
  expect(step?.result).toBe('unknown');
});
