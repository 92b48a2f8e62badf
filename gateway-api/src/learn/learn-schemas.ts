import { textSchema, weightKgSchema } from '@daunguon/records';
import { z } from 'zod';

const index = z.int().min(0).max(9);
/** What a learner answers: a choice, a lot, an order of steps, or a lot to be registered. */
export const exerciseAnswerSchema = z.union([
  z.strictObject({ choice: index }),
  z.strictObject({ lot: z.string().max(40) }),
  z.strictObject({ order: z.array(index).max(10) }),
  z.strictObject({ weightKg: weightKgSchema.refine((kg) => Number(kg) <= 500, 'too-large') }),
  /** Of a lesson without an exercise: read. */
  z.strictObject({ read: z.literal(true) }),
]);
export type ExerciseAnswer = z.infer<typeof exerciseAnswerSchema>;
export const quizAnswersSchema = z.strictObject({ answers: z.record(z.string().max(40), index) });
/** The name as it is to stand on the certificate. */
export const certificateSchema = z.strictObject({ fullName: textSchema(120) });

const said = z.strictObject({ vi: z.string(), en: z.string() });
const lotView = z.strictObject({ id: z.string(), address: z.url() });
const exerciseView = z.strictObject({
  ...{ kind: z.enum(['look', 'find', 'order', 'register']), question: said },
  choices: z.array(said).optional(),
  /** Of `order`: what is to be put in order, with the number by which each is answered. */
  steps: z.array(z.strictObject({ index: z.int(), text: said })).optional(),
  lots: z.array(lotView).optional(),
  /** False while there is no training lot, or nobody who registers one. */
  isReady: z.boolean(),
});
const progress = z.strictObject({
  lessons: z.array(z.string()),
  triesLeft: z.int(),
  passedAt: z.iso.datetime().optional(),
  score: z.int().optional(),
  certificate: z.strictObject({ id: z.string(), fullName: z.string(), at: z.iso.datetime() }).optional(),
});
const head = { id: z.string(), minutes: z.int(), title: said, audience: said, lead: said };
export const coursesViewSchema = z.strictObject({
  signedIn: z.boolean(),
  items: z.array(z.strictObject({ ...head, lessons: z.int(), progress: progress.optional() })),
});
export const courseViewSchema = z.strictObject({
  ...{ ...head, signedIn: z.boolean(), passPercent: z.int(), certificates: z.boolean(), progress: progress.optional() },
  lessons: z.array(
    z.strictObject({
      ...{ id: z.string(), title: said, minutes: z.int() },
      body: z.array(z.union([said, z.strictObject({ list: z.array(said) })])),
      exercise: exerciseView.optional(),
    }),
  ),
  quiz: z.array(z.strictObject({ id: z.string(), question: said, choices: z.array(said) })),
});
export const exerciseResultSchema = z.strictObject({
  ...{ right: z.boolean(), why: said.optional() },
  lot: z.strictObject({ id: z.string(), lot: z.string(), address: z.url(), label: z.string() }).optional(),
});
export const quizResultSchema = z.strictObject({
  ...{ score: z.int(), passed: z.boolean(), triesLeft: z.int() },
  /** `why` of what was right; `lesson` to read again of what was not. */
  results: z.array(
    z.strictObject({ id: z.string(), right: z.boolean(), why: said.optional(), lesson: z.string().optional() }),
  ),
});
export const certificateResultSchema = z.strictObject({ id: z.string(), link: z.url() });
export const appointedSchema = z.strictObject({ unit: z.string() });
