import { checkCredentialQr } from '@daunguon/formats/cose';
import { withStanding } from '../check/check-credential.ts';
import { getJson } from '../check/get-json.ts';
import type { Label } from '../check/label.ts';
import { printedVerdict } from '../check/printed-code.ts';
import type { PrintedCheck } from '../check/printed-code.ts';
import type { Verdict } from '../check/verdict.ts';
import { credentialView } from '../domains/credential/credential-card.ts';
import { h, say, whole } from './dom.ts';
import { verdictClass, verdictContent } from './verdict-box.ts';
import { keepHead, knownHead } from './head-store.ts';
import { issuerDirectory } from './issuer-store.ts';
import type { Page } from './page.ts';
import { trustPolicy } from './policy.ts';

/** A credential's printed code: signature and claims first, which need no network, then what the register proves of the record. */
export function printedPage(fragment: string, open: (label: Label | null) => void): Page {
  let left = false;
  const status = h(
    'div',
    { role: 'status', 'aria-live': 'polite', class: 'verdict waiting' },
    say({ vi: 'Đang kiểm tra…', en: 'Checking…' }),
  );
  const facts = h('div', {});
  const heading = say({ vi: 'Kết quả kiểm tra văn bằng', en: 'Result of the check of a credential' });
  const element = h('div', { class: 'record' }, h('h1', { class: 'visually-hidden' }, heading), status, facts);

  const show = (verdict: Verdict): void => {
    if (left) return;
    status.className = verdictClass(verdict);
    status.dataset['code'] = verdict.code;
    status.replaceChildren(...verdictContent(verdict));
    document.title = `${say(verdict.words)} – Dấu Nguồn`;
  };

  const load = async (): Promise<void> => {
    const loaded = await trustPolicy();
    const directory = loaded === null ? new Map<string, never>() : await issuerDirectory(loaded.policy);
    const check = await checkCredentialQr(fragment, (id) => directory.get(id));
    show(printedVerdict(check, null));
    if (left || check.result !== 'signed') return;
    facts.replaceChildren(claimsCard(check, open));
    if (loaded === null) return;
    const { policy } = loaded;
    const tools = { policy, directory, getJson, now: Date.now, known: knownHead(policy.origin) };
    const { verdict, head } = await withStanding(check, tools);
    if (head !== null) keepHead(head);
    show(verdict);
  };
  void load();
  return { element, leave: () => void (left = true) };
}

/** What was signed, to be compared with the paper and the person. */
function claimsCard(
  { content, keyId }: PrintedCheck & { result: 'signed' },
  open: (label: Label) => void,
): HTMLElement {
  const { recordId: id, claims } = content;
  const record = {
    id,
    type: 'credential/credential',
    status: '',
    msp: '',
    body: { ...claims, issuer: claims.issuerName },
  };
  const card = credentialView.card(record, { record: () => undefined, commune: (code) => code });
  const rows = card.facts.map(({ label, value }) =>
    h('div', {}, h('dt', {}, say(label)), h('dd', {}, ...whole(say(value)))),
  );
  const go = (event: Event): void => {
    event.preventDefault();
    open({ kind: 'record', id });
  };
  return h(
    'section',
    { class: 'card', 'data-key': keyId },
    h(
      'p',
      { class: 'overline' },
      say({ vi: 'So với văn bằng, giấy tờ trên tay', en: 'Compare with the document in your hand' }),
    ),
    h('h2', {}, ...whole(say(card.title))),
    h('dl', {}, ...rows),
    h('a', { href: `/R/${id}`, click: go }, say({ vi: 'Mở hồ sơ trong sổ', en: 'Open the record in the register' })),
  );
}
