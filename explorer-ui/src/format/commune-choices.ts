import { communes } from '@daunguon/records';
import { byName } from './fold.ts';
import type { Formats } from './formats.ts';
import type { Choice } from '../form/select-field.ts';

/** Communes and wards of the province by name. */
export const communeChoices = (formats: Pick<Formats, 'commune'>): Choice[] =>
  communes.map(({ code }) => ({ value: code, label: formats.commune(code) })).sort((a, b) => byName(a.label, b.label));
