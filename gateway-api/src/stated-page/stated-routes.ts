import { vietnamDate } from '@daunguon/records';
import { Router } from 'express';
import { normaliseId } from '@daunguon/proof';
import { publicRecord } from '../domains/record-reads.ts';
import { pagePolicy } from '../http/page-policy.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { missingPage, statedPage, style } from './stated-page.ts';

const policy = pagePolicy();

/** `GET /s/<id>`: what the gateway says about a record, for browsers without JavaScript (the verifier's noscript link leads here). */
export function statedRoutes(store: IndexStore, verifierUrl: string): Router {
  const router = Router();
  router.use('/s', (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-cache',
      'Content-Language': 'vi, en',
    });
    next();
  });
  router.get('/s/style.css', (_request, response) => void response.type('css').send(style));
  router.get('/s/:id', async (request, response) => {
    const id = normaliseId(request.params.id);
    const stated = id === undefined ? undefined : await publicRecord(store, id);
    response.type('html').status(stated === undefined ? 404 : 200);
    response.send(
      stated === undefined ? missingPage(verifierUrl) : statedPage(stated, verifierUrl, vietnamDate(Date.now())),
    );
  });
  return router;
}
