import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file ready to be sent. */
export interface StaticFile {
  bytes: Buffer;
  gzip: Buffer | null;
  type: string;
  etag: string;
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export function asFile(extension: string, bytes: Buffer): StaticFile {
  return {
    bytes,
    gzip: bytes.length < 600 ? null : gzipSync(bytes),
    type: mediaTypes[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

/** Every file of a folder, and of those in it, by its path on the site. */
export async function loadFiles(folder: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).replaceAll('\\', '/')}`, asFile(extname(file), await readFile(file)));
  }
  return files;
}

/** Answers with the file: 304 where the reader has it, gzip where it takes it, no body to HEAD. Kept no longer than asked (`no-cache`) unless `headers` says otherwise. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: StaticFile,
  headers: Record<string, string>,
): void {
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, { ...headers, etag: file.etag }).end();
    return;
  }
  const zipped = file.gzip !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const bytes = zipped && file.gzip !== null ? file.gzip : file.bytes;
  response.writeHead(200, {
    'cache-control': 'no-cache',
    ...headers,
    'content-type': file.type,
    'content-length': bytes.length,
    vary: 'accept-encoding',
    etag: file.etag,
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
