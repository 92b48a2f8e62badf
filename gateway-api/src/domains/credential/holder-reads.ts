import { subtle } from 'node:crypto';
import { derivedId, toBase64, unwrapForUnit } from '@daunguon/proof';
import { mustBeKept, type CredentialKind, type FieldsState, type RecordState } from '@daunguon/records';
import type { Person } from '../../vault/vault.ts';
import { stateOf } from '../record-reads.ts';
import { actsOf, isAnswered } from './acts-of.ts';
import type { CredentialDeps } from './credential-deps.ts';
import type { HeldCredential } from './holder-schemas.ts';
import { holderTag } from '../../vault/holder-tag.ts';

type HolderDeps = Pick<CredentialDeps, 'store' | 'sealed' | 'unitKeys' | 'vaultKey' | 'erasureRequests'>;

export const isHolder = (
  { sealed, vaultKey }: Pick<HolderDeps, 'sealed' | 'vaultKey'>,
  person: Person,
  id: string,
): boolean => {
  const tag = holderTag(vaultKey, person);
  return sealed.ofRecord(id).some((row) => row.holderTag === tag);
};

/** The state of a credential; undefined for anything else. */
export const credentialState = async (
  { store }: Pick<HolderDeps, 'store'>,
  id: string,
): Promise<FieldsState | undefined> => {
  const state: RecordState | undefined = await stateOf(store, id);
  return state?.type === 'credential/credential' ? (state as unknown as FieldsState) : undefined;
};

async function held(deps: HolderDeps, state: FieldsState): Promise<HeldCredential> {
  const { id, owner, status, facets } = state;
  const acts = await actsOf(deps, state);
  const unit = (await stateOf(deps.store, owner))?.body as { name?: string } | undefined;
  const request = deps.erasureRequests.ofRecord(id);
  const rows = deps.sealed.ofRecord(id);
  return {
    ...{ id, kind: facets['kind'] as CredentialKind, month: facets['month'] ?? '', status, acts: [...acts] },
    unit: { id: owner, name: unit?.name ?? owner },
    ...(status === 'superseded' ? { successor: derivedId('successor', id) } : {}),
    opens:
      rows.length > 0 && rows.every(({ sealed }) => deps.unitKeys.byId(sealed.wraps.unit?.key ?? '') !== undefined),
    mustBeKept: mustBeKept(state),
    ...(request === undefined
      ? {}
      : { erasure: { askedOn: request.askedOn, answered: isAnswered(acts, request.version) } }),
  };
}

/** What was issued to the person, and what of it was erased at their wish: newest first. */
export async function heldBy(deps: HolderDeps, person: Person): Promise<HeldCredential[]> {
  const tag = holderTag(deps.vaultKey, person);
  const rows = [...deps.sealed.ofHolder(tag), ...deps.erasureRequests.ofHolder(tag)];
  const ids = [...new Set(rows.map(({ id }) => id))].reverse();
  const states = await Promise.all(ids.map((id) => credentialState(deps, id)));
  return Promise.all(states.flatMap((state) => (state === undefined ? [] : [held(deps, state)])));
}

/** The keys that open the contents of each version; undefined where the unit keeps its own key. The link of the holder stays as it is. */
export async function bodyKeysOf({ sealed, unitKeys }: Pick<HolderDeps, 'sealed' | 'unitKeys'>, id: string) {
  const keys: { commitment: string; key: string }[] = [];
  for (const { commitment, sealed: body } of sealed.ofRecord(id)) {
    const { unit } = body.wraps;
    const key = unit === undefined ? undefined : unitKeys.byId(unit.key);
    if (unit === undefined || key === undefined) return undefined;
    const bodyKey = await unwrapForUnit(subtle, unit, key.privateJwk, { id, version: body.version });
    keys.push({ commitment, key: toBase64(bodyKey) });
  }
  return keys;
}
