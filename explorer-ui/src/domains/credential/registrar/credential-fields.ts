import type { BodyOf } from '../../../api/asked.ts';
import type { CredentialKind } from '@daunguon/records';
import type { FieldSpec } from '../../../form/form-fields.ts';
import type { Words } from '../../../i18n/words.ts';

/** Fields of each kind as a form asks for them: what must be there, then the rest. A test compares them with the schemas. */
export const formFields = {
  diploma: {
    needed: ['title', 'fullName', 'birthDate', 'issuedOn', 'issuer'],
    more: [
      ...['serialNumber', 'registerNumber', 'graduationDate', 'graduationYear', 'graduationDecision', 'classification'],
      ...['gender', 'birthPlace', 'ethnicity', 'nationality', 'personalId', 'studentCode', 'school', 'programme'],
      ...['modeOfStudy', 'issuedAt', 'signer', 'signerTitle', 'documentDigest'],
    ],
  },
  'course-certificate': {
    needed: ['title', 'fullName', 'course', 'issuedOn', 'issuer'],
    more: [
      ...['serialNumber', 'registerNumber', 'courseCode', 'provider', 'hours', 'result', 'startedOn', 'completedOn'],
      ...['validUntil', 'birthDate', 'personalId', 'account', 'signer', 'signerTitle', 'documentDigest'],
    ],
  },
  badge: {
    needed: ['title', 'fullName', 'achievement', 'issuedOn', 'issuer'],
    more: [
      ...['description', 'criteria', 'evidence', 'validUntil', 'account', 'serialNumber', 'registerNumber'],
      ...['imageDigest', 'documentDigest'],
    ],
  },
} as const satisfies Record<CredentialKind, { needed: readonly string[]; more: readonly string[] }>;

export const kinds = Object.keys(formFields) as CredentialKind[];

const dates = ['issuedOn', 'birthDate', 'graduationDate', 'startedOn', 'completedOn', 'validUntil'];
const numbers = ['graduationYear', 'hours'];
/** Days that lie before or on today. */
const past = ['issuedOn', 'birthDate', 'graduationDate', 'startedOn', 'completedOn'];

/** `root`: pointer below which the gateway names the fields. */
export const specsOf = (
  names: readonly string[],
  optional: boolean,
  { words, root, today }: { readonly words: Words; readonly root: string; readonly today: string },
): FieldSpec[] =>
  names.map((name) => ({
    ...{ name, label: words.of('field', name), optional, pointer: `${root}/${name}` },
    ...(dates.includes(name) ? { kind: 'date' as const } : {}),
    ...(past.includes(name) ? { max: today } : {}),
    ...(numbers.includes(name) ? { kind: 'number' as const } : {}),
    ...(name === 'gender'
      ? {
          kind: 'choice' as const,
          choices: ['male', 'female'].map((value) => ({ value, label: words.of('gender', value) })),
        }
      : {}),
  }));

/** A credential to be issued; of its contents the gateway names what is missing. */
export type Issued = BodyOf<'/api/credential/custodial/issue'>['credentials'][number];

/** What was typed as the record has it: without blanks at the ends, in composed letters, numbers as numbers. */
export const issuedOf = (kind: CredentialKind, values: Readonly<Record<string, string>>): Issued => {
  const { needed, more } = formFields[kind];
  const typed = [...needed, ...more].flatMap((name): [string, string | number][] => {
    const value = (values[name] ?? '').normalize('NFC').trim();
    if (value === '') return [];
    return [[name, numbers.includes(name) && /^\d+$/.test(value) ? Number(value) : value]];
  });
  return { kind, contents: Object.fromEntries(typed) } as Issued;
};
