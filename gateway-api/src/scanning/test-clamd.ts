/** For tests: a server that speaks clamd's INSTREAM and knows one signature. It keeps nothing. */
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';

/** The file that every scanner is to find, and that harms nobody (EICAR), in two pieces so that this source is no such file. */
export const eicar = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`);

export interface TestClamd {
  readonly address: string;
  /** Files that were shown to it, by their length. */
  readonly seen: number[];
  close(): Promise<void>;
}

/** `most`: bytes after which it refuses as clamd does (StreamMaxLength). `where`: a path for a Unix socket, else a port of this machine. */
export async function startTestClamd(where?: string, most = Infinity): Promise<TestClamd> {
  const seen: number[] = [];
  const server: Server = createServer((socket) => {
    let [bytes, said] = [Buffer.alloc(0), false];
    const say = (text: string): void => {
      said = true;
      socket.end(`${text}\0`);
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, Buffer.from(chunk)]);
      const command = Buffer.from('zINSTREAM\0');
      if (said || bytes.length < command.length) return;
      if (!bytes.subarray(0, command.length).equals(command)) return say('UNKNOWN COMMAND');
      const file: Buffer[] = [];
      for (let at = command.length; at + 4 <= bytes.length;) {
        const length = bytes.readUInt32BE(at);
        if (length === 0) {
          const whole = Buffer.concat(file);
          seen.push(whole.length);
          return say(whole.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
        }
        file.push(bytes.subarray(at + 4, at + 4 + length));
        at += 4 + length;
        if (at - command.length > most) return say('INSTREAM size limit exceeded. ERROR');
      }
    });
  });
  server.listen(where ?? { port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const bound = server.address();
  const address = typeof bound === 'string' ? `unix:${bound}` : `tcp://127.0.0.1:${bound?.port}`;
  return { address, seen, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
