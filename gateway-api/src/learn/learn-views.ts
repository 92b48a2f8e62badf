import type { Course, Exercise } from './course.ts';
import { offeredOrder } from './course.ts';
import type { Practice } from './practice.ts';

export const said = ([vi, en]: readonly [string, string]) => ({ vi, en });

export const headOf = ({ id, minutes, title, audience, lead }: Course) => ({
  ...{ id, minutes, title: said(title), audience: said(audience), lead: said(lead) },
});

type Lots = Awaited<ReturnType<Practice['lots']>>;

/** An exercise without its answer. */
function exerciseView(exercise: Exercise, lots: Lots, mayRegister: boolean) {
  const base = { kind: exercise.kind, question: said(exercise.question) };
  if (exercise.kind === 'look') {
    const lot = lots[exercise.lot];
    const view = { ...base, choices: exercise.choices.map(said), isReady: lot !== undefined };
    return lot === undefined ? view : { ...view, lots: [lot] };
  }
  if (exercise.kind === 'find') {
    // By their ids, which say nothing of the lots.
    const all = Object.values(lots).sort((a, b) => (a.id < b.id ? -1 : 1));
    return { ...base, lots: all, isReady: lots[exercise.lot] !== undefined && all.length > 1 };
  }
  if (exercise.kind === 'register') return { ...base, isReady: mayRegister };
  const { steps } = exercise;
  const offered = offeredOrder(steps).map((index, at) => ({ index: at, text: said(steps[index]!) }));
  return { ...base, steps: offered, isReady: true };
}

/** A course as a learner sees it: right answers stay here. */
export const courseView = (course: Course, lots: Lots, mayRegister: boolean) => ({
  ...headOf(course),
  lessons: course.lessons.map(({ id, title, minutes, body, exercise }) => ({
    ...{ id, title: said(title), minutes },
    body: body.map((block) => ('list' in block ? { list: block.list.map(said) } : said(block))),
    ...(exercise === undefined ? {} : { exercise: exerciseView(exercise, lots, mayRegister) }),
  })),
  quiz: course.quiz.map(({ id, question, choices }) => ({ id, question: said(question), choices: choices.map(said) })),
});
