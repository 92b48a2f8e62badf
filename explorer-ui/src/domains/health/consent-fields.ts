import { consentPurposes, dataClasses } from '@daunguon/records';
import type { FieldSpec } from '../../form/form-fields.ts';
import type { Choice } from '../../form/select-field.ts';
import type { HealthBody } from './health-requests.ts';
import type { Words } from '../../i18n/words.ts';

/** Days for which a consent may be given here; the first is offered. */
const lengths = [7, 30, 180] as const;

/** What a consent says, as it is typed. Nothing is chosen beforehand but the shortest time. */
export const blankConsent: Readonly<Record<string, string>> = {
  ...{ grantee: '', purpose: '', classes: '' },
  days: String(lengths[0]),
};

/** For one facility, one purpose, chosen data, a limited time. */
export const consentFields = (words: Words, facilities: readonly Choice[]): readonly FieldSpec[] => [
  { name: 'grantee', kind: 'choice', label: words.t('health.grantee'), choices: facilities },
  {
    ...{ name: 'purpose', kind: 'choice', label: words.t('health.purpose') },
    choices: consentPurposes.map((value) => ({ value, label: words.of('health.purpose', value) })),
  },
  {
    ...{ name: 'classes', kind: 'many', label: words.t('health.classes') },
    choices: dataClasses.map((value) => ({ value, label: words.of('health.class', value) })),
  },
  {
    ...{ name: 'days', kind: 'choice', label: words.t('health.for-days'), pointer: '/until' },
    choices: lengths.map((count) => ({ value: String(count), label: words.t('health.days', { count }) })),
  },
];

export type ConsentTerms = Pick<HealthBody<'/api/health/consents'>, 'grantee' | 'purpose' | 'classes'>;

/** The terms of a consent that begins now; undefined while something is not chosen. */
export function consentTerms({
  grantee,
  purpose,
  classes,
}: Readonly<Record<string, string>>): ConsentTerms | undefined {
  const chosen = (classes ?? '').split(' ').filter((one) => one !== '');
  return grantee && purpose && chosen.length > 0 ? { grantee, purpose, classes: chosen } : undefined;
}

export const consentPeriod = (days: string | undefined, now = Date.now()): { from: string; until: string } => ({
  from: new Date(now).toISOString(),
  until: new Date(now + Number(days) * 86_400_000).toISOString(),
});
