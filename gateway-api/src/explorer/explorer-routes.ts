import { openCheckpoint } from '@daunguon/proof';
import { Router, type Request, type RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { cursorOf } from '../domains/read-routes.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Doc, Query } from '../index-store/index-store.ts';
import type { GatewayLog } from '../log/gateway-log.ts';
import type { SerialStore } from '../labels/serial-store.ts';
import { verifyEd25519Natively } from '../log/native-ed25519.ts';
import { blockAt, networkOf, newestFirst, transactionOf } from './ledger-reads.ts';
import { search } from './search.ts';

export interface ExplorerDeps extends Pick<Deps, 'store' | 'authenticate'> {
  readonly log: Pick<GatewayLog, 'policy'>;
  /** Labels that were drawn here. */
  readonly serials?: Pick<SerialStore, 'issuesOf' | 'issue'>;
}

const filters = ['chaincode', 'call', 'msp'] as const;

/** `?limit=&after=` and the filters of a list of transactions. @throws HttpProblem that names the parameter */
function pageQuery({ query }: Request): Pick<Query, 'after' | 'limit' | 'equals'> {
  const limit = query['limit'] === undefined ? 50 : Number(query['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new HttpProblem('http/invalid-query', 'limit');
  const equals: Record<string, string | number> = {};
  for (const name of filters) if (typeof query[name] === 'string' && query[name] !== '') equals[name] = query[name];
  const code = query['code'];
  if (typeof code === 'string' && code !== '') {
    if (!/^\d{1,3}$/.test(code)) throw new HttpProblem('http/invalid-query', 'code');
    equals['code'] = Number(code);
  }
  const after = query['after'];
  if (after === undefined) return { limit, equals };
  return { limit, equals, after: cursorOf(String(after)) };
}

/** The ledger as it is, from the index: for whoever is signed in. It holds no personal data; words that were taken down are left out. */
export function explorerRoutes({ store, authenticate, log, serials }: ExplorerDeps): Router {
  const router = Router();
  const bySerial = (serial: string): string[] =>
    (serials?.issuesOf(serial) ?? []).flatMap((id) => serials?.issue(id)?.batch ?? []);
  const signedIn: RequestHandler = async (request, _response, next) => {
    await authenticate(request);
    next();
  };
  /** Who cosigned a checkpoint, by name, and when; nobody where its note does not open under the policy of today. */
  const cosigned = (note: string): Record<string, string> => {
    const tlog = log.policy()?.tlog;
    if (tlog === undefined) return {};
    try {
      const opened = openCheckpoint(note, tlog, verifyEd25519Natively);
      return Object.fromEntries(
        [...opened.cosigned].map(([name, seconds]) => [name, new Date(seconds * 1000).toISOString()]),
      );
    } catch {
      return {};
    }
  };
  router.get('/api/explorer/blocks', signedIn, async (request, response) => {
    const { equals: _, ...query } = pageQuery(request);
    response.json(await newestFirst(store, 'blocks', query));
  });
  router.get('/api/explorer/blocks/:number', signedIn, async (request, response) => {
    const { number } = request.params;
    const found = /^\d{1,9}$/.test(String(number)) ? await blockAt(store, Number(number)) : undefined;
    if (found === undefined) throw new HttpProblem('explorer/no-such-block', String(number));
    response.json(found);
  });
  router.get('/api/explorer/transactions', signedIn, async (request, response) => {
    response.json(await newestFirst(store, 'transactions', pageQuery(request)));
  });
  router.get('/api/explorer/transactions/:txId', signedIn, async (request, response) => {
    const txId = String(request.params['txId']);
    const found = await transactionOf(store, txId);
    if (found === undefined) throw new HttpProblem('explorer/no-such-transaction', txId);
    response.json(found);
  });
  router.get('/api/explorer/network', signedIn, async (_request, response) => {
    response.json(await networkOf(store));
  });
  router.get('/api/explorer/checkpoints', signedIn, async (request, response) => {
    const { equals: _, ...query } = pageQuery(request);
    const { items, ...rest } = await newestFirst(store, 'checkpoints', query);
    const withCosigners = (line: Doc): object => ({ ...line, cosigned: cosigned(String(line['note'])) });
    response.json({ items: items.map(withCosigners), ...rest });
  });
  router.get('/api/explorer/search', signedIn, async (request, response) => {
    const { text } = request.query;
    if (typeof text !== 'string' || text.trim() === '' || text.length > 200)
      throw new HttpProblem('http/invalid-query', 'text');
    response.json({ items: await search(store, text, bySerial) });
  });
  return router;
}
