import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Router } from 'express';
import { pagePolicy, styleHashes } from '../../http/page-policy.ts';
import { galleryOf } from './gallery.ts';
import { sendAbsent } from './item-page.ts';
import type { HeritageDeps } from './media-routes.ts';
import { modelNeeds } from './media/model-needs.ts';
import { modelPage, startScript, type ModelFound } from './model-page.ts';
import { sendPage, speaker } from './page-frame.ts';

/**
 * What the viewer needs and no more: two scripts of our own origin, its one style by its digest, the model, and pictures inside the model,
 * which it holds as blobs.
 */
const policyOf = (viewer: string): string =>
  pagePolicy({
    ...{ 'script-src': "'self'", 'style-src': `'self' ${styleHashes(viewer)}` },
    ...{ 'img-src': "'self' blob: data:", 'connect-src': "'self' blob: data:" },
  });

/** 3D models, drawn in the reader's browser by `<model-viewer>`; nobody else's host is asked. */
export function modelRoutes({ config, store, heritage }: HeritageDeps): Router {
  const router = Router();
  const file = createRequire(import.meta.url).resolve('@google/model-viewer/dist/model-viewer.min.js');
  const allowed = policyOf(readFileSync(file, 'utf8'));
  // A day: with a new version of the product the file may be another one.
  router.get('/heritage/models/model-viewer.js', (_request, response) =>
    response.sendFile(file, { maxAge: 86_400_000 }),
  );
  router.get('/heritage/models/start.js', (_request, response) => void response.type('js').send(startScript));
  router.get('/heritage/models/:id', async (request, response) => {
    const speak = speaker(request.query['lang'] === 'en' ? 'en' : 'vi', config.publicUrl, config.verifierUrl);
    const id = request.params.id.toUpperCase();
    const gallery = await galleryOf(store);
    const medium = [...gallery.media.values()].flat().find((one) => one.id === id && one.body.kind === 'model');
    const item = medium && gallery.items.get(medium.body.item);
    if (medium === undefined || item === undefined) return sendAbsent(store, response, speak, id);
    return sendPage(response, speak, modelPage(speak, item, medium, await foundOf(medium.body.sha256)), { allowed });
  });
  const foundOf = async (digest: string): Promise<ModelFound> => {
    const kept = await heritage.media.open(digest);
    if (kept === undefined) return 'absent';
    try {
      const needs = await modelNeeds(kept);
      return needs === 'too-long' ? needs : { needs };
    } finally {
      await kept.close();
    }
  };
  return router;
}
