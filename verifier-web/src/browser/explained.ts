import { adviceFor } from '../check/advice.ts';
import type { Label } from '../check/label.ts';
import { bestOf } from '../check/outcome.ts';
import type { Outcome } from '../check/outcome.ts';
import { sentences } from '../check/sentences.ts';
import type { Verdict } from '../check/verdict.ts';
import { h, say } from './dom.ts';
import { passOn } from './pass-on.ts';

/** What to do about the verdict, and what it rests on; of a credential also what happened to it, which is fetched and proven apart. */
export function explained(outcome: Outcome, verdict: Verdict, open: (label: Label) => void): HTMLElement[] {
  const { standing, record } = bestOf(outcome)?.verification ?? {};
  const items = sentences(outcome).map((said) => h('li', {}, say(said)));
  const card = h(
    'section',
    { class: 'card' },
    h('h2', {}, say({ vi: 'Nên làm gì', en: 'What to do' })),
    h('p', { class: 'advice' }, say(adviceFor(verdict, record?.type))),
    h('ul', { class: 'sentences' }, ...items),
  );
  if (outcome.kind !== 'looked-up') return [card];
  const buttons = passOn(outcome.lookup.label, verdict);
  if (standing?.absent !== false || standing.type !== 'credential/credential') return [card, buttons];
  const past = h('div', {});
  const { policy, lookup } = outcome;
  void import('./credential-past-section.ts').then(({ pastSection }) =>
    past.replaceChildren(pastSection(lookup.label.id, { policy, known: lookup.head ?? lookup.known }, open)),
  );
  return [card, buttons, past];
}
