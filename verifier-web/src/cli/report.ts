import type { Outcome } from '../check/outcome.ts';
import { bestOf } from '../check/outcome.ts';
import { sentences } from '../check/sentences.ts';
import { resultWords, stepWords } from '../check/step-words.ts';
import type { Verdict } from '../check/verdict.ts';

export type ExitCode = 0 | 1 | 2;

/** 0 authentic (whatever its standing), 1 not authentic, 2 cannot confirm. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  const authenticity = bestOf(outcome)?.verification.authenticity ?? 'cannot-confirm';
  return authenticity === 'authentic' ? 0 : authenticity === 'not-authentic' ? 1 : 2;
}

/** The verdict, the three sentences and every step, Vietnamese first, each line in both languages. */
export function report(outcome: Outcome, verdict: Verdict): string {
  const said = [verdict.words, ...verdict.scope, ...sentences(outcome)].map(({ vi, en }) => `${vi}\n  ${en}`);
  const steps = (bestOf(outcome)?.verification.steps ?? []).map(({ name, result, detail }) => {
    const words = `${resultWords[result].vi} · ${stepWords[name].vi}`;
    return `  ${name.padEnd(14)} ${result.padEnd(14)} ${words}${detail === undefined ? '' : ` (${detail})`}`;
  });
  return [...said, ...steps].join('\n');
}
