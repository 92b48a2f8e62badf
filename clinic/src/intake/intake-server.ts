import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isId } from '@daunguon/proof';
import { retentionYears, vietnamDate, type RetentionClass } from '@daunguon/records';
import { IntakeRefusal, takeIn, type IntakeDeps } from './take-in.ts';

export interface IntakeServerDeps extends IntakeDeps {
  readonly retention: RetentionClass;
  /** Whatever the information system must show, as a bearer token. */
  readonly secret: string;
}

/** Of a body that is too large the rest is read and thrown away: a client that is still sending would else never see the answer. */
const bodyOf = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
  }
  if (size > maxBytes) throw new IntakeRefusal('file-too-large');
  return Buffer.concat(parts);
};

const isSecret = (given: string | undefined, secret: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(`Bearer ${secret}`));
};

const headerOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers[name.toLowerCase()]?.toString();

/** A header carries no Vietnamese letters: names come percent-encoded (RFC 3986). */
const nameOf = (request: IncomingMessage): string => {
  try {
    return decodeURIComponent(headerOf(request, 'X-Name') ?? 'document.json');
  } catch {
    throw new IntakeRefusal('name', 'X-Name');
  }
};

async function takePosted(deps: IntakeServerDeps, request: IncomingMessage): Promise<{ id: string }> {
  const patient = headerOf(request, 'X-Patient');
  if (!isId(patient)) throw new IntakeRefusal('no-patient-code', 'X-Patient');
  const retention = headerOf(request, 'X-Retention') ?? deps.retention;
  if (!Object.hasOwn(retentionYears, retention)) throw new IntakeRefusal('retention', 'X-Retention');
  const supersedes = headerOf(request, 'X-Supersedes');
  if (supersedes !== undefined && deps.store.record(supersedes)?.patient !== patient) {
    throw new IntakeRefusal('no-such-record', 'X-Supersedes');
  }
  const date = headerOf(request, 'X-Date') ?? vietnamDate(deps.now());
  const named = { patient, name: nameOf(request), date, retention: retention as RetentionClass };
  const bytes = await bodyOf(request, deps.maxBytes);
  return { id: await takeIn(deps, { ...named, bytes, ...(supersedes === undefined ? {} : { supersedes }) }) };
}

/**
 * For the information system on the same machine: `POST /records` with the file as body and headers `X-Patient`, optionally `X-Name`,
 * `X-Retention`, `X-Date` and `X-Supersedes`; answers 201 {id}, 401, 413 or 422 {code, pointer}. `GET /records/<id>` answers {id, state}.
 */
export function intakeServer(deps: IntakeServerDeps): Server {
  const answerOf = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
    const [, path = '', id, ...rest] = (request.url ?? '').split('/');
    const isKnown = path === 'records' && rest.length === 0;
    if (!isKnown) return [404, { code: 'not-found' }];
    if (!isSecret(headerOf(request, 'Authorization'), deps.secret)) return [401, { code: 'unauthorised' }];
    if (request.method === 'POST' && id === undefined) return [201, await takePosted(deps, request)];
    const found = request.method === 'GET' && id !== undefined ? deps.store.record(id) : undefined;
    return found === undefined ? [404, { code: 'not-found' }] : [200, { id: found.id, state: found.state }];
  };
  const refused = (error: unknown): [status: number, body: object] => {
    if (!(error instanceof IntakeRefusal)) return [500, { code: 'unexpected' }];
    return [error.code === 'file-too-large' ? 413 : 422, { code: error.code, pointer: error.pointer }];
  };
  const end = (request: IncomingMessage, response: ServerResponse, [status, body]: [number, object]): void => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  return createServer((request, response) => {
    answerOf(request)
      .catch(refused)
      .then((answer) => end(request, response, answer));
  });
}
