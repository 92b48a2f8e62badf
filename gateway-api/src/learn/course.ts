import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textSchema } from '@daunguon/records';
import { z } from 'zod';

/** Vietnamese, then English. */
const both = (max: number) => z.tuple([textSchema(max), textSchema(max)]);
const name = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);
const choices = z.array(both(200)).min(2).max(5);
const right = z.int().min(0).max(4);
const why = both(600);

/** Training lots by their status on the ledger. */
export const practiceLots = ['active', 'held', 'recalled'] as const;
export type PracticeLot = (typeof practiceLots)[number];
const lot = z.enum(practiceLots);

/** Live exercises: look one lot up, find one among three, put steps in order, register a lot. */
const exerciseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('look'), lot, question: both(400), choices, right, why }),
  z.strictObject({ kind: z.literal('find'), lot, question: both(400), why }),
  z.strictObject({ kind: z.literal('order'), question: both(400), steps: z.array(both(200)).min(3).max(7), why }),
  z.strictObject({ kind: z.literal('register'), question: both(400), why }),
]);
export type Exercise = z.infer<typeof exerciseSchema>;

const lessonSchema = z.strictObject({
  ...{ id: name, title: both(120), minutes: z.int().min(1).max(60) },
  /** Paragraphs, and lists. */
  body: z.array(z.union([both(1500), z.strictObject({ list: z.array(both(400)).min(1) })])).min(1),
  exercise: exerciseSchema.optional(),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** `lesson`: where a wrong answer sends the learner back to. */
const questionSchema = z.strictObject({ id: name, lesson: name, question: both(400), choices, right, why });

export const courseSchema = z
  .strictObject({
    ...{ id: name, minutes: z.int().min(5).max(240), title: both(120), audience: both(120), lead: both(500) },
    /** What its certificate says. */
    certificate: z.strictObject({
      achievement: textSchema(200),
      description: textSchema(1000),
      criteria: textSchema(1000),
    }),
    lessons: z.array(lessonSchema).min(2),
    quiz: z.array(questionSchema).min(5),
  })
  .refine(({ lessons, quiz }) => quiz.every((one) => lessons.some(({ id }) => id === one.lesson)), 'lesson')
  .refine(({ quiz }) => quiz.every((one) => one.right < one.choices.length), 'right')
  .refine(({ lessons, minutes }) => lessons.reduce((sum, one) => sum + one.minutes, 0) <= minutes, 'minutes');
export type Course = z.infer<typeof courseSchema>;

/** In the order in which they are offered. */
const order = ['citizen', 'official', 'pupil'];

/** Every course of the folder beside this file. @throws with the wrong field of a course that is not well made */
export const readCourses = (folder = join(import.meta.dirname, 'courses')): readonly Course[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => courseSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));

/** Passed from this share of right answers on. */
export const passPercent = 80;

/** Indexes of an `order` exercise's steps as they are offered: mixed, and the same for everybody. */
export const offeredOrder = (steps: readonly (readonly [string, string])[]): readonly number[] =>
  steps
    .map((_, index) => index)
    .sort((a, b) => (`${steps[a]?.[1].at(-1)}${steps[a]?.[1]}` < `${steps[b]?.[1].at(-1)}${steps[b]?.[1]}` ? -1 : 1));
