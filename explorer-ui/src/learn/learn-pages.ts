import type { DomainPages } from '../domains.ts';

/** Courses for everybody: not a domain, they hold no record of their own. */
export const learnPages: DomainPages = {
  nav: [{ path: '/learn', word: 'learn.nav' }],
  routes: [
    { path: 'learn', loadComponent: () => import('./courses-page.ts').then((m) => m.CoursesPage) },
    { path: 'learn/:id', loadComponent: () => import('./course-page.ts').then((m) => m.CoursePage) },
  ],
  recordPaths: {},
};
