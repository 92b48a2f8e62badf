import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asFile, loadFiles, sendFile, type StaticFile } from '../../verifier-web/src/static-file.ts';
import { readTrustFiles } from '../../verifier-web/src/trust-files.ts';
import { explorerDist } from './build-explorer.ts';
import { forward, isForGateway } from './proxy.ts';
import { securityHeaders } from './security-headers.ts';

export interface ExplorerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly gateway: string;
  /** Public address of the verifier, to which proof links lead. */
  readonly verifier: string;
  /** Folder with policy.txt and policy.json, against which the page verifies receipts. */
  readonly trust: string;
  /** With whom the page talks besides: issuer and enrolment agent. */
  readonly connect: readonly string[];
  readonly host?: string;
  readonly dist?: string;
}

/** The field app: a target of its own below this path. */
const isField = (path: string): boolean => path === '/field' || path.startsWith('/field/');
const [fieldShell, fieldWorker] = ['/field/index.html', '/field/sw.js'];

/** Serves the built workspaces and hands the API's paths to the gateway. Knows nothing of sessions or records. */
export async function startExplorer(options: ExplorerOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, gateway, trust, connect, host = 'localhost', dist = explorerDist } = options;
  const files = await loadFiles(dist);
  const shell = files.get('/index.html');
  if (shell === undefined) throw new Error('the workspaces are not built: run `npm run build` first');
  const [workspaceHeaders, fieldHeaders] = [securityHeaders(connect), securityHeaders(connect, { field: true })];
  files.set(fieldWorker, workerUnder(files.get(fieldWorker), fieldHeaders));
  const settings = asFile('.json', Buffer.from(JSON.stringify({ verifier: options.verifier })));

  const fileAt = async (path: string): Promise<StaticFile | undefined> => {
    if (path === '/settings.json') return settings;
    if (path === '/policy.txt' || path === '/policy.json') {
      const { policyText, policyJson } = await readTrustFiles(trust);
      const bytes = path === '/policy.txt' ? policyText : policyJson;
      return bytes === null ? undefined : asFile(path.slice(path.lastIndexOf('.')), bytes);
    }
    // A path without an extension is a page: the router in the browser knows which.
    return files.get(path) ?? (/\.\w+$/.test(path) ? undefined : isField(path) ? files.get(fieldShell) : shell);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://explorer');
    const file = await fileAt(pathname);
    const headers = isField(pathname) ? fieldHeaders : workspaceHeaders;
    if (request.method !== 'GET' && request.method !== 'HEAD')
      response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
    else if (file === undefined)
      response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end('Không có. None.\n');
    else
      sendFile(request, response, file, {
        ...headers,
        'cache-control': cacheOf(pathname, file === shell || pathname === fieldWorker),
      });
  };
  const server = createServer((request, response) => {
    if (isForGateway(request.url ?? '/')) forward(request, response, gateway);
    else answer(request, response).catch(() => response.writeHead(500).end());
  });
  // Idle connections outlive those of proxies and browsers, which are to close first; who dawdles is cut off.
  [server.keepAliveTimeout, server.headersTimeout, server.requestTimeout] = [65_000, 20_000, 300_000];
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The field app's worker as it is served under these headers. What it keeps of a page keeps the page's headers too: with other headers it is another
 * worker, so that browsers install it and fetch the page anew.
 */
const workerUnder = (built: StaticFile | undefined, headers: Readonly<Record<string, string>>): StaticFile => {
  if (built === undefined) throw new Error('the field app is not built: run `npm run build` first');
  const version = createHash('sha256').update(JSON.stringify(headers)).digest('hex').slice(0, 16);
  return asFile('.js', Buffer.concat([Buffer.from(`const HEADERS_VERSION=${JSON.stringify(version)};`), built.bytes]));
};

/** Files whose name carries their digest never change. */
const cacheOf = (path: string, isShell: boolean): string =>
  !isShell && /-[\w-]{8}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

const usage = `Phục vụ trang làm việc. Serves the workspaces and hands /api, /session and /r to the gateway.
  node explorer-ui/server/serve.ts [--port 8082] [--gateway http://localhost:8080] [--verifier http://localhost:8081]
                                   [--issuer http://localhost:8083] [--agent http://localhost:8084] [--trust .daunguon/trust]
                                   [--host localhost]`;

if (import.meta.main) {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  const { values } = parseArgs({
    options: {
      port: text('8082'),
      host: text('localhost'),
      gateway: text('http://localhost:8080'),
      verifier: text('http://localhost:8081'),
      issuer: text('http://localhost:8083'),
      agent: text('http://localhost:8084'),
      trust: text(join(import.meta.dirname, '../../.daunguon/trust')),
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(usage);
  else {
    const { port, host, gateway, verifier, trust, issuer, agent } = values;
    const connect = [issuer, agent];
    const running = await startExplorer({ port: Number(port), host, gateway, verifier, trust, connect });
    console.log(`ready explorer ${running.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void running.close().then(() => process.exit(0)));
  }
}
