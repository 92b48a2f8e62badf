import { idSchema, type EmergencyAccess } from '@daunguon/records';
import { Router } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import type { HealthDeps } from './health-deps.ts';
import { unitNames } from './unit-names.ts';
import { patientOf } from './who.ts';

/** Who read what and why, for the person whom it is about: the entries, and the proof of each whose day is closed. */
export function accessRoutes(deps: HealthDeps): Router {
  const router = Router();
  router.get('/api/health/access-log', async (request, response) => {
    const { data: patient } = idSchema.safeParse(request.query['patient']);
    if (patient === undefined) throw new HttpProblem('http/invalid-query', 'patient');
    await patientOf(deps, request, patient);
    const logged = deps.book.ofPatient(patient);
    const names = await unitNames(
      deps.store,
      logged.map(({ entry }) => entry.unit),
    );
    const items = logged.map(({ entry, ...place }) => {
      const opened = entry.breakGlass && deps.docs.get<EmergencyAccess>('break-glass', entry.breakGlass);
      const why = opened && entry.act === 'break-glass' ? { why: opened.reason } : {};
      return { entry, ...place, unitName: names.get(entry.unit) ?? '', ...why };
    });
    response.set('Cache-Control', 'no-store').json({ items: items.reverse() });
  });
  return router;
}
