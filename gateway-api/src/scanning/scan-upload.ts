import type { Application, Request } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { noScanner, type UploadScanner } from './scanner.ts';

const setting = 'upload scanner';

/** Every file that comes in by this application's routes is shown to `scanner` first. */
export const scanUploadsWith = (app: Application, scanner: UploadScanner): void => void app.set(setting, scanner);

/**
 * Shows a file to the scanner before anything is done with it. @throws HttpProblem `upload/malware` for what was found in it, and
 * `upload/scanner-down` where one is configured and gives no verdict: what nobody looked at is not taken
 */
export async function requireClean(
  scanner: UploadScanner,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const { found } = await scanner.scan(chunks).catch((error: unknown) => {
    console.error('an upload was not taken', error);
    throw new HttpProblem('upload/scanner-down', '', { 'Retry-After': '30' });
  });
  if (found !== undefined) throw new HttpProblem('upload/malware', found);
}

/** `requireClean` of a body that was read, by the scanner of the application that serves the request. */
export const requireCleanBody = (request: Request, body: Uint8Array): Promise<void> =>
  requireClean((request.app?.get(setting) as UploadScanner | undefined) ?? noScanner, [body]);
