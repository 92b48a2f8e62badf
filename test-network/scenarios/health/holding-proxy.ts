import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** before: the gateway has not got the request; after: it has carried it out, and its answer is lost. */
export type HeldWhen = 'before' | 'after';

export interface HoldingProxy {
  readonly url: string;
  /** Ids of the bodies that were posted to each path, each once however often it was sent. */
  readonly sent: ReadonlyMap<string, ReadonlySet<string>>;
  /** The next POST to this path gets no answer; resolves once it is held there. */
  hold(path: string, when: HeldWhen): Promise<void>;
  close(): void;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
};

/** Stands between an agent and the gateway, notes what is sent, and holds what it is told to. */
export async function holdingProxy(gateway: string): Promise<HoldingProxy> {
  const sent = new Map<string, Set<string>>();
  let holding: { path: string; when: HeldWhen; held: () => void } | undefined;
  const forward = async (request: IncomingMessage, body: Buffer): Promise<Response> =>
    fetch(`${gateway}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(request.method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
  const server: Server = createServer((request, response) => {
    const pass = async (): Promise<void> => {
      const body = await bodyOf(request);
      const { method, url: path = '' } = request;
      if (method === 'POST') {
        const { id } = JSON.parse(body.toString()) as { id: string };
        sent.set(path, (sent.get(path) ?? new Set()).add(id));
      }
      const held = method === 'POST' && holding?.path === path ? holding : undefined;
      if (held !== undefined) holding = undefined;
      if (held?.when === 'before') return held.held();
      const answer = await forward(request, body);
      const content = Buffer.from(await answer.arrayBuffer());
      if (held !== undefined) return held.held();
      const date = answer.headers.get('date') ?? '';
      response.writeHead(answer.status, { 'content-type': 'application/json', date }).end(content);
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    hold: (path, when) => new Promise((held) => (holding = { path, when, held })),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
