/** Calls without an SDK: bytes in, bytes out. */
import type grpc from '@grpc/grpc-js';

const same = (bytes: Buffer): Buffer => bytes;

export const unaryCall = (client: grpc.Client, path: string, request: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, same, same, Buffer.from(request), (error, answer) =>
      error ? reject(error) : resolve(answer!),
    );
  });

/** Sends all messages, half-closes, and takes `count` answers. */
export const streamCall = (
  client: grpc.Client,
  path: string,
  requests: readonly Uint8Array[],
  count: number,
): Promise<Buffer[]> =>
  new Promise((resolve, reject) => {
    const call = client.makeBidiStreamRequest(path, same, same);
    const answers: Buffer[] = [];
    call.on('error', (error: Error) => (answers.length < count ? reject(error) : undefined));
    call.on('data', (bytes: Buffer) => {
      answers.push(bytes);
      if (answers.length < count) return;
      call.cancel();
      resolve(answers);
    });
    call.on('end', () => reject(new Error(`the stream ended after ${answers.length} of ${count} answers`)));
    for (const request of requests) call.write(Buffer.from(request));
    call.end();
  });
