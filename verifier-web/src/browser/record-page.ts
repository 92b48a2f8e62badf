import { getJson } from '../check/get-json.ts';
import { labelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { lookUp } from '../check/look-up.ts';
import { bestOf } from '../check/outcome.ts';
import type { Outcome } from '../check/outcome.ts';
import { provenRecord } from '../check/proven-record.ts';
import type { ProvenRecord } from '../check/proven-record.ts';
import { spacedCode } from '../check/typed-code.ts';
import { readScanStatement } from '../check/scan-statement.ts';
import { copiedWarning, recallWarning, verdictFor } from '../check/verdict.ts';
import type { Verdict } from '../check/verdict.ts';
import { viewOf } from '../domains.ts';
import { h, icon, icons, say } from './dom.ts';
import { keepEquivocation, keptEquivocation } from './equivocation-store.ts';
import { keepHead, knownHead } from './head-store.ts';
import type { Page } from './page.ts';
import { trustPolicy } from './policy.ts';
import type { LoadedPolicy } from './policy.ts';
import { readAloudButton } from './read-aloud.ts';
import { recallCard } from './recall-card.ts';
import { saveBundle, savedBundle } from './record-store.ts';
import { provenRelated } from './related.ts';
import { verdictClass, verdictContent } from './verdict-box.ts';
import { warmUp } from './warm-up.ts';

/** One record: the verdict first, then what it rests on, what to compare, where it has been, and the evidence. */
export function recordPage(label: Label, fragment: string, open: (label: Label | null) => void): Page {
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
    status,
    rest,
  );
  let left = false;

  const showVerdict = (verdict: Verdict): void => {
    status.className = verdictClass(verdict);
    status.dataset['code'] = verdict.code;
    status.replaceChildren(...verdictContent(verdict));
    document.title = `${verdict.words.vi} – Dấu Nguồn`;
  };
  const load = async (): Promise<void> => {
    const loading = trustPolicy();
    warmUp();
    const loaded = await loading;
    const outcome = await outcomeOf(label, loaded, fragment);
    if (left) return;
    const best = bestOf(outcome);
    const scans = readScanStatement(best?.bundle);
    const proven = verdictFor(outcome, Date.now());
    const verdict = scans === null ? proven : copiedWarning(proven, scans);
    showVerdict(verdict);
    const record = best && provenRecord(idOf(label, best.bundle), best.verification, best.fields);
    const [alarm, why, facts, evidence] = [h('div', {}), h('div', {}), h('div', {}), h('div', { class: 'rest' })];
    // Fetched after the verdict, which stands without it.
    const explain = async (shown: Verdict): Promise<void> =>
      why.replaceChildren(...(await import('./explained.ts')).explained(outcome, shown, open));
    void explain(verdict);
    void import('./evidence-buttons.ts').then(({ evidenceButtons }) =>
      evidence.replaceChildren(...evidenceButtons(outcome, loaded, label)),
    );
    const [item, story, match] = [h('div', {}), h('div', {}), h('div', {})];
    const show = async (related: ReadonlyMap<string, ProvenRecord>): Promise<void> => {
      if (record === null || left) return;
      alarm.replaceChildren(...[recallCard(record, related)].filter((card) => card !== null));
      const card = await compareCard(record, related, match);
      if (!left) facts.replaceChildren(...card);
    };
    const alone = show(new Map());
    rest.replaceChildren(
      alarm,
      why,
      facts,
      item,
      story,
      evidence,
      code(label),
      actions(verdict, open, () => void load()),
    );
    if (loaded === null) return;
    await warnOfTwoHistories(outcome, loaded);
    if (record === null) return;
    void tellStory(loaded, record);
    if (label.kind === 'lot' && label.serial !== undefined && best?.verification.serial === 'issued')
      void tellScans(loaded, label);
    const related = await provenRelated(record, loaded.policy);
    // The card without them may still be on its way, and must not come last.
    await alone;
    await show(related);

    async function warnOfTwoHistories(found: Outcome, { policy: { origin } }: LoadedPolicy): Promise<void> {
      const now = found.kind === 'looked-up' ? found.lookup.equivocation : null;
      if (now !== null) keepEquivocation(origin, now);
      const evidence = now ?? keptEquivocation(origin);
      if (evidence === null) return;
      const { equivocationAlarm } = await import('./equivocation-alarm.ts');
      if (!left) rest.prepend(equivocationAlarm(evidence));
    }

    async function tellScans({ policy }: LoadedPolicy, lot: Label): Promise<void> {
      const { scansSection } = await import('./scans-section.ts');
      if (!left) item.replaceChildren(scansSection(policy.gateways, lot, scans));
    }

    async function tellStory({ policy }: LoadedPolicy, { id }: ProvenRecord): Promise<void> {
      const { storySection } = await import('./story-section.ts');
      const told = await storySection(policy.gateways, id, (step) => open({ kind: 'record', id: step }));
      if (left || told === null) return;
      if (told.section !== null) story.replaceChildren(told.section);
      if (!told.recalled) return;
      const warning = recallWarning(verdict);
      showVerdict(warning);
      await explain(warning);
    }
  };
  void load();
  return {
    element,
    leave: () => {
      left = true;
    },
  };
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

/** The record's own id: a label with GTIN and lot names it only through its proven alias. */
function idOf(label: Label, bundle: unknown): string {
  const id: unknown = (bundle as Record<string, unknown> | null)?.['id'];
  return label.kind === 'record' || typeof id !== 'string' ? label.id : id;
}

/** The facts that a person can compare; a record of a domain unknown to this build has none. */
async function compareCard(
  record: ProvenRecord,
  related: ReadonlyMap<string, ProvenRecord>,
  match: HTMLElement,
): Promise<HTMLElement[]> {
  const view = await viewOf(record);
  // Fetched like the view; without the list a commune keeps its code.
  const commune = await import('./commune-names.ts').then(
    ({ communeName }) => communeName,
    () => (code: string) => code,
  );
  const card = view?.card(record, { record: (id) => related.get(id), commune });
  if (card === undefined) return [];
  return [(await import('./compare-card.ts')).compareCard(card, record.type, match)];
}

function code(label: Label): HTMLElement {
  const shown = label.kind === 'record' ? spacedCode(label.id) : labelPath(label);
  const words = label.kind === 'record' ? { vi: 'Mã hồ sơ: ', en: 'Record code: ' } : { vi: 'Nhãn: ', en: 'Label: ' };
  return h('p', { class: 'code' }, say(words), h('span', { class: 'mono' }, shown));
}

function actions(verdict: Verdict, open: (label: Label | null) => void, again: () => void): HTMLElement {
  const { retry } = verdict;
  const words = [verdict.words, ...verdict.scope].map(({ vi }) => vi).join('. ');
  return h(
    'div',
    { class: 'actions' },
    retry
      ? h('button', { type: 'button', class: 'primary', click: again }, say({ vi: 'Thử lại', en: 'Try again' }))
      : null,
    readAloudButton(words),
    h(
      'button',
      { type: 'button', class: retry ? 'secondary' : 'primary', click: () => open(null) },
      icon(icons.camera),
      say({ vi: 'Quét mã khác', en: 'Scan another code' }),
    ),
  );
}
