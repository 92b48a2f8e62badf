import { vietnamDate } from '@daunguon/records';
import type { Learned } from '../vault/learn-book.ts';

/** Tries of a quiz on one day, for whoever signed in. */
const triesPerDay = 3;

const triesOn = ({ tries }: Learned, now: number): readonly string[] => {
  const today = vietnamDate(now);
  return tries.filter((at) => vietnamDate(at) === today);
};

export const triesLeft = (learned: Learned, now: number): number =>
  learned.passedAt === undefined ? Math.max(0, triesPerDay - triesOn(learned, now).length) : triesPerDay;

/** After a try of the quiz; one that passed stays passed. */
export const tried = (learned: Learned, score: number, passed: boolean, now: number): Learned => {
  const at = new Date(now).toISOString();
  const tries = [...triesOn(learned, now), at];
  if (learned.passedAt !== undefined || !passed) return { ...learned, tries };
  return { ...learned, tries, passedAt: at, score };
};

export const withLesson = (learned: Learned, lesson: string): Learned =>
  learned.lessons.includes(lesson) ? learned : { ...learned, lessons: [...learned.lessons, lesson] };

export const progressView = (learned: Learned, now: number) => {
  const { lessons, passedAt, score, certificate } = learned;
  return {
    ...{ lessons, triesLeft: triesLeft(learned, now) },
    ...(passedAt === undefined ? {} : { passedAt, score: score ?? 0 }),
    ...(certificate === undefined ? {} : { certificate }),
  };
};
