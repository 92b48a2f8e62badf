import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RealLog } from './real-log.ts';

/** An EVM node's answer to `heads(address,bytes32)`, and a log's tiles beside it. Against a real node see src/anchor-head.int.test.ts. */
export interface StandInChain {
  url: string;
  /** What the contract holds. */
  head: { size: number; root: Uint8Array };
  close(): Promise<void>;
}

const word = (value: number): string => value.toString(16).padStart(64, '0');

export async function startStandInChain(log: RealLog, head: StandInChain['head']): Promise<StandInChain> {
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    if (request.method === 'OPTIONS') response.writeHead(204, cors).end();
    else if (request.method === 'POST') {
      const { size, root } = chain.head;
      const result = `0x${word(size)}${word(1_764_000_000)}${Buffer.from(root).toString('hex')}`;
      response.writeHead(200, { ...cors, 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result }));
    } else {
      const tile = log.tile(path.replace(/^log\//, ''));
      response.writeHead(tile === undefined ? 404 : 200, cors).end(tile);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const chain: StandInChain = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    head,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return chain;
}
