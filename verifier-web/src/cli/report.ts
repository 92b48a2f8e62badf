import type { Outcome } from '../check/outcome.ts';
import { bestOf } from '../check/outcome.ts';
import { provenRecord } from '../check/proven-record.ts';
import { sentences } from '../check/sentences.ts';
import { resultWords, stepWords } from '../check/step-words.ts';
import type { Verdict } from '../check/verdict.ts';
import { viewOf } from '../domains.ts';

export type ExitCode = 0 | 1 | 2;

/** 0 authentic (whatever its standing), 1 not authentic, 2 cannot confirm. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  const authenticity = bestOf(outcome)?.verification.authenticity ?? 'cannot-confirm';
  return authenticity === 'authentic' ? 0 : authenticity === 'not-authentic' ? 1 : 2;
}

/** The verdict, the three sentences and every step, Vietnamese first, each line in both languages. */
export async function report(outcome: Outcome, verdict: Verdict): Promise<string> {
  const best = bestOf(outcome);
  const record = best?.fields && provenRecord('', best.verification, best.fields);
  const names = { record: () => undefined, commune: (code: string) => code };
  const facts = (record && (await viewOf(record))?.card(record, names).facts) || [];
  const said = [verdict.words, ...verdict.scope, ...sentences(outcome)].map(({ vi, en }) => `${vi}\n  ${en}`);
  const steps = (bestOf(outcome)?.verification.steps ?? []).map(({ name, result, detail }) => {
    const words = `${resultWords[result].vi} · ${stepWords[name].vi}`;
    return `  ${name.padEnd(14)} ${result.padEnd(14)} ${words}${detail === undefined ? '' : ` (${detail})`}`;
  });
  const opened = facts.map(({ label, value }) => `  ${label.vi} / ${label.en}: ${value}`);
  return [...said, ...opened, ...steps].join('\n');
}
