import type { CommandOf } from '../../../api/asked.ts';
import { vietnamClock, type DiaryActivity } from '@daunguon/records';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { decimalInput, given, instantInput, textInput, wholeInput } from '../../../format/field-input.ts';
import type { Words } from '../../../i18n/words.ts';

export type ActivityKind = DiaryActivity['kind'];
export const activityKinds = [
  'sowing',
  'fertiliser',
  'pesticide',
  'irrigation',
  'sensor',
  'other',
] as const satisfies readonly ActivityKind[];
const measures = [
  'air-temperature',
  'air-humidity',
  'soil-moisture',
  'soil-ph',
  'water-ph',
  'water-salinity',
  'rainfall',
] as const satisfies readonly Extract<DiaryActivity, { kind: 'sensor' }>['measure'][];

/** What is asked about each kind of work on the field, in the order in which people tell it. */
const asked = {
  sowing: ['variety', 'source?'],
  fertiliser: ['product', 'dose'],
  pesticide: ['product', 'activeIngredient', 'dose', 'preHarvestDays', 'target?'],
  irrigation: ['source', 'volumeM3?'],
  sensor: ['measure', 'unit', 'minimum', 'mean', 'maximum', 'readings', 'from', 'until'],
  other: ['what'],
} as const satisfies Record<ActivityKind, readonly string[]>;

type Asked = (typeof asked)[ActivityKind][number];
export type ActivityField = Asked extends infer Name ? (Name extends `${infer Bare}?` ? Bare : Name) : never;
export type ActivityValues = Readonly<Record<ActivityField, string>>;

const whole: readonly string[] = ['preHarvestDays', 'volumeM3', 'readings'];
const decimals: readonly string[] = ['minimum', 'mean', 'maximum'];
const instants: readonly string[] = ['from', 'until'];
const lengths: Partial<Record<ActivityField, number>> = { dose: 60, unit: 12, variety: 80, what: 200 };
const bare = (name: Asked): ActivityField => name.replace('?', '') as ActivityField;

/** Every field of every kind, empty. */
export const blankActivity = Object.fromEntries(
  Object.values(asked).flatMap((names) => names.map((name) => [bare(name), ''])),
) as ActivityValues;

/** The fields of one kind of work. */
export const activitySpecs = (kind: ActivityKind, words: Pick<Words, 't' | 'of'>): FieldSpec[] =>
  asked[kind].map((name): FieldSpec => {
    const field = bare(name);
    const spec: FieldSpec = {
      ...{ name: field, label: words.t(`diary.${field}`), pointer: `/activity/${field}` },
      ...{ optional: name.endsWith('?'), maxlength: lengths[field] ?? 120 },
    };
    if (field === 'measure') {
      return {
        ...spec,
        kind: 'choice',
        choices: measures.map((value) => ({ value, label: words.of('measure', value) })),
      };
    }
    if (field === 'preHarvestDays') return { ...spec, kind: 'number', hint: words.t('diary.pre-harvest-hint') };
    if (instants.includes(field)) return { ...spec, kind: 'datetime-local' };
    return [...whole, ...decimals].includes(field) ? { ...spec, kind: 'number' } : spec;
  });

/** Of what is left blank the gateway says that it is missing. */
export type TypedActivity = CommandOf<'/api/origin/diary'>['activity'];

/** What was typed about one kind of work, as the ledger takes it. */
export const activityOf = (kind: ActivityKind, values: Readonly<Record<string, string>>): TypedActivity => {
  const fields = asked[kind].map((name): [string, string | number] => {
    const field = bare(name);
    const typed = values[field] ?? '';
    if (whole.includes(field)) return [field, wholeInput(typed)];
    if (decimals.includes(field)) return [field, decimalInput(typed)];
    return [field, instants.includes(field) ? instantInput(typed) : textInput(typed)];
  });
  return { kind, ...given(Object.fromEntries(fields)) } as TypedActivity;
};

/** The fields of an entry that is to be corrected, as they would have been typed. */
export const typedActivity = (activity: DiaryActivity): ActivityValues => {
  const local = (value: unknown): string => vietnamClock(String(value)).slice(0, 16);
  const fields = Object.entries(activity).map(([name, value]) => [
    name,
    instants.includes(name) ? local(value) : String(value),
  ]);
  return { ...blankActivity, ...(Object.fromEntries(fields) as Partial<ActivityValues>) };
};
