import type { RecordState, Takedown } from '@daunguon/records';
import { recordTitle } from '@daunguon/records/record-title';
import { Router, type Request } from 'express';
import { isId } from '@daunguon/proof';
import type { Deps } from '../deps.ts';
import { sendCsvPages } from '../http/csv-pages.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { IndexStore, Query, StoredDoc } from '../index-store/index-store.ts';
import { decodeCursor } from '../index-store/page-cursor.ts';
import { versionsOf } from '../index-store/version-keys.ts';
import { genealogyOf } from './origin/genealogy.ts';
import { publicRecord, stateIn, statesOf } from './record-reads.ts';
import { takedownOver, withheldBy } from './withheld.ts';

const filters = ['status', 'owner', 'commune', 'unit', 'batch', 'subject', 'transitTo'] as const;
/** With the notice: on what ground, and when. */
const gone = (id: string, takedown: Takedown): HttpProblem =>
  new HttpProblem('heritage/taken-down', id, {}, { takedown });
const notFound = (): HttpProblem => new HttpProblem('http/record-not-found');

/** `next` of the page before. @throws HttpProblem */
export const cursorOf = (after: string): string => {
  try {
    decodeCursor(after);
    return after;
  } catch {
    throw new HttpProblem('http/invalid-query', 'after');
  }
};

/** `?limit=&after=&text=` and equality filters of a list. */
function listQuery(type: string, query: Readonly<Record<string, unknown>>): Query & { readonly limit: number } {
  const equals: Record<string, string> = { type };
  for (const name of filters) if (typeof query[name] === 'string') equals[name] = query[name];
  const limit = query['limit'] === undefined ? 50 : Number(query['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new HttpProblem('http/invalid-query', 'limit');
  return {
    equals,
    limit,
    ...(typeof query['after'] === 'string' ? { after: cursorOf(query['after']) } : {}),
    ...(typeof query['text'] === 'string'
      ? { prefix: { field: 'name', text: query['text'] } }
      : { sort: { field: 'ts', descending: true } }),
  };
}

/** A page without what `isShown` leaves out. Its cursor names its last document, so that is never one that was left out. */
async function shownPage(
  store: IndexStore,
  query: Query & { readonly limit: number },
  isShown: (state: RecordState) => Promise<boolean>,
): Promise<{ readonly items: readonly StoredDoc[]; readonly next?: string }> {
  const items: StoredDoc[] = [];
  let after = query.after;
  for (;;) {
    const rest = { ...query, limit: query.limit - items.length, ...(after === undefined ? {} : { after }) };
    const { docs, next } = await store.find('records', rest);
    let last: StoredDoc | undefined;
    for (const doc of docs) {
      if (!(await isShown(stateIn(doc)))) continue;
      items.push(doc);
      last = doc;
    }
    if (next === undefined) return { items };
    if (last === docs.at(-1)) return { items, next };
    after = next;
  }
}

const csvHead = ['ma_ho_so', 'loai', 'ten', 'tinh_trang', 'don_vi', 'ghi_luc', 'phien_ban', 'giao_dich', 'khoi'];

/** Records as rows: what each is, who holds it, and where its newest version stands on the ledger. */
async function csvRows(store: IndexStore, docs: readonly StoredDoc[]): Promise<string[][]> {
  const owners = await statesOf(store, [...new Set(docs.map((doc) => stateIn(doc).owner))]);
  return docs.map((doc) => {
    const state = stateIn(doc);
    const owner = owners.get(state.owner);
    return [
      ...[state.id, state.type, recordTitle(state), state.status, owner === undefined ? '' : recordTitle(owner)],
      ...[state.ts, String(state.version), String(doc['txId']), String(doc['blockNumber'])],
    ];
  });
}

/** What the gateway tells beside a proof. Every label that is scanned asks it, so it stands by itself and is mounted early. */
export function storyRoutes(store: IndexStore): Router {
  const router = Router();
  router.get('/r/:id/story', async (request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-cache');
    const id = request.params.id.toUpperCase();
    const found = isId(id) ? await publicRecord(store, id) : undefined;
    if (found === undefined) throw notFound();
    const withheld = await withheldBy(store, found.record);
    if (withheld !== undefined) throw gone(found.record.id, withheld);
    response.json(found);
  });
  return router;
}

/** Reads, all from the index: lists, and one record with its history and family. */
export function readRoutes(
  { store, authenticate, identityOf }: Pick<Deps, 'store' | 'authenticate' | 'identityOf'>,
  lists: Readonly<Record<string, string>>,
): Router {
  const router = Router();
  /** Whether the signed-in person works for the unit that owns a record. Asked where that makes a difference only: it enrols. */
  const ownerBehind = async (request: Request): Promise<(state: RecordState) => Promise<boolean>> => {
    const { subject, token } = await authenticate(request);
    let unit: Promise<string> | undefined;
    // Whose unit cannot be told, such as who has none, is a stranger.
    const ask = (): Promise<string> =>
      identityOf(subject, token).then(
        (who) => who.unit,
        () => '',
      );
    return async ({ owner }) => owner === (await (unit ??= ask()));
  };
  const shownTo = async (request: Request): Promise<(state: RecordState) => Promise<boolean>> => {
    const isOwner = await ownerBehind(request);
    return async (state) => (await withheldBy(store, state)) === undefined || (await isOwner(state));
  };
  router.get('/api/lists/:domain/:kind.csv', async (request, response) => {
    const { domain, kind } = request.params;
    const isShown = await shownTo(request);
    const type = Object.values(lists).find((one) => one === `${domain}/${kind}`);
    if (type === undefined) throw new HttpProblem('http/not-found');
    const query = { ...listQuery(type, request.query), limit: 1000 };
    await sendCsvPages(
      response,
      { name: `${domain}-${kind}.csv`, head: csvHead },
      async (after) => {
        const page = await shownPage(store, after === undefined ? query : { ...query, after }, isShown);
        return { ...page, items: await csvRows(store, page.items) };
      },
      (row) => row,
    );
  });
  for (const [path, type] of Object.entries(lists)) {
    router.get(path, async (request, response) => {
      const page = await shownPage(store, listQuery(type, request.query), await shownTo(request));
      response.json({ ...page, items: page.items.map(stateIn) });
    });
    router.get(`${path}/:id`, async (request, response) => {
      const isOwner = await ownerBehind(request);
      const found = await publicRecord(store, request.params.id);
      if (found?.record.type !== type) throw notFound();
      const id = found.record.id;
      // Earlier versions still have the words that the present one has lost.
      const takedown = await takedownOver(store, found.record);
      if (takedown !== undefined && !(await isOwner(found.record))) throw gone(id, takedown);
      const history = await store.find('versions', { ...versionsOf(id), limit: 1000 });
      const genealogy = await genealogyOf(store, found.record);
      response.json({
        ...found,
        history: history.docs.map((doc) => ({
          txId: doc['txId'],
          blockNumber: doc['blockNumber'],
          state: stateIn(doc),
        })),
        ...(genealogy === undefined ? {} : { genealogy }),
      });
    });
  }
  return router;
}
