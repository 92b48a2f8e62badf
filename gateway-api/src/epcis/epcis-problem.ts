import { issueText, type Issue, type IssueCode, issueTexts } from '@daunguon/formats/epcis';
import type { Language } from '@daunguon/records';
import { detailOf } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import { allProblems } from '../http/http-problems.ts';
import type { JobError } from './event-store.ts';

const shownIssues = 100;

/** A document or an event that is wrong, naming each place. */
export const invalidDocument = (issues: readonly Issue[], language: Language): HttpProblem =>
  new HttpProblem(
    'epcis/invalid-document',
    String(issues.length),
    {},
    {
      errors: issues
        .slice(0, shownIssues)
        .map(({ pointer, code }) => ({ pointer, code, detail: issueText(code, language) })),
    },
  );

const isIssue = (code: string): code is IssueCode => Object.hasOwn(issueTexts, code);

/** An error of a capture job as the RFC 9457 problem that the standard wants. */
export const jobProblem = ({ code, subject, pointer }: JobError, language: Language) => {
  const known = isIssue(code) ? 'epcis/invalid-document' : code;
  const row = allProblems[known] ?? allProblems['http/unexpected'];
  return {
    type: `urn:daunguon:problem:${known.replace('/', ':')}`,
    title: row.title[language],
    status: row.status,
    detail: isIssue(code) ? issueText(code, language) : detailOf(row, subject, language),
    code,
    pointer,
  };
};
