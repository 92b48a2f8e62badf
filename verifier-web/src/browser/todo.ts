import { adviceFor } from '../check/advice.ts';
import type { Outcome } from '../check/outcome.ts';
import { bestOf } from '../check/outcome.ts';
import { mayBeFake, typeOf } from '../check/verdict.ts';
import type { Verdict } from '../check/verdict.ts';
import { h, say, whole } from './dom.ts';
import type { Opener } from './opener.ts';
import { readAloudButton } from './read-aloud.ts';

/** What to do about the verdict, with the buttons that the advice names at hand. */
export function todo(outcome: Outcome, verdict: Verdict, again: () => void, [report, form]: Opener): HTMLElement[] {
  const best = bestOf(outcome);
  const advice = adviceFor(verdict, best === null ? '' : typeOf(best.verification));
  const spoken = [verdict.words, ...verdict.scope, advice].map(({ vi }) => vi).join('. ');
  const isReported = mayBeFake(verdict);
  const retry = h(
    'button',
    { type: 'button', class: 'primary', click: again },
    say({ vi: 'Thử lại', en: 'Try again' }),
  );
  return [
    h(
      'section',
      { class: 'card todo' },
      h('h2', {}, say({ vi: 'Nên làm gì', en: 'What to do' })),
      h('p', { class: 'advice' }, ...whole(say(advice))),
      h('div', { class: 'actions' }, verdict.retry ? retry : null, isReported ? report : null, readAloudButton(spoken)),
    ),
    ...(isReported ? [form] : []),
  ];
}
