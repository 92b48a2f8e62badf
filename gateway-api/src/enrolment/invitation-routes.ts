import { DomainError, idSchema, rolesFor, unitRoles, type UnitBody, type UnitRole } from '@daunguon/records';
import express, { Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import { stateOf } from '../domains/record-reads.ts';
import { unitGrants } from '../domains/registry/unit-grants.ts';
import { ask } from './enrol-person.ts';
import type { Invited } from './invitations.ts';

export interface InvitationDeps extends Pick<Deps, 'authenticate' | 'config' | 'store'> {
  /** The identity is asked for anew at its next use: the person works in another unit now. */
  forget(subject: string): void;
}

/** `unit`: for a registrar, who works in none, and names the role too; whoever works in a unit invites into their own role. */
export const inviteSchema = z.strictObject({ unit: idSchema.optional(), role: z.enum(unitRoles).optional() });
export const invitationTokenSchema = z.strictObject({ token: z.string().min(16).max(64) });
const body = express.raw({ type: () => true, limit: '1kb' });

/**
 * Invitations into a unit, by QR code from phone to phone. Who invites and who joins are known to the enrolment agent by their own tokens; the
 * gateway hands both on and names the unit. The secret is in the fragment of a link and in bodies, never in an address that a server sees.
 */
export function invitationRoutes({ authenticate, config, store, forget }: InvitationDeps): Router {
  const router = Router();
  const named = async (invited: Invited): Promise<object> => {
    const unit = (await stateOf(store, invited.unit)) as { body: UnitBody } | undefined;
    return { ...invited, name: unit?.body.name ?? invited.unit };
  };
  /** Early, as far as the index knows: where the unit may not do the work, the ledger refuses whatever the role writes. @throws DomainError */
  const requireWork = async (unit: string, role: UnitRole | undefined): Promise<void> => {
    if (role === undefined) throw new HttpProblem('http/invalid-body', 'role');
    const grants = (await unitGrants(store, unit)).filter(({ until }) => Date.now() < Date.parse(until));
    if (!rolesFor(grants.flatMap(({ may }) => may)).includes(role))
      throw new DomainError('registry/not-accredited', role);
  };
  router.use('/api/registry/invitations', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.post('/api/registry/invitations', body, async (request, response) => {
    const { token } = await authenticate(request);
    const wanted = sent(inviteSchema, request);
    if (wanted.unit !== undefined) await requireWork(wanted.unit, wanted.role);
    const made = await ask<Invited & { token: string }>(config.agentUrl, token, '/invitations', wanted);
    response.status(201).json(await named(made));
  });
  router.post('/api/registry/invitations/look', body, async (request, response) => {
    const { token } = await authenticate(request);
    const invitation = sent(invitationTokenSchema, request);
    response.json(await named(await ask<Invited>(config.agentUrl, token, '/invitations/look', invitation)));
  });
  router.post('/api/registry/invitations/join', body, async (request, response) => {
    const { token, subject } = await authenticate(request);
    const joined = await ask<Invited>(
      config.agentUrl,
      token,
      '/invitations/join',
      sent(invitationTokenSchema, request),
    );
    forget(subject);
    response.json(await named(joined));
  });
  return router;
}
