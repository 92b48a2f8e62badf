import { randomBytes, subtle } from 'node:crypto';
import type { StatusPurpose } from '@daunguon/formats/status-list';
import { openFields, unwrapForUnit } from '@daunguon/proof';
import {
  credentialContents,
  type CredentialContents,
  type CredentialKind,
  type IssuerKeyBody,
  type RecordState,
} from '@daunguon/records';
import type { IssuedRecord } from '../../credential-documents/credential-content.ts';
import { credentialFiles, type CredentialFiles } from '../../credential-documents/credential-files.ts';
import type { BadgeKey } from '../../credential-documents/open-badge.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import { stateOf } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';
import type { DocumentFormat } from './formats-schemas.ts';
import { placedCredentials } from './formats-status-lists.ts';

const curve = { name: 'ECDSA', namedCurve: 'P-256' };

/** The newest key for Open Badges that this server keeps for a unit; undefined where it has none that holds by the ledger. */
export async function custodialBadgeKey(
  { unitKeys, store }: Pick<CredentialDeps, 'unitKeys' | 'store'>,
  unit: string,
  now: Date,
): Promise<BadgeKey | undefined> {
  const key = unitKeys.newest(unit, 'badge');
  const state = key && ((await stateOf(store, key.id)) as RecordState<IssuerKeyBody> | undefined);
  // No command of the ledger stands behind a badge's signature, so a key that was stolen, or that has ended, is refused here.
  if (key === undefined || state?.status !== 'active' || Date.parse(state.body.validUntil) <= now.getTime())
    return undefined;
  return { id: key.id, privateKey: await subtle.importKey('jwk', { ...key.privateJwk }, 'Ed25519', false, ['sign']) };
}

/** The newest signing key that this server keeps for a unit. @throws HttpProblem where the unit keeps its keys itself */
export async function custodialSigningKey({ unitKeys }: Pick<CredentialDeps, 'unitKeys'>, unit: string) {
  const key = unitKeys.newest(unit, 'sign');
  if (key === undefined) throw new HttpProblem('credential/no-custodial-key');
  const privateKey = await subtle.importKey('jwk', { ...key.privateJwk }, curve, false, ['sign']);
  return { id: key.id, privateKey, custody: 'custodial' } as const;
}

/** What a record's newest version says, opened with the unit's key that this server keeps. @throws HttpProblem */
export async function openedRecord(
  { sealed, unitKeys }: Pick<CredentialDeps, 'sealed' | 'unitKeys'>,
  { id, owner, commitment }: RecordState,
): Promise<IssuedRecord> {
  const row = sealed.ofRecord(id).find((sealedRow) => sealedRow.commitment === commitment);
  if (row === undefined) throw new HttpProblem('http/record-not-found', id);
  const { wraps, version } = row.sealed;
  const key = wraps.unit === undefined ? undefined : unitKeys.byId(wraps.unit.key);
  if (wraps.unit === undefined || key === undefined) throw new HttpProblem('credential/no-custodial-key');
  const bodyKey = await unwrapForUnit(subtle, wraps.unit, key.privateJwk, { id, version });
  const fields = await openFields(subtle, id, row.sealed, bodyKey);
  const values = new Map(fields.map(({ pointer, value }) => [pointer.slice(1), value]));
  const kind = values.get('kind') as CredentialKind;
  const names = Object.keys(credentialContents[kind].shape);
  const present = names.flatMap((name) => (values.get(name) === null ? [] : [[name, values.get(name)]]));
  return { id, kind, unit: owner, contents: Object.fromEntries(present) as CredentialContents };
}

/** Where a unit's lists are served. */
export const listAddresses = (publicUrl: string) => ({
  listUrl: (unit: string, purpose: StatusPurpose, list: number): string =>
    `${publicUrl}/api/credential/status-lists/${unit}/${purpose}/${list}`,
  tokenListUrl: (unit: string, list: number): string =>
    `${publicUrl}/api/credential/token-status-lists/${unit}/${list}`,
});

/** Where the status of a credential stands in the lists of its unit. */
export async function statusOf(
  { store, config }: Pick<CredentialDeps, 'store' | 'config'>,
  { owner, id }: RecordState,
) {
  const { list, index } = (await placedCredentials(store, owner)).places.get(id)!;
  const { listUrl, tokenListUrl } = listAddresses(config.publicUrl);
  const lists = { revocation: listUrl(owner, 'revocation', list), suspension: listUrl(owner, 'suspension', list) };
  return { index, lists, tokenList: tokenListUrl(owner, list) };
}

/** One of a credential's documents, as bytes or text. @throws HttpProblem */
export async function documentIn(
  deps: CredentialDeps,
  state: RecordState,
  format: DocumentFormat,
  now: Date,
): Promise<Buffer | string> {
  const files = await documentsOf(deps, state, now);
  const make: Readonly<Record<DocumentFormat, () => Promise<Buffer | string> | string>> = {
    pdf: files.pdf,
    vc: () => files.vc,
    'vc-jwt': () => files.vcJwt,
    'sd-jwt': () => files.sdJwt,
    'open-badge': async () => {
      const key = await custodialBadgeKey(deps, state.owner, now);
      if (key === undefined) throw new HttpProblem('credential/no-badge-key');
      return files.openBadge(key);
    },
    'open-badge-jwt': files.openBadgeJwt,
  };
  return make[format]();
}

/** A credential in every format, signed with the unit's key that this server keeps. @throws HttpProblem */
export async function documentsOf(deps: CredentialDeps, state: RecordState, now: Date): Promise<CredentialFiles> {
  const key = await custodialSigningKey(deps, state.owner);
  const status = await statusOf(deps, state);
  const record = { ...(await openedRecord(deps, state)), status };
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  return credentialFiles(record, key, { verifierUrl: deps.config.verifierUrl, now, random });
}
