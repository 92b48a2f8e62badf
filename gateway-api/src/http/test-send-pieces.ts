import { request as httpRequest } from 'node:http';

/** Sends a body of mebibytes piece by piece until it is answered, for tests of limits; answers the status and how many were taken. */
export const sendPieces = (
  url: string,
  pieces: number,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; sent: number }> =>
  new Promise((resolve) => {
    const piece = Buffer.alloc(1024 * 1024, 0x61);
    let sent = 0;
    const out = httpRequest(url, { method: 'POST', headers });
    let status = 0;
    out.on('response', (answer) => {
      status = answer.statusCode ?? 0;
      answer.resume();
      out.destroy();
    });
    out.on('error', () => undefined);
    out.on('close', () => resolve({ status, sent }));
    const more = (): void => {
      if (out.destroyed) return;
      if (sent === pieces) return void out.end();
      sent += 1;
      out.write(piece, () => setImmediate(more));
    };
    more();
  });
