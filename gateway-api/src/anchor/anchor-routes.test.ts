import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anchorRoutes } from './anchor-routes.ts';
import { anchorStatus } from './anchor-status.ts';

const contract = '0x53B5Ad726857872528b3d8D2F703a86E86FC3576';
const sender = '0x00000000000000000000000000000000000000aa';
let server: Server;
beforeAll(async () => {
  const status = () =>
    anchorStatus({
      wait: 'nothing',
      chainId: 31337,
      testChain: true,
      contract,
      sender,
      rows: { FINAL: 3, CONFLICT: 1 },
      newest: {
        chainId: 31337,
        contract,
        sender,
        origin: 'localhost/province/0123456789abcdef',
        size: 1234n,
        root: new Uint8Array(32).fill(255),
        txHash: '0x01',
        blockNumber: 9,
        blockHash: '0x02',
        state: 'FINAL',
      },
      error: undefined,
    });
  server = express().use(anchorRoutes(status)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => void server.close());

test('the status of the anchor: a contradiction stays an alarm, and a test chain says what it is', async () => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/operations/anchor`);
  expect(await answer.json()).toEqual({
    wait: 'conflict',
    alarm: true,
    textVi: 'Bản neo trên chuỗi MÂU THUẪN với nhật ký. Neo thử nghiệm, không chứng minh gì với người ngoài',
    text: 'the head on the chain CONTRADICTS the log; test anchor, proves nothing to outsiders',
    chainId: 31337,
    testChain: true,
    contract,
    sender,
    rows: { FINAL: 3, CONFLICT: 1 },
    newest: {
      chainId: 31337,
      contract,
      sender,
      size: 1234,
      root: '//////////////////////////////////////////8=',
      txHash: '0x01',
      blockNumber: 9,
      state: 'FINAL',
    },
  });
});
