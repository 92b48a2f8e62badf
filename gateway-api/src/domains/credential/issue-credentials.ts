import { createHash, getRandomValues, subtle } from 'node:crypto';
import {
  canonicalize,
  holderToken,
  holderTokenHash,
  newHolderSecret,
  newId,
  openFields,
  sealFields,
  unwrapForUnit,
  wrapForHolder,
  type FieldValues,
} from '@daunguon/proof';
import {
  DomainError,
  fieldValues,
  idFamilyLength,
  type CredentialContents,
  type CredentialKind,
  type Imported,
  type IssuedRow,
} from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import type { Committed } from '../../ledger/ledger.ts';
import type { SealedRow } from '../../vault/sealed-store.ts';
import type { UnitKey } from '../../vault/unit-keys.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import { claimNumbers } from './claim-numbers.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { paperNumbers, paperTag } from './paper-tag.ts';

const random = (length: number): Uint8Array => getRandomValues(new Uint8Array(length));

/** One credential to be issued; `id` where it follows from another record. */
export interface IssueRow {
  readonly kind: CredentialKind;
  readonly contents: CredentialContents;
  readonly id?: string;
  /** Blinded account of the holder (`holderTag`). */
  readonly holderTag?: string;
  /** Taken from a shared database. */
  readonly imported?: Imported;
}

/** What the holder gets, told once: the server keeps no secret. */
export interface HolderLink {
  readonly id: string;
  readonly secret: string;
}

export interface Prepared {
  readonly rows: readonly IssuedRow[];
  /** Asked for after the commit: what an earlier try sealed gets a new link then, and the old one ends only then. */
  links(): Promise<readonly HolderLink[]>;
  /** Gives up what was sealed for a command that the ledger refused. */
  giveUp(): void;
}

/**
 * As with imports: the ids of one command are one family, and follow from its unit and request id, so that a repeated one makes no second
 * set, and nobody's request id leads to what another unit sealed.
 */
const derive = (...parts: readonly (string | number)[]): string =>
  newId(
    createHash('sha256')
      .update(['daunguon/issue/v1', ...parts].join('\0'))
      .digest()
      .subarray(0, 16),
  );
export const credentialIdOf = (unit: string, requestId: string, row: number): string =>
  derive('family', unit, requestId).slice(0, idFamilyLength) +
  derive('credential', unit, requestId, row).slice(idFamilyLength);

/** A new link to what is sealed already; what the old secret opened it opens no more. */
export async function renewLink(
  { sealed, unitKeys }: Pick<CredentialDeps, 'sealed' | 'unitKeys'>,
  id: string,
): Promise<HolderLink | undefined> {
  const secret = newHolderSecret(random);
  const wraps = new Map<string, string>();
  for (const { commitment, sealed: body } of sealed.ofRecord(id)) {
    const { unit } = body.wraps;
    const key = unit === undefined ? undefined : unitKeys.byId(unit.key);
    // A unit that keeps its own key renews the link in its own browser.
    if (unit === undefined || key === undefined) return undefined;
    const sealing = { id, version: body.version };
    const bodyKey = await unwrapForUnit(subtle, unit, key.privateJwk, sealing);
    wraps.set(commitment, await wrapForHolder(subtle, random, bodyKey, secret, sealing));
  }
  return sealed.rewrap(id, wraps, holderTokenHash(holderToken(secret, id))) ? { id, secret } : undefined;
}

const sealOne = async (
  id: string,
  values: FieldValues,
  key: UnitKey,
  tags: Pick<SealedRow, 'holderTag' | 'paperTag'>,
) => {
  const secret = newHolderSecret(random);
  const unit = { key: key.id, publicJwk: key.publicJwk };
  const type = 'credential/credential';
  const made = await sealFields(subtle, random, { id, version: 1, type, values, secret, unit });
  const tokenHash = holderTokenHash(holderToken(secret, id));
  const row: SealedRow = { id, ...made, tokenHash, ...tags };
  return { row, secret };
};

/** The contents that an earlier try of this command sealed must be those of now: else one request id would mean two things. */
async function requireSame({ id, sealed }: SealedRow, values: FieldValues, key: UnitKey): Promise<void> {
  const { unit } = sealed.wraps;
  if (unit === undefined) throw new DomainError('registry/request-id-reused', id);
  const bodyKey = await unwrapForUnit(subtle, unit, key.privateJwk, { id, version: sealed.version });
  const before = await openFields(subtle, id, sealed, bodyKey);
  const same = canonicalize(before.map(({ pointer, value }) => [pointer, value])) === canonicalize(values);
  if (!same) throw new DomainError('registry/request-id-reused', id);
}

