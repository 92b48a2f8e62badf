/** For tests: a receiver of webhooks on this machine, which keeps what comes by its id and answers as it is told. */
import { createPublicKey } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}
export interface TestReceiver {
  readonly url: string;
  readonly host: string;
  /** Everything that came, also what was refused. */
  readonly received: Received[];
  /** What was taken, once for each id, in the order of first coming. */
  taken(): readonly Received[];
  answer: (response: ServerResponse, request: Received) => void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<TestReceiver> {
  const [received, taken] = [[] as Received[], new Map<string, Received>()];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      const one = { id, headers: request.headers, text: Buffer.concat(parts).toString() };
      received.push(one);
      receiver.answer(response, one);
      if (response.statusCode < 300 && response.writableEnded && !taken.has(id)) taken.set(id, one);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const receiver: TestReceiver = {
    ...{ url: `http://${host}/hook`, host, received, taken: () => [...taken.values()] },
    answer: (response) => void response.writeHead(204).end(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** The public key of a `whpk_` text, as a receiver verifies with it. */
export const publicKeyOf = (text: string) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(text.slice('whpk_'.length), 'base64').toString('base64url') },
    format: 'jwk',
  });
