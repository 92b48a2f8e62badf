import { canonicalStem, pathText, type Element } from '@daunguon/formats/gs1';
import {
  aliasId,
  normaliseSiteCode,
  type AliasBody,
  type BatchBody,
  type GrowingAreaBody,
  type RecordState,
  type ShipmentUnitBody,
} from '@daunguon/records';
import { journeyKey } from '../domains/origin/origin-projection.ts';
import { stateIn, stateOf } from '../domains/record-reads.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import type { LinkType } from './link-types.ts';

export interface EntityLink {
  readonly type: LinkType;
  readonly href: string;
  readonly media: string;
}

/** A thing that the register knows, at one level of a Digital Link. */
export interface Entity {
  /** Path of this level: `/01/…`, `/01/…/10/…`. */
  readonly path: string;
  readonly description: string;
  /** The first is the default. */
  readonly links: readonly EntityLink[];
}

export interface ResolverPlaces {
  /** Of the page that proves. */
  readonly verifierUrl: string;
  readonly gatewayUrl: string;
  /** GLN under which the province names growing areas by AI 254; absent: it names none. */
  readonly gln?: string;
}

/** Under one SSCC; the standard keeps it from reuse for a year. */
const mostJourneys = 50;

const page = (type: LinkType, href: string): EntityLink => ({ type, href, media: 'text/html' });
const data = (type: LinkType, href: string): EntityLink => ({ type, href, media: 'application/json' });

const lotEntity = async (
  store: IndexStore,
  places: ResolverPlaces,
  path: string,
  id: string,
): Promise<Entity | undefined> => {
  const alias = await stateOf(store, id);
  const batch = alias?.type === 'origin/alias' ? await stateOf(store, (alias.body as AliasBody).target) : undefined;
  if (batch?.type !== 'origin/batch') return undefined;
  const { product, lot, growingArea, recalls } = batch.body as BatchBody;
  const { verifierUrl, gatewayUrl } = places;
  const area =
    growingArea === undefined ? undefined : ((await stateOf(store, growingArea)) as RecordState<GrowingAreaBody>);
  return {
    path,
    description: `${product.name}, lô ${lot}`,
    links: [
      page('verificationService', `${verifierUrl}${path}`),
      page('pip', `${gatewayUrl}/s/${batch.id}`),
      data('traceability', `${gatewayUrl}/r/${batch.id}/story`),
      data('epcis', `${gatewayUrl}/epcis/events?MATCH_anyEPCClass=${encodeURIComponent(`${canonicalStem}${path}`)}`),
      data('masterData', `${gatewayUrl}/r${path}`),
      data('registryEntry', `${gatewayUrl}/r/${batch.id}`),
      ...(area?.body.standard === undefined ? [] : [page('certificationInfo', `${verifierUrl}/R/${area.id}`)]),
      ...recalls.map((notice) => page('recallStatus', `${verifierUrl}/R/${notice}`)),
    ],
  };
};

/** A lot that nobody registered under a known GTIN: the page that proves so is all that can be said of it. */
const inventedLot = ({ verifierUrl }: ResolverPlaces, path: string, product: string, lot: string): Entity => ({
  path,
  description: `${product}, lô ${lot}: không có trong sổ / not on record`,
  links: [page('verificationService', `${verifierUrl}${path}`)],
});

/** The product of any lot that carries the GTIN: the newest, by one look into the sorted names. */
const gtinEntity = async (
  store: IndexStore,
  { gatewayUrl }: ResolverPlaces,
  path: string,
  gtin: string,
): Promise<Entity | undefined> => {
  const { docs } = await store.find('records', {
    equals: { type: 'origin/alias' },
    prefix: { field: 'name', text: aliasId(gtin, '') },
    limit: 1,
  });
  const [alias] = docs.map(stateIn);
  const batch = alias === undefined ? undefined : await stateOf(store, (alias.body as AliasBody).target);
  if (batch === undefined) return undefined;
  const { product } = batch.body as BatchBody;
  return { path, description: product.name, links: [page('pip', `${gatewayUrl}/products/${gtin}`)] };
};

