import { describe, expect, test } from '@jest/globals';
import { courseSchema, offeredOrder, readCourses } from './course.ts';

const courses = readCourses();

test('three courses, of 15, 60 and 30 minutes', () => {
  expect(courses.map(({ id, minutes }) => [id, minutes])).toEqual([
    ['citizen', 15],
    ['official', 60],
    ['pupil', 30],
  ]);
});

describe.each(courses.map((course) => [course.id, course] as const))('%s', (_id, course) => {
  test('is in both languages everywhere', () => {
    const pairs: (readonly [string, string])[] = [
      ...[course.title, course.audience, course.lead],
      ...course.lessons.flatMap(({ title, body }) => [
        title,
        ...body.flatMap((block) => ('list' in block ? block.list : [block])),
      ]),
      ...course.quiz.flatMap(({ question, choices, why }) => [question, why, ...choices]),
    ];
    for (const [vi, en] of pairs) expect([vi === en && /[a-z]{4}/.test(vi), vi]).toEqual([false, vi]);
  });
  test('has live exercises, and orders that are not given away', () => {
    const exercises = course.lessons.flatMap(({ exercise }) => exercise ?? []);
    expect(exercises.some(({ kind }) => kind === 'look' || kind === 'find' || kind === 'register')).toBe(true);
    for (const exercise of exercises)
      if (exercise.kind === 'order') {
        const offered = offeredOrder(exercise.steps);
        expect([...offered].sort()).toEqual(exercise.steps.map((_, index) => index));
        expect(offered).not.toEqual(exercise.steps.map((_, index) => index));
      }
  });
});

test.each([
  [
    'a right answer that is none',
    (course: Record<string, never>) => ({
      ...course,
      quiz: [{ ...(course['quiz'] as unknown as object[])[0], right: 4 }],
    }),
  ],
  ['one language only', (course: Record<string, never>) => ({ ...course, title: ['Chỉ tiếng Việt'] })],
  ['lessons longer than the course', (course: Record<string, never>) => ({ ...course, minutes: 5 })],
])('a course file with %s is refused', (_name, change) => {
  const [first] = courses;
  expect(courseSchema.safeParse(change(structuredClone(first) as never)).success).toBe(false);
  expect(courseSchema.safeParse(structuredClone(first)).success).toBe(true);
});
