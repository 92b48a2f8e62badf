import * as learn from '../learn/learn-schemas.ts';
import type { Operation } from './operations.ts';

const base = '/api/learn';
const one = `${base}/courses/:course`;

/** Courses (docs/guide/learn.md). */
export const learnOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: `${base}/courses`, summary: 'Các khóa học / Courses' },
    answers: { 200: [learn.coursesViewSchema, 'Found; with progress for whoever signed in'] },
  },
  {
    ...{ method: 'get', path: one, summary: 'Một khóa học / A course: lessons, exercises, quiz, without answers' },
    answers: { 200: [learn.courseViewSchema, 'Found'] },
  },
  {
    ...{ method: 'post', path: `${one}/lessons/:lesson`, summary: 'Trả lời bài thực hành / Answer an exercise' },
    ...{ body: learn.exerciseAnswerSchema, answers: { 200: [learn.exerciseResultSchema, 'Judged'] } },
  },
  {
    ...{ method: 'post', path: `${one}/quiz`, summary: 'Nộp bài kiểm tra / Hand in the quiz' },
    ...{ body: learn.quizAnswersSchema, answers: { 200: [learn.quizResultSchema, 'Judged'] } },
  },
  {
    ...{ method: 'post', path: `${one}/certificate`, summary: 'Nhận chứng nhận / Take the certificate' },
    ...{ signedIn: true, body: learn.certificateSchema },
    answers: { 201: [learn.certificateResultSchema, 'Issued; again: a new link to the same one'] },
  },
  {
    ...{ method: 'delete', path: `${base}/progress`, summary: 'Xóa tiến độ của tôi / Forget my progress' },
    ...{ signedIn: true, answers: { 204: ['text/plain', 'Forgotten'] } },
  },
  {
    ...{ method: 'get', path: `${base}/finishers.csv`, summary: 'Danh sách hoàn thành / Who finished' },
    ...{ signedIn: true, answers: { 200: ['text/csv', 'Of those who took a certificate'] } },
  },
  ...(['exercises', 'certificates'] as const).flatMap((what): Operation[] => [
    {
      ...{ method: 'post', path: `${base}/appointments/${what}`, signedIn: true },
      summary:
        what === 'exercises'
          ? 'Cho cổng ghi lô tập huấn / Register for learners'
          : 'Cho cổng cấp chứng nhận / Issue certificates',
      answers: { 201: [learn.appointedSchema, 'Appointed'] },
    },
    {
      ...{ method: 'delete', path: `${base}/appointments/${what}`, signedIn: true, summary: 'Thôi / No longer' },
      answers: { 204: ['text/plain', 'Dismissed'] },
    },
  ]),
];
