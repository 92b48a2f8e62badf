import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anchorArtefact } from '../../network/evm/anchor-artefact.ts';
import { startAnvil, type Anvil } from '../../network/evm/anvil.ts';
import { deployContract, devAccount, mined } from '../../network/evm/deploy-contract.ts';
import { describeWithAnvil } from '../../network/evm/describe-with-anvil.ts';
import { rpc } from '../../network/evm/rpc.ts';
import { readHead } from './anchor-head.ts';

const origin = 'localhost/province/0123456789abcdef';
/** SHA-256 of the line above, by `printf %s … | sha256sum`. */
const originHash = '55b20dfd82c37a05cf2b9c0b80b3fac81246414da480b651edb36d493f165805';
/** `anchor(bytes32,uint64,bytes32)` with that origin, 1234 leaves, and a root of 32 times 5e. */
const anchorCall = `0x70c127c6${originHash}${'4d2'.padStart(64, '0')}${'5e'.repeat(32)}`;

describeWithAnvil('the independent reading of an anchored head', (binary) => {
  let anvil: Anvil;
  let liar: Server;
  let liarUrl = '';
  let sender = '';
  beforeAll(async () => {
    anvil = await startAnvil(binary, { port: 0 });
    const send = await devAccount(anvil.url);
    await deployContract(anvil.url, anchorArtefact, send);
    await mined(anvil.url, await send({ to: anchorArtefact.address, data: anchorCall }));
    sender = (await rpc<string[]>(anvil.url, 'eth_accounts'))[0] ?? '';
    // A node that is real in all but the root.
    liar = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        void fetch(anvil.url, {
          method: 'POST',
          body: Buffer.concat(parts),
          headers: { 'content-type': 'application/json' },
        })
          .then((answer) => answer.text())
          .then((text) => response.end(text.replace('5e5e', '5e5f')));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => liar.once('listening', resolve));
    liarUrl = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    liar.close();
    liar.closeAllConnections();
    await anvil.stop();
  });
  const read = (urls: string[], contract = anchorArtefact.address) => readHead(urls, contract, sender, origin);

  test('sees only what is final, then size, time and root', async () => {
    expect((await read([anvil.url])).answers).toEqual([{ url: anvil.url, error: 'no anchor contract answers there' }]);
    await rpc(anvil.url, 'anvil_mine', ['0x2']);
    const { head, agreeing } = await read([anvil.url, anvil.url]);
    expect(head).toMatchObject({ size: 1234n, root: new Uint8Array(32).fill(0x5e) });
    expect(Math.abs(Number(head?.time) - Date.now() / 1000)).toBeLessThan(60);
    expect(agreeing).toBe(2);
  });

  test('a second node that tells another root is not outvoted', async () => {
    const reading = await read([anvil.url, liarUrl]);
    expect(reading).toMatchObject({ head: undefined, agreeing: 0 });
    expect(reading.answers.map((answer) => 'head' in answer)).toEqual([true, true]);
  });

  test('a node that is down leaves one that answers, and says so', async () => {
    const reading = await read([anvil.url, 'http://127.0.0.1:9']);
    expect(reading.agreeing).toBe(1);
    expect(reading.answers[1]).toMatchObject({ error: expect.any(String) });
  });

  test('an address without the contract is no head', async () => {
    expect((await read([anvil.url], '0x00000000000000000000000000000000000000aa')).head).toBeUndefined();
  });

  test('a sender that never anchored has size 0', async () => {
    const { head } = await readHead([anvil.url], anchorArtefact.address, `0x${'11'.repeat(20)}`, origin);
    expect(head?.size).toBe(0n);
  });
});
