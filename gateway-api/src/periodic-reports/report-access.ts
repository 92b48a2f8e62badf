import { attestingRoles, type ReportTask } from '@daunguon/records';
import type { Request } from 'express';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { LedgerIdentity } from '../vault/vault.ts';

export interface Reader {
  readonly subject: string;
  readonly identity: LedgerIdentity;
}

export type AccessDeps = Pick<Deps, 'authenticate' | 'identityOf' | 'config'>;

const registrars: readonly string[] = ['registrar', 'admin'];

/** Who acts for the department that leads the task writes its report. */
export const mayWrite = ({ identity }: Reader, task: ReportTask): boolean =>
  identity.mspId === task.lead && registrars.includes(identity.role);

/** A person of one of the department’s units: a certificate is registered by a unit. */
export const maySignFor = ({ identity: { unit, mspId } }: Reader, task: ReportTask): boolean =>
  unit !== '' && mspId === task.lead;

/** Who writes it, whoever may stand for a file in that department or at the gateway’s organisation, and the gateway’s own administrators. */
export const mayRead = ({ identity: { mspId, role } }: Reader, task: ReportTask, ownMspId: string): boolean =>
  (mspId === task.lead || mspId === ownMspId) && [...registrars, ...attestingRoles].includes(role);

export async function readerOf({ authenticate, identityOf }: AccessDeps, request: Request): Promise<Reader> {
  const { subject, token } = await authenticate(request);
  return { subject, identity: await identityOf(subject, token) };
}

/** @throws HttpProblem `periodic-report/not-yours` */
export async function requireReader(deps: AccessDeps, request: Request, task: ReportTask): Promise<Reader> {
  const reader = await readerOf(deps, request);
  if (!mayRead(reader, task, deps.config.ownMspId)) throw new HttpProblem('periodic-report/not-yours', task.lead);
  return reader;
}

/** @throws HttpProblem `periodic-report/not-yours` */
export async function requireWriter(deps: AccessDeps, request: Request, task: ReportTask): Promise<Reader> {
  const reader = await readerOf(deps, request);
  if (!mayWrite(reader, task)) throw new HttpProblem('periodic-report/not-yours', task.lead);
  return reader;
}
