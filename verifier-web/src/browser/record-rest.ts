import { isSealed } from '@daunguon/proof';
import type { Label } from '../check/label.ts';
import { bestOf } from '../check/outcome.ts';
import type { Outcome } from '../check/outcome.ts';
import { provenRecord } from '../check/proven-record.ts';
import type { ProvenRecord } from '../check/proven-record.ts';
import type { ScanStatement } from '../check/scan-statement.ts';
import { subjectOf } from '../check/subject.ts';
import { isOfTraining, recallWarning, typeOf } from '../check/verdict.ts';
import type { Verdict } from '../check/verdict.ts';
import { viewOf } from '../domains.ts';
import type { Names } from '../domains.ts';
import { compareCard } from './compare-card.ts';
import { h, icon, icons, say, whole } from './dom.ts';
import { keepEquivocation, keptEquivocation } from './equivocation-store.ts';
import { evidenceButtons } from './evidence-buttons.ts';
import { explained } from './explained.ts';
import type { LoadedPolicy } from './policy.ts';
import { recallCard } from './recall-card.ts';
import { codeOf } from './record-page.ts';
import { provenRelated } from './related.ts';
import { todo } from './todo.ts';

/** What one look-up found, with the verdict on it. */
interface Found {
  label: Label;
  loaded: LoadedPolicy | null;
  outcome: Outcome;
  verdict: Verdict;
  scans: ScanStatement | null;
}

/** The page of the record, of which subject and verdict may still change. */
interface Shown {
  subject: HTMLElement;
  rest: HTMLElement;
  showVerdict(verdict: Verdict): void;
  open(label: Label | null): void;
  again(): void;
  hasLeft(): boolean;
}

/** All but the verdict: what it is about, what to do, what to compare, what it rests on, where it has been, and the evidence. */
export async function showRest({ label, loaded, outcome, verdict, scans }: Found, page: Shown): Promise<void> {
  const { subject, rest, open, again, hasLeft } = page;
  const best = bestOf(outcome);
  const record = best && provenRecord(idOf(label, best.bundle), best.verification, best.fields);
  const serial = label.kind === 'lot' && best?.verification.serial === 'issued' ? label.serial : undefined;
  const { details, report } = evidenceButtons(outcome, loaded, label);
  const [advice, why] = [h('div', { class: 'rest' }), h('div', { class: 'rest' })];
  const [alarm, facts] = [h('div', {}), h('div', {})];
  const [item, story, match] = [h('div', {}), h('div', {}), h('div', {})];
  const explain = (shown: Verdict): void => {
    advice.replaceChildren(...todo(outcome, shown, again, report));
    why.replaceChildren(...explained(outcome, shown, open));
  };
  const show = async (related: ReadonlyMap<string, ProvenRecord>): Promise<void> => {
    const names = { record: (id: string) => related.get(id), commune: await communes() };
    if (hasLeft()) return;
    nameSubject(names);
    if (record === null) return;
    alarm.replaceChildren(...[recallCard(record, related)].filter((card) => card !== null));
    const card = (await viewOf(record))?.card(record, names, verdict.code);
    if (hasLeft() || card === undefined) return;
    // The register holds the serials of a lot's labels apart from its body.
    if (serial !== undefined) card.facts.unshift({ label: { vi: 'Số sê-ri', en: 'Serial' }, value: serial });
    facts.replaceChildren(compareCard(card, isOfTraining(verdict) ? '' : record.type, match));
  };
  explain(verdict);
  rest.replaceChildren(
    ...[advice, alarm, facts, why, item, story],
    h('div', { class: 'rest' }, ...details),
    h('p', { class: 'code' }, ...codeOf(label)),
    scanAnother(open),
  );
  const alone = show(new Map());
  if (loaded === null) return;
  await warnOfTwoHistories(loaded);
  if (record === null) return;
  void tellStory(loaded, record);
  if (serial !== undefined) void tellScans(loaded, label);
  const related = await provenRelated(record, loaded.policy);
  // The card without them may still be on its way, and must not come last.
  await alone;
  await show(related);

  function nameSubject(names: Names): void {
    const type = best === null ? '' : typeOf(best.verification);
    const sealed = verdict.code !== 'erased' && best !== null && isSealed(best.verification);
    const words = subjectOf({ label, type, sealed, body: record?.body ?? null }, names);
    if (words !== null) subject.replaceChildren(...whole(say(words)));
  }

  async function warnOfTwoHistories({ policy: { origin } }: LoadedPolicy): Promise<void> {
    const now = outcome.kind === 'looked-up' ? outcome.lookup.equivocation : null;
    if (now !== null) keepEquivocation(origin, now);
    const evidence = now ?? keptEquivocation(origin);
    if (evidence === null) return;
    const { equivocationAlarm } = await import('./equivocation-alarm.ts');
    if (!hasLeft()) rest.prepend(equivocationAlarm(evidence));
  }

  async function tellScans({ policy }: LoadedPolicy, lot: Label): Promise<void> {
    const { scansSection } = await import('./scans-section.ts');
    if (!hasLeft()) item.replaceChildren(scansSection(policy.gateways, lot, scans));
  }

  async function tellStory({ policy }: LoadedPolicy, { id }: ProvenRecord): Promise<void> {
    const { storySection } = await import('./story-section.ts');
    const told = await storySection(policy.gateways, id, (step) => open({ kind: 'record', id: step }));
    if (hasLeft() || told === null) return;
    if (told.section !== null) story.replaceChildren(told.section);
    if (!told.recalled) return;
    const warning = recallWarning(verdict);
    page.showVerdict(warning);
    explain(warning);
  }
}

/** The record's own id: a label with GTIN and lot names it only through its proven alias. */
function idOf(label: Label, bundle: unknown): string {
  const id: unknown = (bundle as Record<string, unknown> | null)?.['id'];
  return label.kind === 'record' || typeof id !== 'string' ? label.id : id;
}

/** Names of communes are fetched like a card; without the list a commune keeps its code. */
const communes = (): Promise<(code: string) => string> =>
  import('./commune-names.ts').then(
    ({ communeName }) => communeName,
    () => (code) => code,
  );

const scanAnother = (open: (label: null) => void): HTMLElement =>
  h(
    'div',
    { class: 'actions' },
    h(
      'button',
      { type: 'button', class: 'secondary', click: () => open(null) },
      icon(icons.camera),
      say({ vi: 'Quét mã khác', en: 'Scan another code' }),
    ),
  );
