import type { Disclosure } from '@daunguon/proof';
import { showFields, type KeptRecord } from './intake/take-in.ts';
import type { ClinicStore } from './store/clinic-store.ts';

const fragmentOf = (shown: Disclosure): string => `d.${Buffer.from(JSON.stringify(shown)).toString('base64url')}`;

/**
 * Link for the patient's paper or file: digests, facility and date, and the sections that are to be seen, nothing else. What it shows is in
 * the fragment, which browsers send to nobody.
 */
export function patientLink(
  store: ClinicStore,
  verifier: string,
  id: string,
  sections: readonly number[] = [],
): string {
  const shown = ['/bytes', '/canonical', '/type', '/facility', '/date', ...sections.map((n) => `/sections/${n}`)];
  return `${verifier}/R/${id}#${fragmentOf(showFields(id, store.content<KeptRecord>(id), shown))}`;
}
