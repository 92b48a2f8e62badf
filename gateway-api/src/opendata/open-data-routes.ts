import { attestingRoles, DomainError, openDataset, openDatasets, type OpenDataset } from '@daunguon/records';
import { Router, type Request, type Response } from 'express';
import type { Deps } from '../deps.ts';
import { requireAdministrator } from '../auth/administrator.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { addressesAt } from './addresses.ts';
import { standFor, type Anchoring } from './anchoring.ts';
import { ckanActions, rowsOf } from './ckan.ts';
import { catalogueOf, periodOf, type Published } from './dcat.ts';
import { formats, mediaTypes, type Format } from './files.ts';
import { jsonLdOf, turtleOf, type Node } from './graph.ts';
import { languageOf, publicHeaders, speaker } from '../public-pages/public-frame.ts';
import { cataloguePage, datasetPage, missingPage, type PageOptions, type Shown } from './page.ts';
import type { Published as Publishing } from './publish.ts';
import type { Snapshot, SnapshotStore } from './snapshot-store.ts';

export interface OpenDataParts {
  readonly snapshots: SnapshotStore;
  readonly anchoring: Anchoring;
  /** Publishes what changed; calls that come while one runs share it. */
  readonly publish: () => Promise<Publishing>;
  readonly now: () => number;
}
export type OpenDataDeps = Pick<Deps, 'config' | 'store' | 'authenticate' | 'identityOf'> & {
  readonly opendata: OpenDataParts;
};

const open = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' };

const publisherOf = async ({ store, config }: OpenDataDeps): Promise<readonly [string, string]> => {
  const { docs } = await store.find('records', { equals: { type: 'registry/organisation' }, limit: 1000 });
  const bodies = docs.map(
    (doc) => (doc['state'] as { body?: { mspId?: string; name?: string; nameEn?: string } }).body,
  );
  const body = bodies.find((one) => one?.mspId === config.ownMspId);
  const name = body?.name ?? 'Dấu Nguồn';
  return [name, body?.nameEn ?? name];
};

const catalogue = async (deps: OpenDataDeps): Promise<readonly Node[]> => {
  const { config, opendata } = deps;
  const published = openDatasets.flatMap((spec): Published[] => {
    const snapshot = opendata.snapshots.newest(spec.id);
    if (snapshot === undefined) return [];
    return [{ spec, snapshot, period: periodOf(spec, rowsOf(opendata.snapshots, snapshot), snapshot.asOf) }];
  });
  const { publicUrl } = config;
  return catalogueOf({ addresses: addressesAt(publicUrl), publicUrl, publisher: await publisherOf(deps), published });
};

const shownOf = async ({ store, opendata }: OpenDataDeps, spec: OpenDataset): Promise<Shown> => {
  const versions = opendata.snapshots.versions(spec.id);
  const namesOf = async (format: Format): Promise<string[]> => {
    const [newest] = versions;
    const units = newest === undefined ? [] : await standFor(store, newest.files[format].sha256);
    return units.map(({ unitName }) => unitName);
  };
  const [csv, json] = await Promise.all(formats.map(namesOf));
  return { spec, versions, standing: { csv: csv ?? [], json: json ?? [] } };
};

const versionOf = ({ snapshots }: OpenDataParts, dataset: string, file: string) => {
  const [, version, format] = /^(\d{1,6})\.(csv|json)$/.exec(file) ?? [];
  const snapshot = snapshots.versions(dataset).find((one) => String(one.version) === version);
  return snapshot === undefined ? undefined : { snapshot, format: format as Format };
};

