import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { sha256OfFile } from './import-ids.ts';
import { ImportFileError } from './import-problems.ts';
import { maxFileBytes } from './read-csv.ts';

const uploadTypes = ['text/csv', 'application/octet-stream', 'multipart/form-data'];
/** What a form has beside its file. */
const formBytes = 65_536;
/** So long what is still on its way is thrown away after a refusal, so that the sender can read it. */
const lingerMs = 2000;

/**
 * The bytes of a request, at most `limit`: refused at once where the declared length passes it, else at the byte that does. A body parser
 * would first read all that comes. @throws ImportFileError, HttpProblem
 */
async function readBytes(request: Request, limit: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = (): ImportFileError => {
    setTimeout(() => request.socket.destroy(), lingerMs).unref();
    return new ImportFileError('file-too-large', 1);
  };
  if (Number(request.get('content-length') ?? 0) > limit) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      chunks.length = 0;
      request.removeAllListeners('data').resume();
      reject(tooLarge());
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(new HttpProblem('http/bad-request')));
  });
}

/** A file and what was said of it beside: values that stand in no cell. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly settings: Readonly<Record<string, string>>;
  /** Of the bytes, and of the settings where there are any. */
  readonly sha256: string;
}

/** A form (RFC 7578) with the file as `file`; its other parts are settings. @throws HttpProblem */
async function readForm(type: string, body: Uint8Array<ArrayBuffer>): Promise<[Uint8Array, Record<string, string>]> {
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (!(file instanceof Blob)) throw new TypeError('no part named file');
    const settings: Record<string, string> = {};
    for (const [name, value] of form) {
      if (name === 'file') continue;
      const text = typeof value === 'string' ? value : await value.text();
      if (text !== '') settings[name] = text;
    }
    return [await file.bytes(), settings];
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new HttpProblem('http/bad-request', 'multipart/form-data: file');
  }
}

/** The file that a request sends. @throws HttpProblem when it is none, ImportFileError when it is too large */
export async function readUpload(request: Request, maxBytes = maxFileBytes): Promise<Upload> {
  if (!request.is(uploadTypes)) throw new HttpProblem('origin/import-media-type');
  const body = await readBytes(request, maxBytes + formBytes);
  const type = request.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return { bytes: body, settings: {}, sha256: sha256OfFile(body) };
  const [bytes, settings] = await readForm(type, body);
  const file = sha256OfFile(bytes);
  const said = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sha256 = said === '[]' ? file : createHash('sha256').update(`${file} ${said}`).digest('hex');
  return { bytes, settings, sha256 };
}
