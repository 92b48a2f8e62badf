import type { Decision } from '@daunguon/records';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { today } from '../../format/today.ts';
import type { Words } from '../../i18n/words.ts';

/** Fields of a form that names the paper of a decision. */
export const blankDecision = () => ({ number: '', date: today(), authority: '' });
export const decisionSpecs = (t: Words['t']): readonly FieldSpec[] => [
  { name: 'number', label: t('ocop.decision.number'), maxlength: 60, pointer: '/decision/number' },
  { name: 'date', label: t('ocop.decision.date'), kind: 'date', max: today(), pointer: '/decision/date' },
  { name: 'authority', label: t('ocop.decision.authority'), maxlength: 200, pointer: '/decision/authority' },
];
export const decisionIn = ({ number, date, authority }: Decision): Decision => ({
  ...{ number: textInput(number), date, authority: textInput(authority) },
});