/** WebCrypto works beside this thread: so many rows wait for it at a time. */
const groupSize = 16;
async function inGroups<Item, Made>(
  items: readonly Item[],
  make: (item: Item, index: number) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (let start = 0; start < items.length; start += groupSize) {
    const group = items.slice(start, start + groupSize);
    made.push(...(await Promise.all(group.map((item, index) => make(item, start + index)))));
  }
  return made;
}

/**
 * Seals the contents of each row and keeps them on disk; what comes back is all that the ledger may hear. Repeated with the same
 * request id it finds what it sealed and makes new links, because the old ones went to nobody.
 */
export async function prepareCredentials(
  deps: Pick<CredentialDeps, 'sealed' | 'unitKeys'>,
  unit: string,
  requestId: string,
  rows: readonly IssueRow[],
): Promise<Prepared> {
  const [signing, sealing] = [deps.unitKeys.newest(unit, 'sign'), deps.unitKeys.newest(unit, 'seal')];
  if (signing === undefined || sealing === undefined) throw new HttpProblem('credential/no-custodial-key');
  const lookUpKey = deps.unitKeys.lookUpKey(unit);
  const kept = async (id: string, values: FieldValues, row: SealedRow): Promise<SealedRow> => {
    const sealedBy = deps.unitKeys.byId(row.sealed.wraps.unit?.key ?? '');
    // Another unit's contents are not compared with anything: the answer would tell whether they are the same.
    if (sealedBy?.unit !== unit) throw new DomainError('registry/request-id-reused', id);
    await requireSame(row, values, sealedBy);
    return row;
  };
  const prepareOne = async ({ kind, contents, holderTag, imported, ...named }: IssueRow, index: number) => {
    const id = named.id ?? credentialIdOf(unit, requestId, index);
    const values = fieldValues(kind, contents);
    const [before] = deps.sealed.ofRecord(id);
    const numbers = paperNumbers(contents);
    const tags = {
      ...(holderTag === undefined ? {} : { holderTag }),
      ...(numbers === undefined ? {} : { paperTag: paperTag(lookUpKey, numbers) }),
    };
    const { row, secret } =
      before === undefined
        ? await sealOne(id, values, sealing, tags)
        : { row: await kept(id, values, before), secret: undefined };
    const issued = {
      ...{ id, kind, commitment: row.commitment, month: contents.issuedOn.slice(0, 7), key: signing.id },
      ...(imported === undefined ? {} : { imported }),
    };
    return { row, secret, issued };
  };
  const made = await inGroups(rows, prepareOne);
  const fresh = made.flatMap(({ row, secret }) => (secret === undefined ? [] : [row]));
  deps.sealed.put(fresh);
  return {
    rows: made.map((one) => one.issued),
    links: () =>
      inGroups(made, async ({ secret, issued: { id } }) => ({
        id,
        secret: secret ?? (await renewLink(deps, id))?.secret ?? '',
      })),
    giveUp: () => deps.sealed.drop(fresh.map(({ commitment }) => commitment)),
  };
}

export interface IssuedCredentials {
  readonly committed: Committed;
  readonly links: readonly HolderLink[];
}

/** Seals, keeps, submits, at most 500 rows. Rejects like Ledger.submit; what a rule refused leaves nothing behind. */
export async function issueCredentials(
  deps: Pick<CredentialDeps, 'sealed' | 'unitKeys' | 'numbers' | 'store' | 'ledger'>,
  identity: LedgerIdentity,
  requestId: string,
  rows: readonly IssueRow[],
): Promise<IssuedCredentials> {
  const named = rows.map((row, index) => ({ ...row, id: row.id ?? credentialIdOf(identity.unit, requestId, index) }));
  await claimNumbers(deps, identity.unit, named);
  try {
    const prepared = await prepareCredentials(deps, identity.unit, requestId, named);
    const command = { requestId, credentials: prepared.rows };
    return await submitPrepared(prepared, () => deps.ledger.submit(identity, 'Credential:IssueBulk', command));
  } catch (error) {
    releaseNumbers(deps, named, error);
    throw error;
  }
}

/** Numbers of what was refused are free again; those of anything that is kept sealed stay claimed. */
export function releaseNumbers(
  { sealed, numbers }: Pick<CredentialDeps, 'sealed' | 'numbers'>,
  rows: readonly { readonly id: string }[],
  error: unknown,
): void {
  if (!(error instanceof DomainError || error instanceof HttpProblem)) return;
  numbers.release(rows.flatMap(({ id }) => (sealed.ofRecord(id).length === 0 ? [id] : [])));
}

/** A refusal by a rule wrote nothing, so what was sealed for it goes; any other failure may hide a commit. */
export async function submitPrepared(prepared: Prepared, submit: () => Promise<Committed>): Promise<IssuedCredentials> {
  let committed: Committed;
  try {
    committed = await submit();
  } catch (error) {
    if (error instanceof DomainError) prepared.giveUp();
    throw error;
  }
  return { committed, links: await prepared.links() };
}
