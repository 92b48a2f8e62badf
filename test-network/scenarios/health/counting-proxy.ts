import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  readonly url: string;
  /** Ids of the commitments that went through, each once however often it was sent. */
  readonly commitments: ReadonlySet<string>;
  close(): void;
}

/** Stands between an agent and the gateway and notes what is sent. */
export async function countingProxy(gateway: string): Promise<CountingProxy> {
  const commitments = new Set<string>();
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      if (request.url === '/api/health/commitments') {
        commitments.add((JSON.parse(body.toString()) as { id: string }).id);
      }
      const { authorization = '' } = request.headers;
      const sent = request.method === 'GET' ? {} : { body };
      fetch(`${gateway}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { authorization, 'content-type': 'application/json' },
        ...sent,
      })
        .then(async (answer) => {
          const content = Buffer.from(await answer.arrayBuffer());
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(content);
        })
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commitments,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
