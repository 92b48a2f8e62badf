import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { ScannerDown, type UploadScanner, type Verdict } from './scanner.ts';

/** Where clamd listens: `tcp://host:port` or `unix:/path`. */
export type ClamdAddress = Readonly<NetConnectOpts>;

/** @throws RangeError for what is neither `tcp://host:port` nor `unix:/path` */
export function clamdAddress(text: string): ClamdAddress {
  const path = /^unix:(\/.+)$/.exec(text)?.[1];
  if (path !== undefined) return { path };
  const { protocol, hostname, port } = URL.canParse(text) ? new URL(text) : new URL('http://-');
  if (protocol !== 'tcp:' || hostname === '' || port === '')
    throw new RangeError('DN_CLAMD must be tcp://host:port or unix:/path');
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** clamd reads a chunk whole before it looks at it. */
const chunkBytes = 64 * 1024;
const timeoutMs = 30_000;

/** A length, in four bytes of network order, and the bytes; length 0 ends the stream. */
const framed = (chunk: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
};

const verdictOf = (answer: string): Verdict => {
  if (answer === 'stream: OK') return {};
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found === undefined) throw new ScannerDown(answer === '' ? 'no answer' : answer);
  return { found };
};

async function send(socket: Socket, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const write = (bytes: Uint8Array): Promise<void> | undefined =>
    socket.write(bytes) ? undefined : new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += chunkBytes) {
      // It answered before the end, of a file that is too large for it.
      if (!socket.writable) return;
      await write(framed(chunk.subarray(at, at + chunkBytes)));
    }
  await write(framed(new Uint8Array()));
}

/** ClamAV's daemon by its INSTREAM command (clamd(8)): one connection a file, the file never on its disk under a name. */
export const clamd = (address: ClamdAddress, patienceMs = timeoutMs): UploadScanner => ({
  isOn: true,
  scan: (chunks) =>
    new Promise<Verdict>((resolve, reject) => {
      const socket = connect(address as NetConnectOpts);
      let answer = '';
      const fail = (reason: string, cause?: unknown): void => {
        reject(new ScannerDown(reason, { cause }));
        socket.destroy();
      };
      socket.setTimeout(patienceMs, () => fail('it took too long'));
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
      socket.on('error', (error) => fail((error as NodeJS.ErrnoException).code ?? error.message, error));
      socket.on('close', () => {
        try {
          resolve(verdictOf(answer.replace(/\0[^]*$/, '').trim()));
        } catch (error) {
          reject(error as Error);
        }
      });
      send(socket, chunks).catch((error: unknown) => fail('the file could not be read', error));
    }),
});
