import type { Label } from '../check/label.ts';
import { bestOf } from '../check/outcome.ts';
import type { Outcome } from '../check/outcome.ts';
import { sentences } from '../check/sentences.ts';
import type { Verdict } from '../check/verdict.ts';
import { h, say } from './dom.ts';
import { passOn } from './pass-on.ts';

const onlyTold = {
  vi: 'Lời cảnh báo ở trên là của máy chủ; các cơ quan dưới đây chưa xác nhận lời ấy.',
  en: 'The warning above is the server’s word; the bodies below have not confirmed it.',
};

/** What the verdict rests on; of a credential also what happened to it, which is fetched and proven apart. */
export function explained(outcome: Outcome, verdict: Verdict, open: (label: Label) => void): HTMLElement[] {
  const standing = bestOf(outcome)?.verification.standing;
  const said = [...(verdict.stated === true ? [onlyTold] : []), ...sentences(outcome)];
  const card = h(
    'section',
    { class: 'card' },
    h('h2', {}, say({ vi: 'Vì sao', en: 'Why' })),
    h('ul', { class: 'sentences' }, ...said.map((one) => h('li', {}, say(one)))),
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