const sendFile = (response: Response, bytes: Buffer, { dataset, version, files }: Snapshot, format: Format): void => {
  const { sha256 } = files[format];
  response.set({
    ...{ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=31536000, immutable' },
    ...{ ETag: `"${sha256}"`, 'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` },
    'Content-Disposition': `attachment; filename="${dataset}-${version}.${format}"`,
    'Content-Type': `${mediaTypes[format]}; charset=utf-8`,
  });
  response.send(bytes);
};

/** The open data: pages, files, catalogue (DCAT-AP 3) and read API (CKAN style); publishing and anchoring for those who may. */
export function openDataRoutes(deps: OpenDataDeps): Router {
  const router = Router();
  const optionsOf = ({ query }: Pick<Request, 'query'>): PageOptions => ({
    speak: speaker(languageOf(query['lang'])),
    verifierUrl: deps.config.verifierUrl,
    addresses: addressesAt(deps.config.publicUrl),
  });
  const sendTurtle = async (response: Response): Promise<void> => {
    const content = turtleOf(await catalogue(deps));
    response.set(open).type('text/turtle; charset=utf-8').send(content);
  };
  const sendJsonLd = async (response: Response): Promise<void> => {
    const content = `${JSON.stringify(jsonLdOf(await catalogue(deps)), null, 1)}\n`;
    response.set(open).type('application/ld+json').send(content);
  };
  router.get('/opendata/catalog.ttl', (_request, response) => sendTurtle(response));
  router.get('/opendata/catalog.jsonld', (_request, response) => sendJsonLd(response));
  router.get('/opendata/catalog', (request, response) => {
    response.vary('Accept');
    const wanted = request.accepts(['application/ld+json', 'application/json', 'text/turtle']);
    return wanted === 'text/turtle' ? sendTurtle(response) : sendJsonLd(response);
  });
  router.get('/opendata', publicHeaders, async (request, response) => {
    const options = optionsOf(request);
    const shown = await Promise.all(openDatasets.map((spec) => shownOf(deps, spec)));
    response.send(cataloguePage(shown, options));
  });
  router.get('/opendata/datasets/:id', publicHeaders, async (request: Request<{ id: string }>, response: Response) => {
    const options = optionsOf(request);
    const spec = openDataset(request.params.id);
    if (spec === undefined) response.status(404).send(missingPage(options));
    else response.send(datasetPage(await shownOf(deps, spec), options));
  });
  router.get('/opendata/datasets/:id/versions/:file', (request, response) => {
    const named = versionOf(deps.opendata, request.params.id, request.params.file);
    if (named === undefined) throw new HttpProblem('http/not-found');
    const { snapshot, format } = named;
    sendFile(response, deps.opendata.snapshots.content(snapshot, format), snapshot, format);
  });
  for (const [name, action] of Object.entries(ckanActions)) {
    router.get(`/api/3/action/${name}`, (request, response) => {
      const { publicUrl } = deps.config;
      const { snapshots } = deps.opendata;
      const { status, body } = action({ snapshots, addresses: addressesAt(publicUrl) }, request.query);
      response
        .set(open)
        .status(status)
        .json({ help: `${publicUrl}/docs`, ...body });
    });
  }
  router.post('/api/opendata/snapshots', async (request, response) => {
    await requireAdministrator(deps, request);
    const done = await deps.opendata.publish();
    if (done.state !== 'published')
      throw new HttpProblem(done.state === 'busy' ? 'ledger/conflict' : 'log/not-published', '', {
        'Retry-After': '5',
      });
    const anchor = await deps.opendata.anchoring.round();
    response.status(201).json({ items: done.snapshots, anchor });
  });
  router.post('/api/opendata/attester', async (request, response) => {
    const { subject, token } = await deps.authenticate(request);
    const { mspId, unit, role } = await deps.identityOf(subject, token);
    if (mspId !== deps.config.ownMspId || unit === '' || !attestingRoles.includes(role))
      throw new DomainError('registry/role-not-allowed', attestingRoles.join(', '));
    // One unit stands for the files at a time; only an administrator puts another in its place.
    const { unit: standing = unit } = deps.opendata.anchoring.attester.current() ?? {};
    if (standing !== unit) await requireAdministrator(deps, request);
    deps.opendata.anchoring.attester.appoint(subject, unit, new Date(deps.opendata.now()).toISOString());
    response.status(201).json({ unit, anchor: await deps.opendata.anchoring.round() });
  });
  router.delete('/api/opendata/attester', async (request, response) => {
    const { subject } = await deps.authenticate(request);
    // The person stops it themselves, or an administrator does.
    if (deps.opendata.anchoring.attester.current()?.subject !== subject) await requireAdministrator(deps, request);
    deps.opendata.anchoring.attester.dismiss();
    response.status(204).end();
  });
  return router;
}
