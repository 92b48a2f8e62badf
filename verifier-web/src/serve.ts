import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { verifierDist } from './build-verifier.ts';
import { securityHeaders } from './security-headers.ts';

export interface VerifierOptions {
  /** 0 takes a free port. */
  port: number;
  /** Address of the gateway whose records the page fetches. */
  gateway: string;
  /** Address to listen on; default 127.0.0.1 and ::1 by the name localhost. */
  host?: string;
  /** Folder with the built page; default verifier-web/dist. */
  dist?: string;
}

export interface RunningVerifier {
  url: string;
  close(): Promise<void>;
}

interface StaticFile {
  bytes: Buffer;
  gzip: Buffer | null;
  type: string;
  etag: string;
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Path of a label (trust.md §3): upper or lower case r, 26 Crockford characters. */
const recordPath = /^\/r\/([0-7][0-9a-hjkmnp-tv-z]{25})\/?$/i;

/** Serves the built page from verifier-web/dist on its own origin. It knows nothing but files and the gateway's address. */
export async function startVerifier({
  port,
  gateway,
  host = 'localhost',
  dist = verifierDist,
}: VerifierOptions): Promise<RunningVerifier> {
  const gatewayUrl = gateway.replace(/\/+$/, '');
  const headers = securityHeaders(gatewayUrl);
  const files = await loadFiles(dist);
  files.set('/config.json', asFile('.json', Buffer.from(JSON.stringify({ gateway: gatewayUrl }))));
  const shell = files.get('/index.html')?.bytes.toString('utf8');
  if (shell === undefined) throw new Error('the verifier is not built: run `npm run build` first');

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://verifier').pathname;
    const id = recordPath.exec(path)?.[1]?.toUpperCase();
    const file =
      id !== undefined || path === '/'
        ? asFile('.html', Buffer.from(fillShell(shell, gatewayUrl, id)))
        : files.get(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
    } else if (file === undefined) {
      response
        .writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
        .end('Không có trang này. No such page.\n');
    } else if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304, { ...headers, etag: file.etag }).end();
    } else {
      const zipped = file.gzip !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      const bytes = zipped && file.gzip !== null ? file.gzip : file.bytes;
      response.writeHead(200, {
        ...headers,
        'content-type': file.type,
        'content-length': bytes.length,
        'cache-control': 'no-cache',
        vary: 'accept-encoding',
        etag: file.etag,
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
      });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The link for browsers without script: the gateway's own page, which says that it is only the server's word. */
function fillShell(shell: string, gateway: string, id: string | undefined): string {
  const target = id === undefined ? gateway : `${gateway}/s/${id}`;
  return shell.replace(
    '{{noscript}}',
    target.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`),
  );
}

async function loadFiles(dist: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const name of await readdir(dist).catch(() => []))
    files.set(`/${name}`, asFile(extname(name), await readFile(join(dist, name))));
  return files;
}

function asFile(extension: string, bytes: Buffer): StaticFile {
  return {
    bytes,
    gzip: bytes.length < 600 ? null : gzipSync(bytes),
    type: mediaTypes[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

const usage = `Serves the public QR check on its own origin.
  node verifier-web/src/serve.ts [--port 8081] [--gateway http://localhost:8080] [--host localhost]`;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8081' },
      gateway: { type: 'string', default: 'http://localhost:8080' },
      host: { type: 'string', default: 'localhost' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(usage);
  else {
    const running = await startVerifier({ port: Number(values.port), gateway: values.gateway, host: values.host });
    console.log(`verifier ${running.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void running.close().then(() => process.exit(0)));
  }
}
