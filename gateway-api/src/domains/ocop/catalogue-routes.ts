import { DomainError, parseCommand, vietnamDate } from '@daunguon/records';
import { Router, type Request } from 'express';
import type { Deps } from '../../deps.ts';
import { catalogueOf, catalogueQuerySchema } from './catalogue.ts';
import { languageOf, publicHeaders, speaker } from '../../public-pages/public-frame.ts';
import { cataloguePage, type Asked } from './catalogue-page.ts';
import { expiringOn } from './expiring.ts';
import type { NoticeBook } from './notice-book.ts';
import { noStoryPage, storyPage } from './story-page.ts';
import { sittingsOf, sittingsQuerySchema } from './sittings.ts';

const today = (): string => vietnamDate(Date.now());

const askedOf = ({ query }: Request): Asked =>
  Object.fromEntries(
    (['text', 'group', 'stars', 'commune', 'standing'] as const).flatMap((name) => {
      const value = query[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** The catalogue of OCOP products, for programs and as a page; the story of each; the reminders of what ends; who sits in which council. */
export function catalogueRoutes({ store, authenticate, config }: Deps, notices: NoticeBook): Router {
  const router = Router();
  router.get('/api/ocop/catalogue', async (request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-cache');
    const found = await catalogueOf(store, parseCommand(catalogueQuerySchema, request.query), today());
    response.json({ statedBy: 'gateway', ...found });
  });
  router.get('/api/ocop/expiring', async (request, response) => {
    await authenticate(request);
    const items = await expiringOn(store, today());
    response.json({
      items: items.map((item) => {
        const noticedOn = notices.noticedOn(item.rating);
        return { ...item, ...(noticedOn === undefined ? {} : { noticedOn }) };
      }),
    });
  });
  router.get('/api/ocop/sittings', async (request, response) => {
    await authenticate(request);
    response.json(await sittingsOf(store, parseCommand(sittingsQuerySchema, request.query)));
  });
  router.use('/ocop', publicHeaders);
  router.get('/ocop', async (request, response) => {
    const language = languageOf(request.query['lang']);
    const asked = askedOf(request);
    const options = { asked, language, isFirst: !request.query['after'], verifierUrl: config.verifierUrl };
    try {
      const found = await catalogueOf(store, parseCommand(catalogueQuerySchema, request.query), today());
      response.send(cataloguePage(found, options));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      response.status(error.status).send(cataloguePage(undefined, options));
    }
  });
  router.get('/ocop/:id', async (request, response) => {
    const speak = speaker(languageOf(request.query['lang']));
    const options = { verifierUrl: config.verifierUrl, today: today() };
    const shown = await storyPage(store, request.params.id, speak, options);
    response.status(shown === undefined ? 404 : 200).send(shown ?? noStoryPage(speak));
  });
  return router;
}
