import { derivedId } from '@daunguon/proof';
import type { ActBody, RecordState } from '@daunguon/records';
import { stateOf } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';

/** An act with the version that it made. */
export interface ActOfVersion extends ActBody {
  readonly version: number;
}

/** Why the status of a credential changed, oldest first, and that it was imported where it was: found from its id and versions (ADR 18). */
export async function actsOf(
  { store }: Pick<CredentialDeps, 'store'>,
  { id, version }: Pick<RecordState, 'id' | 'version'>,
): Promise<readonly ActOfVersion[]> {
  const versions = Array.from({ length: version }, (_, index) => index + 1);
  const acts = await Promise.all(versions.map((n) => stateOf(store, derivedId('act', id, n))));
  return acts.flatMap((act, index) =>
    act?.type === 'credential/act' ? [{ ...(act.body as ActBody), version: versions[index]! }] : [],
  );
}

/** Whether a request made at `version` of a credential has its answer among the acts. */
export const isAnswered = (acts: readonly ActOfVersion[], version: number): boolean =>
  acts.some(({ act, version: at }) => at > version && (act === 'erase' || act === 'refuse-erasure'));
