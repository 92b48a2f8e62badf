import type { Label } from '../check/label.ts';
import type { Outcome } from '../check/outcome.ts';
import { sentences } from '../check/sentences.ts';
import { h, say } from './dom.ts';

/** What the verdict rests on; of a credential also what happened to it, which is fetched and proven apart. */
export function explained(outcome: Outcome, open: (label: Label) => void): HTMLElement[] {
  const items = sentences(outcome).map((said) => h('li', {}, say(said)));
  const card = h('section', { class: 'card' }, h('ul', { class: 'sentences' }, ...items));
  if (outcome.kind !== 'looked-up') return [card];
  const { standing } = outcome.lookup.best?.verification ?? {};
  if (standing?.absent !== false || standing.type !== 'credential/credential') return [card];
  const past = h('div', {});
  const { policy, lookup } = outcome;
  void import('./credential-past-section.ts').then(({ pastSection }) =>
    past.replaceChildren(pastSection(lookup.label.id, { policy, known: lookup.head ?? lookup.known }, open)),
  );
  return [card, past];
}
