import { z } from 'zod';
import { dateSchema, textSchema } from '../../schema-parts.ts';
import type { Capability } from '../registry/registry.ts';

/** Văn bằng, chứng chỉ khóa học, huy hiệu. */
export const credentialKinds = ['diploma', 'course-certificate', 'badge'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** What a unit must be accredited for to issue a credential of this kind. */
export const capabilityOf = (kind: CredentialKind): Capability => `credential:${kind}`;

/**
 * Letters that look like others (Cyrillic а, Greek Α, full-width Ａ, phonetic ɑ) make two names that no eye tells apart: names here are in the
 * letters of Latin-1 to Latin Extended-B and Additional, which have all of Vietnamese.
 */
const latin = /^[A-Za-z\u00c0-\u024f\u1e00-\u1eff\p{M}\d\p{P}\p{Zs}\p{S}]*$/u;
/** A spreadsheet would compute what begins so. */
const formula = /^[=+@\t\r]|^-(?!\d)/;
const line = (max: number) =>
  textSchema(max)
    .refine((value) => latin.test(value), 'text-look-alike')
    .refine((value) => !formula.test(value), 'text-formula');

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
/** 12 digits of the citizen's identification number (Law on Identification 26/2023). */
const personalId = z.string().regex(/^\d{12}$/, 'personal-id');
const number = z
  .string()
  .regex(/^[\p{L}\p{N}./ –-]{1,40}$/u, 'document-number')
  .refine((value) => latin.test(value), 'text-look-alike');
const year = z.int().min(1900).max(2200);

const shared = {
  /** As printed: "Bằng tốt nghiệp trung học phổ thông". */
  title: line(200),
  fullName: line(120),
  issuedOn: dateSchema,
  issuer: line(200),
};
const numbered = { serialNumber: number.optional(), registerNumber: number.optional() };

/** Days in their order, as ISO text; what is not given, or is no date, is not compared. */
const inOrder = <Field extends string>(earlier: Field, later: Field, error: string, named: Field = later) =>
  [
    (contents: { readonly [field in Field]?: unknown }): boolean => {
      const [first, second] = [contents[earlier], contents[later]];
      return typeof first !== 'string' || typeof second !== 'string' || first <= second;
    },
    { error, path: [named] as PropertyKey[] },
  ] as const;

/**
 * Contents by kind. The order of the members is the order of the fields in the commitment and never changes: a kind that needs
 * other fields is a new kind. Diplomas: main contents of diploma and register after Circular 10/2026/TT-BGDĐT.
 */
export const credentialContents = {
  diploma: z
    .strictObject({
      ...shared,
      birthDate: dateSchema,
      birthPlace: line(200).optional(),
      gender: z.enum(['male', 'female']).optional(),
      ethnicity: line(40).optional(),
      nationality: line(60).optional(),
      personalId: personalId.optional(),
      studentCode: number.optional(),
      school: line(200).optional(),
      programme: line(200).optional(),
      modeOfStudy: line(60).optional(),
      classification: line(60).optional(),
      graduationYear: year.optional(),
      graduationDecision: number.optional(),
      graduationDate: dateSchema.optional(),
      ...numbered,
      issuedAt: line(100).optional(),
      signer: line(120).optional(),
      signerTitle: line(120).optional(),
      documentDigest: digest.optional(),
    })
    .refine(...inOrder('birthDate', 'graduationDate', 'birth-after-graduation', 'birthDate'))
    .refine(...inOrder('birthDate', 'issuedOn', 'birth-after-graduation', 'birthDate'))
    .refine(...inOrder('graduationDate', 'issuedOn', 'issued-before-graduation')),
  'course-certificate': z
    .strictObject({
      ...shared,
      birthDate: dateSchema.optional(),
      personalId: personalId.optional(),
      account: line(120).optional(),
      course: line(200),
      courseCode: number.optional(),
      provider: line(200).optional(),
      hours: z.int().min(1).max(100_000).optional(),
      result: line(60).optional(),
      startedOn: dateSchema.optional(),
      completedOn: dateSchema.optional(),
      validUntil: dateSchema.optional(),
      ...numbered,
      signer: line(120).optional(),
      signerTitle: line(120).optional(),
      documentDigest: digest.optional(),
    })
    .refine(...inOrder('birthDate', 'issuedOn', 'birth-after-graduation', 'birthDate'))
    .refine(...inOrder('startedOn', 'completedOn', 'ends-before-start'))
    .refine(...inOrder('issuedOn', 'validUntil', 'ends-before-start')),
  badge: z
    .strictObject({
      ...shared,
      account: line(120).optional(),
      achievement: line(200),
      description: line(1000).optional(),
      criteria: line(1000).optional(),
      imageDigest: digest.optional(),
      evidence: z
        .url({ protocol: /^https$/ })
        .max(500)
        .optional(),
      validUntil: dateSchema.optional(),
      ...numbered,
      documentDigest: digest.optional(),
    })
    .refine(...inOrder('issuedOn', 'validUntil', 'ends-before-start')),
} as const satisfies Record<CredentialKind, z.ZodObject>;
export type CredentialContents<Kind extends CredentialKind = CredentialKind> = z.infer<
  (typeof credentialContents)[Kind]
>;

/** Pointers of a kind's fields in the order of the commitment; the first says which kind it is. */
export const fieldPointers = (kind: CredentialKind): readonly string[] => [
  '/kind',
  ...Object.keys(credentialContents[kind].shape).map((name) => `/${name}`),
];

/** Every field of the kind with its value, absent ones as null. */
export const fieldValues = (
  kind: CredentialKind,
  contents: Readonly<Record<string, unknown>>,
): (readonly [pointer: string, value: string | number | null])[] =>
  fieldPointers(kind).map((pointer) => [
    pointer,
    pointer === '/kind' ? kind : ((contents[pointer.slice(1)] ?? null) as string | number | null),
  ]);
