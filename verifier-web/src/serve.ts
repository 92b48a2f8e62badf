import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { manifestDigest, verifierDist } from './build-manifest.ts';
import { readLabelPath } from './check/label.ts';
import { readEmbedPath } from './embed/embed-path.ts';
import { securityHeaders } from './security-headers.ts';
import { asFile, loadFiles, sendFile } from './static-file.ts';
import type { StaticFile } from './static-file.ts';
import { readTrustFiles } from './trust-files.ts';
import type { TrustFiles } from './trust-files.ts';

export interface VerifierOptions {
  /** 0 takes a free port. */
  port: number;
  /** Folder with policy.txt and policy.json; they are read at every request, because a network writes them after it has keys. */
  trust: string;
  /** Address to listen on; default 127.0.0.1 and ::1 by the name localhost. */
  host?: string;
  /** Folder with the built page; default verifier-web/dist. */
  dist?: string;
}

export interface RunningVerifier {
  url: string;
  close(): Promise<void>;
}

/** Serves the built page and the trust policy on an origin of its own. It knows nothing but files. */
export async function startVerifier({
  port,
  trust,
  host = 'localhost',
  dist = verifierDist,
}: VerifierOptions): Promise<RunningVerifier> {
  const files = await loadFiles(dist);
  const shell = files.get('/index.html')?.bytes.toString('utf8');
  if (shell === undefined) throw new Error('the verifier is not built: run `npm run build` first');

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const policy = await readTrustFiles(trust);
    const path = new URL(request.url ?? '/', 'http://verifier').pathname;
    const sources = [...policy.gateways, ...policy.mirrors, ...policy.nodes];
    const headers = securityHeaders(sources, { framed: readEmbedPath(path) !== null });
    const elsewhere = controllerOf(path, request.headers.accept, policy.gateways[0]);
    if (elsewhere !== undefined)
      return void response.writeHead(303, { ...headers, location: elsewhere, vary: 'Accept' }).end();
    const file =
      policyFile(path, policy) ??
      (await appLinks(path, trust)) ??
      shellFile(shell, path, policy.gateways[0]) ??
      files.get(path);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
    else if (file === undefined)
      response
        .writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
        .end('Không có trang này. No such page.\n');
    else sendFile(request, response, file, headers);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  // Idle connections outlive those of proxies and browsers, which are to close first; who dawdles is cut off.
  [server.keepAliveTimeout, server.headersTimeout, server.requestTimeout] = [65_000, 20_000, 300_000];
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

function policyFile(path: string, { policyText, policyJson }: TrustFiles): StaticFile | undefined {
  if (path === '/policy.txt' && policyText !== null) return asFile('.txt', policyText);
  if (path === '/policy.json' && policyJson !== null) return asFile('.json', policyJson);
  return undefined;
}

/**
 * Where software that resolves an issuer or a key of a credential is led (W3C Controlled Identifiers): it asks for JSON, as no browser
 * does that opens a page. Whoever wants a proof asks the gateway for the record itself.
 */
function controllerOf(path: string, accept = '', gateway: string | undefined): string | undefined {
  const label = readLabelPath(path);
  const wanted = /\bapplication\/(cid|did|json|ld\+json)\b/i.test(accept) && !/\btext\/html\b/i.test(accept);
  if (!wanted || label?.kind !== 'record' || gateway === undefined) return undefined;
  return `${gateway}/api/credential/controllers/${label.id}`;
}

/**
 * Which applications may open this origin's links instead of a browser: files of the operator's, beside the trust policy (Digital Asset Links;
 * Associated Domains).
 */
async function appLinks(path: string, trust: string): Promise<StaticFile | undefined> {
  const name = /^\/\.well-known\/(assetlinks\.json|apple-app-site-association)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const bytes = await readFile(join(trust, 'well-known', name)).catch(() => null);
  return bytes === null ? undefined : asFile('.json', bytes);
}

/** Pages of the one shell that are no record's. */
const pages = new Set(['/', '/v', '/cach-kiem-chung', '/kiem-tra-tep', '/kiem-tra-nhieu', '/tra-cuu-ban-giay']);

/** One shell for home, every label and a credential's printed code (`/v#…`). Its link for browsers without script goes to the gateway's own page, which says what it is. */
function shellFile(shell: string, path: string, gateway: string | undefined): StaticFile | undefined {
  const label = readLabelPath(path) ?? readEmbedPath(path);
  if (label === null && !pages.has(path)) return undefined;
  const target = gateway === undefined ? '/' : label?.kind === 'record' ? `${gateway}/s/${label.id}` : gateway;
  const link = target.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  return asFile('.html', Buffer.from(shell.replace('{{noscript}}', () => link)));
}

const usage = `Phục vụ trang kiểm tra QR ở địa chỉ riêng. Serves the public QR check on its own origin.
  node verifier-web/src/serve.ts [--port 8081] [--trust .daunguon/trust] [--host localhost]
  --trust   folder with policy.txt and policy.json (docs/proof-format.md, section 5)`;

const readArguments = () => {
  const options = {
    port: { type: 'string', default: '8081' },
    trust: { type: 'string', default: join(import.meta.dirname, '../../.daunguon/trust') },
    host: { type: 'string', default: 'localhost' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ options });
  } catch (error) {
    console.error(`${(error as Error).message.split('. ')[0]}\n\n${usage}`);
    return process.exit(64); // EX_USAGE of sysexits.h
  }
};

if (import.meta.main) {
  const { values } = readArguments();
  if (values.help) console.log(usage);
  else {
    const running = await startVerifier({ port: Number(values.port), trust: values.trust, host: values.host });
    console.log(`verifier ${running.url}, build ${await manifestDigest(verifierDist)}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void running.close().then(() => process.exit(0)));
  }
}
