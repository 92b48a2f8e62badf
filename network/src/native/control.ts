/** How a command reaches the process that runs a network: HTTP over a socket in the network's data, which its owner alone may open. */
import { existsSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';

/** What a running network is asked to do. */
export interface ControlRequest {
  readonly command: string;
  /** Absolute path of the topology that is given. */
  readonly topologyFile: string;
  /** One organisation's nodes only. */
  readonly organisation?: string;
}

const socketPath = (data: string): string => join(data, 'control.sock');

const textOf = async (message: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of message as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
};

/** Answers one request at a time, line by line; the last line begins with ✓ or ✗. */
export const serveControl = async (
  data: string,
  act: (asked: ControlRequest, say: (line: string) => void) => Promise<void>,
): Promise<() => void> => {
  const path = socketPath(data);
  rmSync(path, { force: true });
  let busy = false;
  const server = createServer((message, response) => {
    const say = (line: string): void => void response.write(`${line}\n`);
    const answer = async (): Promise<void> => {
      if (busy) throw new Error('another change of this network is under way');
      busy = true;
      try {
        await act(JSON.parse(await textOf(message)) as ControlRequest, say);
      } finally {
        busy = false;
      }
    };
    answer().then(
      () => response.end('✓ Xong / done\n'),
      (error: Error) => response.end(`✗ ${error.message.replaceAll('\n', ' | ')}\n`),
    );
  });
  // a change takes as long as the slowest node needs to start
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return () => {
    server.close();
    server.closeAllConnections();
    rmSync(path, { force: true });
  };
};

/** Has the running network do something and shows what it says. @throws Error with its last line where it could not */
export const askRunning = async (data: string, asked: ControlRequest, show: (line: string) => void): Promise<void> => {
  if (!existsSync(socketPath(data))) throw new Error(`no network runs in ${data}: start it with "up" first`);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request({ socketPath: socketPath(data), method: 'POST' }, resolve);
    call.once('error', (error) => reject(new Error(`the network in ${data} does not answer: ${error.message}`)));
    call.end(JSON.stringify(asked));
  });
  let last = '';
  let rest = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      last = line;
      if (!line.startsWith('✗')) show(line);
    }
  }
  if (last.startsWith('✗')) throw new Error(last.slice(1).trim());
  if (!last.startsWith('✓')) throw new Error('the network stopped before it was done');
};
