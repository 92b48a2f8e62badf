import type { Request } from 'express';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';

/** Lets in who administers this gateway: a registrar, or an administrator, of the organisation that runs it. */
export async function requireAdministrator(
  { authenticate, identityOf, config }: Pick<Deps, 'authenticate' | 'identityOf' | 'config'>,
  request: Request,
): Promise<void> {
  const { subject, token } = await authenticate(request);
  const { mspId, role } = await identityOf(subject, token);
  if (mspId !== config.ownMspId || !['registrar', 'admin'].includes(role))
    throw new HttpProblem('exchange/administrators-only');
}
