import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisoriesIn, judge, type Exception } from './advisories.ts';

const advisory = (id: string, name: string, severity: string) => ({
  ...{ name, severity, title: `weakness of ${name}`, url: `https://github.com/advisories/${id}` },
});
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    a: { via: [advisory('GHSA-1', 'a', 'high'), advisory('GHSA-2', 'a', 'low')] },
    // What depends on it names it again, or the advisory itself.
    b: { via: ['a', advisory('GHSA-1', 'a', 'high')] },
    c: { via: [advisory('GHSA-3', 'c', 'critical')] },
  },
};
const exception = (id: string, name: string, until: string): Exception => ({ id, package: name, until, why: 'not reached' }); // prettier-ignore

test('each advisory is told once; high and critical ones stand open', () => {
  const all = advisoriesIn(report);
  expect(all.map(({ id }) => id)).toEqual(['GHSA-1', 'GHSA-2', 'GHSA-3']);
  expect(judge(all, [], '2026-11-30').open.map(({ id }) => id)).toEqual(['GHSA-1', 'GHSA-3']);
});

test('an exception holds for its package until its day; one that excepts nothing is told', () => {
  const all = advisoriesIn(report);
  const exceptions = [exception('GHSA-1', 'a', '2026-12-01'), exception('GHSA-3', 'other', '2026-12-01')];
  const today = judge(all, exceptions, '2026-11-30');
  expect([today.open, today.excepted, today.idle].map((list) => list.map(({ id }) => id))).toEqual([['GHSA-3'], ['GHSA-1'], ['GHSA-3']]); // prettier-ignore
  expect(judge(all, exceptions, '2026-12-01').open).toHaveLength(2);
});

test('what is no report is no clean report', () => {
  expect(() => advisoriesIn({ message: '405 Method Not Allowed' })).toThrow(/405/);
  expect(() => advisoriesIn({ auditReportVersion: 1, vulnerabilities: {} })).toThrow();
});

test('every exception says why, and until when', () => {
  const all = JSON.parse(readFileSync(join(import.meta.dirname, 'audit-exceptions.json'), 'utf8')) as Exception[];
  for (const one of all) {
    expect(one).toEqual({ id: expect.stringMatching(/^GHSA-/), package: expect.any(String), why: expect.stringMatching(/\S{3}/), until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }); // prettier-ignore
  }
});
