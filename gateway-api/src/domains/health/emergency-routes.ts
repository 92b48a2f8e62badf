import {
  breakGlassEnds,
  breakGlassSchema,
  DomainError,
  reviewBreakGlass,
  reviewSchema,
  type EmergencyAccess,
} from '@daunguon/records';
import { Router } from 'express';
import { sent } from '../../http/sent-body.ts';
import { jsonBody } from './bodies.ts';
import type { HealthDeps } from './health-deps.ts';
import { once } from './once.ts';
import { unitNames } from './unit-names.ts';
import { departmentOf, facilityOf, requirePatient } from './who.ts';

/** Breaking the glass: opened with a reason, reviewed by the department, shown to the patient. */
export function emergencyRoutes(deps: HealthDeps): Router {
  const router = Router();
  const { docs, book } = deps;
  const now = (): string => new Date(deps.now()).toISOString();
  const save = (opened: EmergencyAccess): void =>
    docs.put('break-glass', opened.id, opened, { patient: opened.patient, ref: opened.unit });

  router.post('/api/health/break-glass', jsonBody, async (request, response) => {
    const { unit, role, tag } = await facilityOf(deps, request);
    const command = sent(breakGlassSchema, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { id, patient, reason } = command;
      requirePatient(deps, patient);
      if (docs.get('break-glass', id) !== undefined) throw new DomainError('health/id-in-use', id);
      const opened: EmergencyAccess = { id, patient, unit, by: tag, reason, at: now() };
      save(opened);
      book.append({ at: opened.at, act: 'break-glass', outcome: 'done', patient, unit, role, breakGlass: id });
      return { id, until: breakGlassEnds(opened) };
    });
    response.status(201).json(answer);
  });

  router.get('/api/health/break-glass', async (request, response) => {
    await departmentOf(deps, request);
    const all = docs.all<EmergencyAccess>('break-glass').reverse();
    const names = await unitNames(
      deps.store,
      all.map(({ unit }) => unit),
    );
    response.set('Cache-Control', 'no-store');
    response.json({
      items: all.map(({ id, unit, reason, at, review }) => ({
        ...{ id, unit, unitName: names.get(unit) ?? unit, reason, at },
        ...(review === undefined ? {} : { review }),
      })),
    });
  });

  router.post('/api/health/break-glass/review', jsonBody, async (request, response) => {
    const { tag } = await departmentOf(deps, request);
    const command = sent(reviewSchema, request);
    const answer = once(deps, { tag, route: request.path, command }, () => {
      const { id, verdict, note } = command;
      const opened = docs.get<EmergencyAccess>('break-glass', id);
      if (opened === undefined) throw new DomainError('health/break-glass-not-usable', id);
      const at = now();
      const by = { patient: opened.patient, unit: '', role: 'registrar' };
      save(reviewBreakGlass(opened, { verdict, ...(note === undefined ? {} : { note }) }, tag, at));
      book.append({ at, act: 'review', outcome: 'done', ...by, breakGlass: id, reason: verdict });
      return { id, verdict };
    });
    response.status(201).json(answer);
  });
  return router;
}
