import { byName } from '../../format/fold.ts';
import type { Choice } from '../../form/select-field.ts';
import type { Words } from '../../i18n/words.ts';

/** Crops of the province by the codes of records. */
const crops = [
  'durian',
  'pomelo',
  'pepper',
  'coffee',
  'cashew',
  'rambutan',
  'mango',
  'banana',
  'cacao',
  'rice',
  'maize',
  'vegetable',
  'dragon-fruit',
  'jackfruit',
  'mangosteen',
  'avocado',
];

export const cropChoices = (words: Pick<Words, 'of'>): Choice[] =>
  crops.map((value) => ({ value, label: words.of('crop', value) })).sort((a, b) => byName(a.label, b.label));