const areaEntity = async (
  store: IndexStore,
  { verifierUrl, gatewayUrl }: ResolverPlaces,
  path: string,
  puc: string,
): Promise<Entity | undefined> => {
  const { docs } = await store.find('records', { equals: { puc: normaliseSiteCode(puc) }, limit: 1 });
  const [area] = docs.map(stateIn) as RecordState<GrowingAreaBody>[];
  if (area?.type !== 'origin/growing-area') return undefined;
  const links = [
    page('verificationService', `${verifierUrl}/R/${area.id}`),
    page('locationInfo', `${gatewayUrl}/s/${area.id}`),
  ];
  const certified = area.body.standard === undefined ? [] : [page('certificationInfo', `${verifierUrl}/R/${area.id}`)];
  const entry = [data('masterData', `${gatewayUrl}/r/${area.id}`), data('registryEntry', `${gatewayUrl}/r/${area.id}`)];
  return { path, description: area.body.name, links: [...links, ...certified, ...entry] };
};

/** A logistic unit by its SSCC: the journey that is under way, else the newest one that ended. */
const logisticUnitEntity = async (
  store: IndexStore,
  { verifierUrl, gatewayUrl }: ResolverPlaces,
  path: string,
  sscc: string,
): Promise<Entity | undefined> => {
  const { docs } = await store.find('records', {
    equals: { type: 'origin/shipment-unit', lotKey: journeyKey('pallet', sscc) },
    sort: { field: 'ts', descending: true },
    limit: mostJourneys,
  });
  const journeys = docs.map(stateIn) as RecordState<ShipmentUnitBody>[];
  const newest = (some: typeof journeys) => some.toSorted((a, b) => (a.ts < b.ts ? 1 : -1))[0];
  const unit = newest(journeys.filter(({ status }) => status === 'active')) ?? newest(journeys);
  if (unit === undefined) return undefined;
  return {
    path,
    description: `Pallet SSCC ${sscc}`,
    links: [
      page('verificationService', `${verifierUrl}/R/${unit.id}`),
      page('pip', `${gatewayUrl}/s/${unit.id}`),
      data('traceability', `${gatewayUrl}/r/${unit.id}/story`),
      data(
        'epcis',
        `${gatewayUrl}/epcis/events?MATCH_anyEPC=${encodeURIComponent(`urn:daunguon:shipment-unit:${unit.id}`)}`,
      ),
      data('registryEntry', `${gatewayUrl}/r/${unit.id}`),
    ],
  };
};

/**
 * What the register knows along a link's path, the finest level first; qualifiers that it does not know are walked over. A serial is the
 * verifier's to judge: the label as it was scanned is what the lot's default link leads to.
 */
export async function entitiesOf(
  store: IndexStore,
  places: ResolverPlaces,
  path: readonly Element[],
): Promise<Entity[]> {
  const [key, ...qualifiers] = path;
  const value = (ai: string): string | undefined => qualifiers.find((element) => element.ai === ai)?.value;
  const found: (Entity | undefined)[] = [];
  if (key?.ai === '01') {
    const lot = value('10');
    const lotPath = pathText([key, ...(lot === undefined ? [] : [{ ai: '10', value: lot }])]);
    const product = await gtinEntity(store, places, pathText([key]), key.value);
    if (lot !== undefined) {
      const known = await lotEntity(store, places, lotPath, aliasId(key.value, lot));
      found.push(known ?? (product && inventedLot(places, lotPath, product.description, lot)));
    }
    found.push(product);
  }
  const puc = value('254');
  if (key?.ai === '00') found.push(await logisticUnitEntity(store, places, pathText([key]), key.value));
  if (key?.ai === '414' && key.value === places.gln && puc !== undefined)
    found.push(await areaEntity(store, places, pathText(path), puc));
  return found.filter((entity) => entity !== undefined);
}
