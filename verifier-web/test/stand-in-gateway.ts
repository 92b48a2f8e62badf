import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway or mirror that says whatever it is told to, honest or lying, over real HTTP. */
export interface StandInGateway {
  url: string;
  /** Paths with their queries, in the order asked for. */
  asked: string[];
  /** What to answer at a path: JSON, text, or a function of the size in `?from=`. */
  say(path: string, status: number, body: unknown): void;
  /** Takes the question and never answers it. */
  hang(path: string): void;
  close(): Promise<void>;
}

type Answer = { status: number; body: unknown } | 'hangs';

/** Given as body: computed for each request, with the status it wants. */
export type Answering = (from: number) => { status: number; body: unknown };

export async function startStandInGateway(): Promise<StandInGateway> {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    asked.push(url.pathname + url.search);
    const answer = answers.get(url.pathname) ?? { status: 404, body: { status: 404 } };
    if (answer === 'hangs') return;
    const from = Number(url.searchParams.get('from') ?? '0');
    const { status, body } = typeof answer.body === 'function' ? (answer.body as Answering)(from) : answer;
    response
      .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    say: (path, status, body) => answers.set(path, { status, body }),
    hang: (path) => answers.set(path, 'hangs'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
