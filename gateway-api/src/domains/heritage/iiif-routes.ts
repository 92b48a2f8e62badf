import { DomainError } from '@daunguon/records';
import { Router, type Response } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import { stateOf } from '../record-reads.ts';
import { galleryOf, unitName, type Medium } from './gallery.ts';
import {
  collectionOf,
  hasCanvas,
  imageAt,
  imageContext,
  imageId,
  imageInfo,
  manifestOf,
  presentationContext,
} from './iiif.ts';
import { isForAll, type HeritageDeps } from './media-routes.ts';
import { sendKept } from './send-kept.ts';

const sendJson = (response: Response, context: string, body: object): void => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
  response.type(`application/ld+json;profile="${context}"`).send(JSON.stringify(body));
};

/** Manifests, collection and images for viewers anywhere. */
export function iiifRoutes(deps: HeritageDeps): Router {
  const router = Router();
  const { publicUrl: base, verifierUrl } = deps.config;
  /** @throws 410 for what was taken down, 404 for what never was shown */
  const absent = async (id: string): Promise<never> => {
    const status = (await stateOf(deps.store, id))?.status;
    throw status === 'erased' ? new DomainError('heritage/taken-down', id) : new HttpProblem('http/not-found');
  };
  const mediumOf = async (id: string): Promise<Medium> => {
    const { media } = await galleryOf(deps.store);
    const found = [...media.values()].flat().find((one) => one.id === id && one.body.kind === 'image');
    return found ?? absent(id);
  };
  router.get('/iiif/3/collection', async (_request, response) => {
    sendJson(response, presentationContext, collectionOf(await galleryOf(deps.store), base));
  });
  router.get('/iiif/3/items/:id/manifest', async (request, response) => {
    const { items, media } = await galleryOf(deps.store);
    const { id } = request.params;
    const [item, own] = [items.get(id), media.get(id) ?? []];
    if (item === undefined) return absent(id);
    if (!hasCanvas(own)) throw new HttpProblem('http/not-found');
    const steward = await unitName(deps.store, item.owner);
    return sendJson(response, presentationContext, manifestOf(item, own, { base, verifierUrl, steward }));
  });
  router.get('/iiif/3/images/:id', async (request, response) => {
    await mediumOf(request.params.id);
    response.set('Access-Control-Allow-Origin', '*').redirect(303, `${imageId(base, request.params.id)}/info.json`);
  });
  router.get('/iiif/3/images/:id/info.json', async (request, response) => {
    sendJson(response, imageContext, imageInfo(await mediumOf(request.params.id), base));
  });
  router.get('/iiif/3/images/:id/full/:size/0/default.jpg', async (request, response) => {
    const digest = imageAt(await mediumOf(request.params.id), request.params.size);
    if (digest === undefined || !isForAll(deps.heritage.media, digest)) throw new HttpProblem('http/not-found');
    await sendKept(request, response, deps.heritage.media, digest);
  });
  return router;
}
