import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Changes the bytes that were really answered at a path, or gives a status to answer with nothing. */
export type Lie = (honest: Buffer, path: string) => Buffer | number;

/** A proxy before a real server that lies where it is told to, and is honest elsewhere. */
export interface LyingProxy {
  readonly url: string;
  /** Paths with their queries, in the order asked for. */
  readonly asked: string[];
  /** Where it lies, and how: the first pattern that matches the path counts. */
  readonly lies: [RegExp, Lie][];
  close(): Promise<void>;
}

export async function startLyingProxy(target: string, port = 0): Promise<LyingProxy> {
  const lies: [RegExp, Lie][] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const answer = async (): Promise<void> => {
      const real = await fetch(target + path, { headers: { accept: request.headers.accept ?? '*/*' } });
      const honest = Buffer.from(await real.arrayBuffer());
      const said = lies.find(([pattern]) => pattern.test(path))?.[1](honest, path) ?? honest;
      response.writeHead(typeof said === 'number' ? said : real.status, {
        'content-type': real.headers.get('content-type') ?? 'application/octet-stream',
        'access-control-allow-origin': '*',
      });
      response.end(typeof said === 'number' ? '' : said);
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    lies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Flips the lowest bit of one byte, counted from the end where negative. */
export const flip =
  (at: number): Lie =>
  (honest) => {
    const bytes = Buffer.from(honest);
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    return bytes;
  };
