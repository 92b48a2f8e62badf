import { isTraining, type GrowingAreaBody, type RecordState } from '@daunguon/records';
import { Router, type Response } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { stateIn, stateOf } from '../domains/record-reads.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { areaFeature, inBox, type AreaFeature } from './area-feature.ts';
import { itemsQuery, type ItemsQuery } from './ogc-query.ts';

export interface OgcDeps {
  readonly store: IndexStore;
  readonly publicUrl: string;
}

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
/** Our OpenAPI is 3.1, for which the standard has no conformance class. */
const classes = ['core', 'geojson'].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`);
const geoJson = 'application/geo+json';
/** The province, in degrees: where growing areas can lie. */
const extent = [106.3, 10.5, 107.6, 12.4];
/** Rows read for one page at most, so that a box in the sea does not read for ever; the next link goes on. */
const mostRead = 5000;

const pageSize = 500;

/** The growing areas that a query asks for, in the order of their ids, and where the next page begins. */
async function itemsOf(store: IndexStore, { limit, box, time, after }: ItemsQuery) {
  const wanted = ({ properties }: AreaFeature): boolean => {
    const updated = Date.parse(properties.updated);
    return time === undefined || (time.from <= updated && updated <= time.until);
  };
  const features: AreaFeature[] = [];
  let next = after;
  for (let read = 0; read < mostRead && features.length < limit;) {
    // Never more than are missing: a cursor stands behind a page, not inside one.
    const size = Math.min(pageSize, limit - features.length);
    const query = {
      equals: { type: 'origin/growing-area' },
      limit: size,
      ...(next === undefined ? {} : { after: next }),
    };
    const page = await store.find('records', query);
    const real = page.docs.map(stateIn).filter((state) => !isTraining(state));
    const found = real.map((state) => areaFeature(state as RecordState<GrowingAreaBody>));
    features.push(...found.filter((one) => wanted(one) && (box === undefined || inBox(one, box))));
    read += page.docs.length;
    next = page.next;
    if (next === undefined) break;
  }
  return { features, next };
}

/** Growing areas as OGC API Features, part 1 (core and GeoJSON), for the province's map. */
export function ogcRoutes({ store, publicUrl }: OgcDeps): Router {
  const router = Router();
  const root = `${publicUrl}/ogc`;
  const items = `${root}/collections/growing-areas/items`;
  const link = (rel: string, href: string, type = 'application/json', title?: string) => ({
    ...{ rel, href, type },
    ...(title === undefined ? {} : { title }),
  });
  const collection = {
    id: 'growing-areas',
    title: 'Vùng trồng / Growing areas',
    description: 'Vùng trồng có mã số trên sổ cái / Growing areas with a code, as the ledger has them',
    extent: { spatial: { bbox: [extent], crs: crs84 }, temporal: { interval: [[null, null]] } },
    itemType: 'feature',
    crs: [crs84],
    links: [
      link('self', `${root}/collections/growing-areas`),
      link('items', items, geoJson, 'Vùng trồng / Growing areas'),
    ],
  };
  const send = (response: Response, body: object, type = 'application/json'): void => {
    response.type(type).send(JSON.stringify(body));
  };
  router.use('/ogc', (_request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/ogc', (_request, response) => {
    send(response, {
      title: 'Dấu Nguồn – bản đồ vùng trồng / growing areas',
      links: [
        link('self', root),
        link('service-desc', `${publicUrl}/openapi.json`, 'application/vnd.oai.openapi+json;version=3.1'),
        link('service-doc', `${publicUrl}/docs`, 'text/html'),
        link('conformance', `${root}/conformance`),
        link('data', `${root}/collections`),
      ],
    });
  });
  router.get('/ogc/conformance', (_request, response) => send(response, { conformsTo: classes }));
  router.get('/ogc/collections', (_request, response) => {
    send(response, { links: [link('self', `${root}/collections`)], collections: [collection] });
  });
  router.get('/ogc/collections/growing-areas', (_request, response) => send(response, collection));
  router.get('/ogc/collections/growing-areas/items', async (request, response) => {
    const query = itemsQuery(request.query);
    const { features, next } = await itemsOf(store, query);
    const asked = new URLSearchParams(request.query as Record<string, string>);
    const self = asked.size === 0 ? items : `${items}?${asked}`;
    const following = new URLSearchParams(asked);
    if (next !== undefined) following.set('after', next);
    const body = {
      type: 'FeatureCollection',
      features,
      numberReturned: features.length,
      timeStamp: new Date().toISOString(),
      links: [
        link('self', self, geoJson),
        link('collection', `${root}/collections/growing-areas`),
        ...(next === undefined ? [] : [link('next', `${items}?${following}`, geoJson)]),
      ],
    };
    send(response, body, geoJson);
  });
  router.get('/ogc/collections/growing-areas/items/:id', async (request, response) => {
    const { id } = request.params;
    const area = await stateOf(store, id);
    if (area?.type !== 'origin/growing-area') throw new HttpProblem('http/record-not-found', id);
    const feature = areaFeature(area as RecordState<GrowingAreaBody>);
    const links = [link('self', `${items}/${id}`, geoJson), link('collection', `${root}/collections/growing-areas`)];
    send(response, { ...feature, links }, geoJson);
  });
  return router;
}
