import type { Request } from 'express';
import type { EventQuery } from '@daunguon/formats/epcis';
import { asksPublicOnly } from '@daunguon/formats/epcis';
import type { Deps } from '../deps.ts';
import { isInspector } from '../domains/origin/inspecting.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import type { FoundEvent } from './event-index.ts';

/** Who asks: nobody signed in, somebody of a unit, or an inspector of goods, who may read everything. */
export interface Reader {
  readonly unit: string;
  readonly inspects: boolean;
}
const anyone: Reader = { unit: '', inspects: false };

export interface SignedIn {
  readonly identity: LedgerIdentity;
  /** Issuer and subject, as the vault finds them. */
  readonly actor: string;
}
type Who = Pick<Deps, 'authenticate' | 'identityOf'>;

export const signedIn = async (deps: Who, request: Request): Promise<SignedIn> => {
  const { issuer, subject, token } = await deps.authenticate(request);
  return { identity: await deps.identityOf(subject, token), actor: JSON.stringify([issuer, subject]) };
};

/** Signing in is not needed to read what is public. */
export const readerOf = async (deps: Who, request: Request): Promise<Reader> => {
  if (request.get('authorization') === undefined && request.get('cookie') === undefined) return anyone;
  const { identity } = await signedIn(deps, request);
  return { unit: identity.unit, inspects: isInspector(identity) };
};

export const mayReadWhole = ({ unit, inspects }: Reader, { readers }: Pick<FoundEvent, 'readers'>): boolean =>
  inspects || readers.includes('*') || (unit !== '' && readers.includes(unit));

/** Readers whose events the reader may see in full; undefined: all. */
export const readableAs = ({ unit, inspects }: Reader): readonly string[] | undefined =>
  inspects ? undefined : ['*', ...(unit === '' ? [] : [unit])];

/** A query that asks for what is hidden finds only what the reader may read whole: else its answer would tell the hidden. */
export const asReader = (query: EventQuery, reader: Reader): EventQuery => {
  const readers = readableAs(reader);
  if (readers === undefined || asksPublicOnly(query.criteria)) return query;
  return { ...query, criteria: [...query.criteria, { kind: 'words', term: 'reader', values: readers }] };
};
