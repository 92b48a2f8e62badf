import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { sha256OfFile } from './import-ids.ts';

export const uploadTypes = ['text/csv', 'application/octet-stream', 'multipart/form-data'] as const;

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
    for (const [name, value] of form) if (typeof value === 'string' && value !== '') settings[name] = value;
    return [await file.bytes(), settings];
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new HttpProblem('http/bad-request', 'multipart/form-data: file');
  }
}

/** The body that `express.raw` read. @throws HttpProblem when it is no file */
export async function readUpload(request: Request): Promise<Upload> {
  const body = request.body as unknown;
  if (!Buffer.isBuffer(body)) throw new HttpProblem('origin/import-media-type');
  const type = request.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return { bytes: body, settings: {}, sha256: sha256OfFile(body) };
  const [bytes, settings] = await readForm(type, new Uint8Array(body));
  const file = sha256OfFile(bytes);
  const said = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sha256 = said === '[]' ? file : createHash('sha256').update(`${file} ${said}`).digest('hex');
  return { bytes, settings, sha256 };
}
