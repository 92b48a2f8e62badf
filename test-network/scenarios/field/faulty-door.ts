import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a door treats commands on their way to the gateway. */
export type Fault =
  | 'none'
  /** 503, and the gateway hears nothing. */
  | 'unavailable'
  /** Neither an answer nor an end. */
  | 'hangs'
  /** The gateway does as asked, and the line breaks before its answer. */
  | 'loses-answers'
  /** The gateway is asked twice at the same time; one of the answers comes through. */
  | 'twice';

export interface FaultyDoor {
  readonly url: string;
  fault: Fault;
  /** Commands that came to the door. */
  commands: number;
  close(): Promise<void>;
}

/** A door before a real gateway that fails as networks do. `origin`: the address of the page that the gateway knows. */
export async function openFaultyDoor(
  gateway: string,
  origin: string,
  isCommand: (url: string) => boolean,
): Promise<FaultyDoor> {
  const target = new URL(gateway);
  const pass = ({ method, url, headers }: IncomingMessage, body: Buffer): Promise<[IncomingMessage, Buffer]> =>
    new Promise((resolve, reject) => {
      const own = headers.origin === undefined ? {} : { origin };
      const sent = ask(
        {
          hostname: target.hostname,
          port: target.port,
          path: url,
          method,
          headers: { ...headers, ...own, host: target.host },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve([answer, Buffer.concat(chunks)]));
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  const door = { fault: 'none' as Fault, commands: 0 };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const isFor = request.method === 'POST' && isCommand(request.url ?? '');
    if (isFor) door.commands += 1;
    const fault = isFor ? door.fault : 'none';
    if (fault === 'hangs') return;
    if (fault === 'unavailable') {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
      return;
    }
    const answers = await Promise.all([pass(request, body), ...(fault === 'twice' ? [pass(request, body)] : [])]);
    if (fault === 'loses-answers') {
      response.destroy();
      return;
    }
    const [answer, bytes] = answers.at(-1)!;
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(bytes);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return Object.assign(door, {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
