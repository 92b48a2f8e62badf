import type { Decision } from '@daunguon/records';
import type { FieldSpec } from '../../form/form-fields.ts';
import type { Words } from '../../i18n/words.ts';
import { today } from './today.ts';

/** Fields of a form that names the paper of a decision. */
export const blankDecision = () => ({ number: '', date: today(), authority: '' });
export const decisionSpecs = (t: Words['t']): readonly FieldSpec[] => [
  { name: 'number', label: t('ocop.decision.number'), maxlength: 60, pointer: '/decision/number' },
  { name: 'date', label: t('ocop.decision.date'), kind: 'date', max: today(), pointer: '/decision/date' },
  { name: 'authority', label: t('ocop.decision.authority'), maxlength: 200, pointer: '/decision/authority' },
];
export const trimmed = (text: string): string => text.normalize('NFC').trim();
export const decisionIn = ({ number, date, authority }: Decision): Decision => ({
  number: trimmed(number),
  date,
  authority: trimmed(authority),
});
/** Points as people type them ("34,5") as the ledger takes them ("34.5"). */
export const pointsIn = (text: string): string => text.trim().replace(',', '.');
