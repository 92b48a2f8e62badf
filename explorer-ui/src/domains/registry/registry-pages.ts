import type { DomainPages } from '../../domains.ts';

/** Organisations, units and accreditations have the generic pages for now. */
export const registryPages: DomainPages = { nav: [], routes: [], recordPaths: {} };
