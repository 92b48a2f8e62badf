import type { Request } from 'express';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** Whether somebody administers this gateway: a registrar, or an administrator, of the organisation that runs it. */
export const administers = (
  { ownMspId }: Pick<Config, 'ownMspId'>,
  { mspId, role }: { readonly mspId: string; readonly role: string },
): boolean => mspId === ownMspId && ['registrar', 'admin'].includes(role);

/** Lets in who administers this gateway. @throws HttpProblem */
export async function requireAdministrator(
  { authenticate, identityOf, config }: Pick<Deps, 'authenticate' | 'identityOf' | 'config'>,
  request: Request,
): Promise<void> {
  const { subject, token } = await authenticate(request);
  if (!administers(config, await identityOf(subject, token))) throw new HttpProblem('exchange/administrators-only');
}
