import type { Answer, AnswerTo } from '../api/asked.ts';

export type CoursesAnswer = Answer<'/api/learn/courses'>;
export type CourseAnswer = Answer<'/api/learn/courses/{course}'>;
export type Said = CourseAnswer['title'];
type Lesson = CourseAnswer['lessons'][number];
export type Exercise = NonNullable<Lesson['exercise']>;
export type ExerciseResult = AnswerTo<'POST', '/api/learn/courses/{course}/lessons/{lesson}'>;
export type QuizResult = AnswerTo<'POST', '/api/learn/courses/{course}/quiz'>;
