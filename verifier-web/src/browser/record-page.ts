import { getJson } from '../check/get-json.ts';
import { labelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { lookUp } from '../check/look-up.ts';
import { bestOf } from '../check/outcome.ts';
import type { Outcome } from '../check/outcome.ts';
import { spacedCode } from '../check/typed-code.ts';
import { readScanStatement } from '../check/scan-statement.ts';
import { copiedWarning, verdictFor } from '../check/verdict.ts';
import type { Verdict } from '../check/verdict.ts';
import { h, say } from './dom.ts';
import { keepHead, knownHead } from './head-store.ts';
import type { Page } from './page.ts';
import { trustPolicy } from './policy.ts';
import type { LoadedPolicy } from './policy.ts';
import { saveBundle, savedBundle } from './record-store.ts';
import { verdictClass, verdictContent } from './verdict-box.ts';
import { warmUp } from './warm-up.ts';

/** One record: what was scanned and the verdict first; all else of the page is fetched after them. */
export function recordPage(label: Label, fragment: string, open: (label: Label | null) => void): Page {
  const subject = h('p', { class: 'subject' }, ...codeOf(label));
  const status = h(
    'div',
    { role: 'status', 'aria-live': 'polite', class: 'verdict waiting' },
    say({ vi: 'Đang kiểm tra…', en: 'Checking…' }),
  );
  const rest = h('div', { class: 'rest' });
  const element = h(
    'div',
    { class: 'record' },
    h('h1', { class: 'visually-hidden' }, say({ vi: 'Kết quả kiểm tra', en: 'Result of the check' })),
    subject,
    status,
    rest,
  );
  let left = false;

  const showVerdict = (verdict: Verdict): void => {
    status.className = verdictClass(verdict);
    status.dataset['code'] = verdict.code;
    status.replaceChildren(...verdictContent(verdict));
    document.title = `${say(verdict.words)} – Dấu Nguồn`;
  };
  const load = async (): Promise<void> => {
    const loading = trustPolicy();
    warmUp();
    const loaded = await loading;
    const outcome = await outcomeOf(label, loaded, fragment);
    if (left) return;
    const scans = readScanStatement(bestOf(outcome)?.bundle);
    const proven = verdictFor(outcome, Date.now());
    const verdict = scans === null ? proven : copiedWarning(proven, scans);
    showVerdict(verdict);
    const shown = { subject, rest, showVerdict, open, again: () => void load(), hasLeft: () => left };
    await import('./record-rest.ts').then(
      ({ showRest }) => showRest({ label, loaded, outcome, verdict, scans }, shown),
      // The verdict stands; what to do about it could not be fetched.
      () => rest.replaceChildren(say({ vi: 'Hãy tải lại trang để xem tiếp.', en: 'Reload the page to see the rest.' })),
    );
  };
  void load();
  return {
    element,
    leave: () => {
      left = true;
    },
  };
}

/** The code that was scanned or typed, of which nothing is proven. */
export function codeOf(label: Label): (Node | string)[] {
  const shown = label.kind === 'record' ? spacedCode(label.id) : labelPath(label);
  const words = label.kind === 'record' ? { vi: 'Mã ', en: 'Code ' } : { vi: 'Nhãn ', en: 'Label ' };
  return [say(words), h('span', { class: 'mono' }, shown)];
}

/** Looks the label up and keeps what was learned: a newer head, and the bundle of a proven public record. */
export async function outcomeOf(label: Label, loaded: LoadedPolicy | null, fragment: string): Promise<Outcome> {
  if (loaded === null) return { kind: 'no-policy' };
  const { policy } = loaded;
  const known = knownHead(policy.origin);
  const saved = await savedBundle(label.id);
  const holder = fragment === '' ? null : (await import('../check/holder.ts')).readHolder(`#${fragment}`);
  const lookup = await lookUp(label, { policy, now: Date.now(), known, saved, getJson, holder });
  if (lookup.head !== null) keepHead(lookup.head);
  const { best } = lookup;
  const proven = best?.verification.authenticity === 'authentic' && best.verification.body !== undefined;
  if (best && proven && best.source.kind !== 'saved') await saveBundle(label.id, best.bundle, new Date());
  return { kind: 'looked-up', lookup, policy };
}
