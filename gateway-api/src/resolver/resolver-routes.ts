import { Gs1Error, parseDigitalLink, pathText, primaryKeys, type DigitalLink } from '@daunguon/formats/gs1';
import { Router, type Request, type Response } from 'express';
import { HttpProblem, languageOf } from '../http/http-problem.ts';
import { pagePolicy } from '../http/page-policy.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { gs1Words } from './gs1-words.ts';
import { productPage } from './product-page.ts';
import { entitiesOf, type Entity, type EntityLink, type ResolverPlaces } from './entity-links.ts';
import { linkTypeName, linkTypes, vocabulary } from './link-types.ts';
import { linksetOf } from './linkset.ts';

export interface ResolverDeps extends ResolverPlaces {
  readonly store: IndexStore;
}

const methods = 'GET, HEAD, OPTIONS';
const linksetType = 'application/linkset+json';

/** The link as it was asked for, without a slash at its end. @throws HttpProblem naming the AI that is wrong */
const linkOf = ({ gatewayUrl }: ResolverDeps, request: Request): DigitalLink => {
  const [path = '', ...query] = request.originalUrl.split('?');
  try {
    return parseDigitalLink([`${gatewayUrl}${path.replace(/\/$/, '')}`, ...query].join('?'));
  } catch (error) {
    if (!(error instanceof Gs1Error)) throw error;
    const [vi, en] = gs1Words[error.code];
    const place = error.ai === '' ? error.code : `${error.code} (${error.ai})`;
    throw new HttpProblem('resolver/bad-link', `${place}: ${languageOf(request) === 'en' ? en : vi}`);
  }
};

const headersOf = (deps: ResolverDeps, link: DigitalLink): Record<string, string> => ({
  Link: [
    `<${deps.gatewayUrl}${pathText(link.path)}?linkType=linkset>; rel="linkset"; type="${linksetType}"`,
    '<https://ref.gs1.org/standards/resolver/linkset-context>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
  ].join(', '),
});

/** The scanned link on the verifier, unchanged; any other place but EPCIS as it is, with the query passed on. */
const placeOf = (deps: ResolverDeps, link: DigitalLink, target: EntityLink, request: Request): string => {
  // The query language of EPCIS refuses parameters that it does not have.
  if (target.type === 'epcis') return target.href;
  const [, query] = request.originalUrl.split('?');
  const label = target.type === 'verificationService' && link.path[0].ai === '01';
  const href = label ? `${deps.verifierUrl}${pathText(link.path)}` : target.href;
  if (query === undefined || query === '') return href;
  return `${href}${href.includes('?') ? '&' : '?'}${query}`;
};

/** The link of a type at the finest level that has one; without a type the default of the finest level. */
const choose = (entities: readonly Entity[], asked: string | undefined): EntityLink | undefined => {
  if (asked === undefined) return entities[0]?.links[0];
  const name = linkTypeName(asked);
  if (name === 'defaultLink') return entities[0]?.links[0];
  return entities.flatMap(({ links }) => links).find(({ type }) => type === name);
};

/** Keys under which the register keeps anything: logistic units, goods, places. */
const keptKeys = ['00', '01', '414'];
const unknown = ({ path }: DigitalLink): HttpProblem =>
  keptKeys.includes(path[0].ai)
    ? new HttpProblem('resolver/unknown', pathText(path))
    : new HttpProblem('resolver/key-not-kept', `${path[0].ai} ∉ ${keptKeys.join(', ')}`);

async function resolve(deps: ResolverDeps, request: Request, response: Response): Promise<void> {
  const link = response.locals['link'] as DigitalLink;
  const asked = link.parameters.find(([name]) => name === 'linkType')?.[1];
  const entities = await entitiesOf(deps.store, deps, link.path);
  if (entities.length === 0) throw unknown(link);
  response
    .set(headersOf(deps, link))
    .vary('Accept')
    .set('Content-Language', languageOf(request))
    .vary('Accept-Language');
  if (asked === 'linkset' || request.accepts(['text/html', '*/*', linksetType]) === linksetType) {
    response.type(linksetType).send(JSON.stringify(linksetOf(entities, deps.gatewayUrl)));
    return;
  }
  const target = choose(entities, asked);
  if (target === undefined) throw new HttpProblem('resolver/no-such-link', asked);
  response.redirect(307, placeOf(deps, link, target, request));
}

/** What this resolver is (GS1-Conformant Resolver standard, resolver description file). */
const description = ({ gatewayUrl }: ResolverDeps) => ({
  name: 'Dấu Nguồn',
  resolverRoot: gatewayUrl,
  supportedPrimaryKeys: primaryKeys,
  linkTypeDefaultCanBeLinkset: false,
  supportedContextValuesEnumerated: [],
  supportedLinkTypes: Object.entries(linkTypes).map(([name, [vi, en]]) => ({
    namespace: vocabulary,
    prefix: 'gs1:',
    profile: `${vocabulary}${name}`,
    title: `${vi} · ${en}`,
  })),
});

/** Paths of all keys of the AI table; each leads on by 307, answers a linkset, or is refused. */
export const resolverPaths = primaryKeys.map((ai) => `/${ai}/*path`);

/** Every address of a GS1 Digital Link on this host; readable from any page. */
export function resolverRoutes(deps: ResolverDeps): Router {
  const router = Router();
  const keys = primaryKeys.map((ai) => `/${ai}`);
  router.use(['/.well-known/gs1resolver', ...keys], (request, response, next) => {
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': 'Accept, Accept-Language',
      'Access-Control-Expose-Headers': 'Link, Location',
    });
    if (request.method === 'OPTIONS') response.set('Allow', methods).status(204).end();
    else if (methods.split(', ').includes(request.method)) next();
    else throw new HttpProblem('http/method-not-allowed', request.method, { Allow: methods });
  });
  // Before the routes: they decode a path on their own and could only say that something is wrong with it.
  router.use(keys, (request, response, next) => {
    response.locals['link'] = linkOf(deps, request);
    next();
  });
  router.get('/.well-known/gs1resolver', (_request, response) => void response.json(description(deps)));
  for (const path of resolverPaths) router.get(path, (request, response) => resolve(deps, request, response));
  router.get('/products/:gtin', async (request, response) => {
    const { status, html } = await productPage(deps.store, request.params.gtin, deps.verifierUrl);
    response.set({ 'Content-Security-Policy': pagePolicy(), 'Referrer-Policy': 'no-referrer' });
    response.status(status).type('html').send(html);
  });
  return router;
}
