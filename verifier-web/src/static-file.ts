import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
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
  '.wasm': 'application/wasm',
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

/** Every file of a folder by its path on the site. */
export async function loadFiles(folder: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const name of await readdir(folder).catch(() => []))
    files.set(`/${name}`, asFile(extname(name), await readFile(join(folder, name))));
  return files;
}
