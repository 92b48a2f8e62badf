import { DomainError } from '../../domain-error.ts';
import { nextVersion, type LedgerEntry, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { grantingOrganisations, requireFreeId } from '../registry/registry-rules.ts';
import { requireRegistrar, type UnitStanding } from '../registry/unit-standing.ts';
import type { GrowingAreaBody } from './growing-area.ts';
import type { PackingHouseBody } from './packing-house.ts';
import {
  normaliseSiteCode,
  schemeOf,
  type MarketStanding,
  type ReplaceSiteCode,
  type SetSiteMarket,
  type SetSiteStanding,
} from './site.ts';

export type SiteState = RecordState<GrowingAreaBody> | RecordState<PackingHouseBody>;

/** Codes of growing areas and packing houses are one namespace: the key holds the id. A code is never given twice. */
export const siteCodeKey = (code: string): string => `a/puc/${normaliseSiteCode(code)}`;

export const requireFreeCode = (taken: string | undefined, code: string): void => {
  if (taken !== undefined) throw new DomainError('origin/puc-in-use', `${code} = ${taken}`);
};

/** Master data of origin is entered by registrars of the organisations that accredit for it. */
export const requireOriginRegistrar = (actor: Actor): void => {
  requireRegistrar(actor);
  if (!grantingOrganisations['origin:harvest'].includes(actor.msp)) {
    throw new DomainError('registry/other-organisation', actor.msp);
  }
};

/** What must hold before a registrar enters a site for a unit of the organisation. */
export const requireNewSite = (
  current: { existing: RecordState | undefined; taken: string | undefined; standing: UnitStanding | undefined },
  { unit, code }: { unit: string; code: string },
  actor: Actor,
): void => {
  requireOriginRegistrar(actor);
  requireFreeId(current.existing);
  if (current.standing === undefined) throw new DomainError('registry/unit-not-found', unit);
  if (current.standing.msp !== actor.msp) throw new DomainError('registry/other-organisation', current.standing.msp);
  requireFreeCode(current.taken, code);
};

export const requireSite = (record: RecordState | undefined, id: string): SiteState => {
  if (record?.type === 'origin/growing-area') return record as RecordState<GrowingAreaBody>;
  if (record?.type === 'origin/packing-house') return record as RecordState<PackingHouseBody>;
  throw new DomainError('origin/site-not-found', id);
};

const requireLiving = (site: SiteState): SiteState => {
  if (site.status === 'revoked') throw new DomainError('origin/site-revoked', site.id);
  return site;
};

const codeOf = ({ body }: SiteState): string => ('puc' in body ? body.puc : body.phc);
const withCode = ({ body }: SiteState, code: string): GrowingAreaBody | PackingHouseBody =>
  'puc' in body
    ? { ...body, puc: code, pucNormalised: normaliseSiteCode(code) }
    : { ...body, phc: code, phcNormalised: normaliseSiteCode(code) };

/** A new code for the same place. The old one still leads here and is written down with the reason. */
export const replaceSiteCode = (
  current: { site: RecordState | undefined; taken: string | undefined },
  { id, code, scheme, reason }: ReplaceSiteCode,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOriginRegistrar(actor);
  const site = requireLiving(requireSite(current.site, id));
  requireFreeCode(current.taken, code);
  const { formerCodes = [], scheme: before } = site.body;
  const body = {
    ...withCode(site, code),
    scheme: scheme ?? schemeOf(code),
    formerCodes: [...formerCodes, { scheme: before, code: codeOf(site), until: txTime, reason }],
    change: { reason, at: txTime },
  };
  const entries: LedgerEntry[] = [{ key: siteCodeKey(code), value: id }];
  return { next: [nextVersion<unknown>(site, { body })], entries, event: 'SiteCodeReplaced' };
};

/** What an importing country now says of the place; the earlier standing stays in the earlier version. */
export const setSiteMarket = (
  current: { site: RecordState | undefined },
  { requestId: _, id, ...standing }: SetSiteMarket,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOriginRegistrar(actor);
  const site = requireLiving(requireSite(current.site, id));
  const others = (site.body.markets ?? []).filter(({ market }) => market !== standing.market);
  const markets = [...others, standing].sort((a, b) => (a.market < b.market ? -1 : 1));
  const body = { ...site.body, markets, change: { reason: standing.reason, at: txTime } };
  return { next: [nextVersion<unknown>(site, { body })], entries: [], event: 'SiteMarketSet' };
};

export const setSiteStanding = (
  current: { site: RecordState | undefined },
  { id, standing, reason }: SetSiteStanding,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireOriginRegistrar(actor);
  const site = requireLiving(requireSite(current.site, id));
  const body = { ...site.body, change: { reason, at: txTime } };
  return { next: [nextVersion<unknown>(site, { status: standing, body })], entries: [], event: 'SiteStandingSet' };
};

/** The standing for a market on a day, where there is one. */
export const marketStandingOn = ({ body }: SiteState, market: string, day: string): MarketStanding | undefined =>
  body.markets?.find((entry) => entry.market === market && entry.from <= day);

/** @throws DomainError unless the place may serve this market on this day. */
export const requireMarket = (site: SiteState, market: string, day: string): void => {
  const status = site.status === 'active' ? marketStandingOn(site, market, day)?.status : site.status;
  if (status !== 'approved') {
    throw new DomainError('origin/market-not-approved', `${codeOf(site)} ${market}: ${status ?? '–'}`);
  }
};
