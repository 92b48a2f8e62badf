import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { readBytes } from '../http/limited-body.ts';
import { sha256OfFile } from './import-ids.ts';
import { ImportFileError } from './import-problems.ts';
import { maxFileBytes } from './read-csv.ts';

const uploadTypes = ['text/csv', 'application/octet-stream', 'multipart/form-data'];
/** What a form has beside its file. */
const formBytes = 65_536;
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
    let room = formBytes;
    for (const [name, value] of form) {
      if (name === 'file') continue;
      const text = typeof value === 'string' ? value : await value.text();
      room -= Buffer.byteLength(name) + Buffer.byteLength(text);
      // The room of the file is not for what is said beside it: that is read here, and by no thread of its own.
      if (room < 0) throw new HttpProblem('http/body-too-large', name);
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
  const tooLarge = (): ImportFileError => new ImportFileError('file-too-large', 1);
  const body = await readBytes(request, maxBytes + formBytes, tooLarge);
  const type = request.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return { bytes: body, settings: {}, sha256: sha256OfFile(body) };
  const [bytes, settings] = await readForm(type, body);
  const file = sha256OfFile(bytes);
  const said = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sha256 = said === '[]' ? file : createHash('sha256').update(`${file} ${said}`).digest('hex');
  return { bytes, settings, sha256 };
}
