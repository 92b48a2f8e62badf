import { Router } from 'express';
import { languageOf, publicHeaders, publicStyle, speaker } from './public-frame.ts';
import { startPage, type Doors } from './start-page.ts';

/** `GET /` and the style of all public pages. */
export function startRoutes(doors: Doors): Router {
  const router = Router();
  router.get('/', publicHeaders, (request, response) => {
    response.send(startPage(speaker(languageOf(request.query['lang'])), doors));
  });
  router.get('/pages.css', (_request, response) => {
    response.type('css').set('Cache-Control', 'no-cache').send(publicStyle);
  });
  return router;
}
