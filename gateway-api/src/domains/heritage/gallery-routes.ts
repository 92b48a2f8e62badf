import { DomainError, parseCommand, vietnamDate } from '@daunguon/records';
import { Router, type Request } from 'express';
import { statesOf } from '../record-reads.ts';
import { galleryOf, galleryQuerySchema, unitName, type Route } from './gallery.ts';
import { galleryPage, type Asked } from './gallery-page.ts';
import { itemPage, missingPage, sendAbsent } from './item-page.ts';
import type { HeritageDeps } from './media-routes.ts';
import { galleryStyle, sendPage, speaker, type Speaker } from './page-frame.ts';
import { routePage, routesPage } from './route-page.ts';
import { qrSvg, siteSigns } from './site-signs.ts';

const askedOf = ({ query }: Request): Asked =>
  Object.fromEntries(
    (['text', 'kind', 'commune', 'page'] as const).flatMap((name) => {
      const value = query[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** The public gallery: pages without script, for everybody. */
export function galleryRoutes(deps: HeritageDeps): Router {
  const router = Router();
  const { publicUrl, verifierUrl } = deps.config;
  const speak = ({ query }: Request): Speaker => speaker(query['lang'] === 'en' ? 'en' : 'vi', publicUrl, verifierUrl);
  const itemUrl = (id: string): string => `${publicUrl}/heritage/items/${id}`;
  router.get('/heritage/style.css', (_request, response) => void response.type('css').send(galleryStyle));
  router.get('/heritage', async (request, response) => {
    const [speaking, asked, gallery] = [speak(request), askedOf(request), await galleryOf(deps.store)];
    try {
      sendPage(response, speaking, galleryPage(speaking, gallery, parseCommand(galleryQuerySchema, asked), asked));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      sendPage(response, speaking, galleryPage(speaking, gallery, undefined, asked), { status: error.status });
    }
  });
  router.get('/heritage/items/:id', async (request, response) => {
    const [speaking, gallery, id] = [speak(request), await galleryOf(deps.store), request.params.id.toUpperCase()];
    const item = gallery.items.get(id);
    if (item === undefined) return sendAbsent(deps.store, response, speaking, id);
    return sendPage(response, speaking, itemPage(speaking, gallery, item, await unitName(deps.store, item.owner)));
  });
  // The workspaces know the API on their own origin only.
  router.get('/api/heritage/items/:id/page', (request, response) => {
    response.redirect(303, speak(request).to(itemUrl(request.params.id)));
  });
  router.get('/heritage/items/:id/qr.svg', async (request, response) => {
    const { id } = request.params;
    const isShown = (await galleryOf(deps.store)).items.has(id);
    if (!isShown) throw new DomainError('heritage/item-not-found', id);
    response
      .type('image/svg+xml')
      .set('Content-Security-Policy', "default-src 'none'")
      .send(qrSvg(itemUrl(id)));
  });
  router.get('/heritage/routes', async (request, response) => {
    const speaking = speak(request);
    sendPage(response, speaking, routesPage(speaking, await galleryOf(deps.store)));
  });
  const routeOf = async (id: string): Promise<Route | undefined> => (await galleryOf(deps.store)).routes.get(id);
  router.get('/heritage/routes/:id', async (request, response) => {
    const [speaking, gallery, route] = [speak(request), await galleryOf(deps.store), await routeOf(request.params.id)];
    if (route === undefined) return sendPage(response, speaking, missingPage(speaking), { status: 404 });
    const products = await statesOf(
      deps.store,
      route.body.stops.flatMap((stop) => stop.products ?? []),
    );
    const today = vietnamDate(Date.now());
    return sendPage(response, speaking, routePage(speaking, gallery, route, products, today));
  });
  router.get('/heritage/routes/:id/signs.pdf', async (request, response) => {
    const [gallery, route] = [await galleryOf(deps.store), await routeOf(request.params.id)];
    if (route === undefined) throw new DomainError('heritage/route-not-found', request.params.id);
    const signs = route.body.stops.flatMap(({ item }) => {
      const found = gallery.items.get(item);
      if (found === undefined) return [];
      const { name, nameEn, places } = found.body;
      return [{ name, nameEn, place: places.map((one) => one.name).join(', '), url: itemUrl(item) }];
    });
    const pdf = await siteSigns(route.body.name, signs);
    response.type('application/pdf').set('Content-Disposition', `inline; filename="${route.id}.pdf"`).send(pdf);
  });
  return router;
}
