import express, { Router } from 'express';
import { sendProblem } from '../http/http-problem.ts';
import type { Alarms } from './alarms.ts';
import type { Cosigner } from './cosigner.ts';

/** A checkpoint with 63 proof lines has some 4 kB; signatures come on top. */
const mostBytes = '256kb';

/** POST add-checkpoint (C2SP tlog-witness), GET <origin hash>/checkpoint, GET alarms. */
export function cosignerRoutes(cosigner: Cosigner, alarms: Alarms): Router {
  const router = Router();
  router.post('/add-checkpoint', express.text({ type: () => true, limit: mostBytes }), (request, response) => {
    const body: unknown = request.body;
    const answer = cosigner.addCheckpoint(typeof body === 'string' ? body : '');
    if (answer.status === 503) response.set('Retry-After', '1');
    response.status(answer.status).type(answer.type).send(answer.body);
  });
  router.get('/:hash/checkpoint', (request, response) => {
    const note = cosigner.newest(request.params.hash);
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-cache');
    if (note === undefined) response.status(404).type('text/plain').send('no checkpoint of this log\n');
    else response.type('text/plain; charset=utf-8').send(note);
  });
  router.get('/alarms', (_request, response) => {
    response.set('Access-Control-Allow-Origin', '*').json({ alarms: alarms.list() });
  });
  // Express' own page shows the stack, with paths of the machine.
  router.use(sendProblem);
  return router;
}
