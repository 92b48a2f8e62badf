/** The pages for employers: a script of their own, so that no scanned label loads any of it, nor smaller pieces for its sake. */
export { employerPage } from './employer-page.ts';
export { paperPage } from './paper-page.ts';
