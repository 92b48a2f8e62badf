import type { DomainPages } from '../domains.ts';

/** Devices that sign: not a domain, the enrolment agent knows them. */
export const devicePages: DomainPages = {
  nav: [{ path: '/devices', word: 'device.nav', roles: ['registrar', 'admin'] }],
  routes: [
    {
      path: 'devices',
      loadComponent: () => import('./organisation-devices-page.ts').then((m) => m.OrganisationDevicesPage),
    },
  ],
  recordPaths: {},
};
