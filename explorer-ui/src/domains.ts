import type { DomainSlug } from '@daunguon/records';
import type { Route } from '@angular/router';
import type { WordKey } from './i18n/vi.ts';
import { carbonPages } from './domains/carbon/carbon-pages.ts';
import { credentialPages } from './domains/credential/credential-pages.ts';
import { healthPages } from './domains/health/health-pages.ts';
import { heritagePages } from './domains/heritage/heritage-pages.ts';
import { ocopPages } from './domains/ocop/ocop-pages.ts';
import { originPages } from './domains/origin/origin-pages.ts';
import { registryPages } from './domains/registry/registry-pages.ts';
import { exchangePages } from './exchange/exchange-pages.ts';
import { devicePages } from './devices/device-pages.ts';
import { dashboardPages } from './dashboards/dashboard-pages.ts';
import { ledgerPages } from './ledger/ledger-pages.ts';
import { learnPages } from './learn/learn-pages.ts';
import { reportPages } from './periodic-reports/report-pages.ts';
import { legalSignaturePages } from './legal-signature/legal-signature-pages.ts';

/** An entry of the navigation and who sees it. */
export interface NavItem {
  readonly path: string;
  readonly word: WordKey;
  /** Roles that see it; absent: everybody who is signed in. */
  readonly roles?: readonly string[];
  /** Organisation whose people see it; absent: any. For the health department's reviews. */
  readonly msp?: string;
  /** For those who administer the gateway. */
  readonly administers?: true;
  /** For people of the organisation that runs it. */
  readonly operator?: true;
}

/** What decides which entries somebody sees. */
export interface NavReader {
  readonly role: string;
  readonly mspId: string;
  readonly administers: boolean;
  readonly operator: boolean;
}

/** What a domain adds to the workspaces. Its record types have a list and a page of their own without any of this. */
export interface DomainPages {
  readonly nav: readonly NavItem[];
  /** Each page is loaded when it is opened. */
  readonly routes: readonly Route[];
  /** Pages that take the place of the generic record page: record type -> path before the id. */
  readonly recordPaths: Readonly<Record<string, string>>;
}

/** Domains with pages of their own; the others have the generic ones. Add a folder below `domains/` and a line here. */
const domainPages = {
  registry: registryPages,
  origin: originPages,
  ocop: ocopPages,
  credential: credentialPages,
  health: healthPages,
  heritage: heritagePages,
  carbon: carbonPages,
} satisfies Partial<Record<DomainSlug, DomainPages>>;

const all: readonly DomainPages[] = [
  ...Object.values(domainPages),
  reportPages,
  learnPages,
  exchangePages,
  legalSignaturePages,
  dashboardPages,
  ledgerPages,
  devicePages,
];

export const domainRoutes: readonly Route[] = all.flatMap(({ routes }) => routes);

export const navFor = (reader: NavReader): readonly NavItem[] =>
  all
    .flatMap(({ nav }) => nav)
    .filter(
      ({ roles, msp, administers, operator }) =>
        (roles?.includes(reader.role) ?? true) &&
        (msp === undefined || msp === reader.mspId) &&
        (administers === undefined || reader.administers) &&
        (operator === undefined || reader.operator),
    );

/** Path of a record's page: the domain's own, else the generic one below its list. */
export const recordPath = (type: string, id: string): string => {
  const own = all.map(({ recordPaths }) => recordPaths[type]).find((path) => path !== undefined);
  return own === undefined ? `/records/${type}/${id}` : `${own}/${id}`;
};
