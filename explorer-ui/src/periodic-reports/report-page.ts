import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { emptyNarrative, narrativeFields, type Narrative, type NarrativeField } from '@daunguon/records';
import { Api } from '../api/api.ts';
import { addressOf } from '../api/asked.ts';
import { attempt } from '../command/attempt.ts';
import { SureButton } from '../exchange/sure-button.ts';
import { draft } from '../form/draft.ts';
import { TextField } from '../form/text-field.ts';
import { PageState } from '../shell/page-state.ts';
import { FinalReport } from './final-report.ts';
import type { FigureAnswer } from './report-answers.ts';
import { reportWords } from './report-words.ts';

/** What is typed and not saved yet: kept in this tab through a reload and a session that ends. */
interface Typed {
  readonly narrative: Narrative | null;
  /** Version of the draft that it began from. */
  readonly base: number;
  readonly reason: string;
}
const nothing: Typed = { narrative: null, base: 0, reason: '' };

/** One report: figures that lead to their records, words to be written, the final files. */
@Component({
  imports: [FinalReport, PageState, RouterLink, SureButton, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './report-page.html',
})
export class ReportPage {
  readonly #api = inject(Api);
  readonly w = reportWords();
  readonly t = this.w.t;
  readonly asking = attempt();
  /** From the address. */
  readonly task = input.required<string>();
  readonly period = input.required<string>();
  readonly place = computed(() => ({ task: this.task(), period: this.period() }));
  readonly path = computed(() => addressOf('/api/periodic-reports/{task}/{period}', { path: this.place() }));
  readonly answer = resource({
    params: () => this.place(),
    loader: ({ params: path, abortSignal }) =>
      this.#api.get('/api/periodic-reports/{task}/{period}', { path }, abortSignal),
  });
  readonly report = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  readonly said = signal<string | null>(null);
  readonly fields = narrativeFields;
  readonly typed = signal<Typed>(nothing);
  #draft: ReturnType<typeof draft<Typed>> | null = null;
  readonly narrative = computed<Narrative>(
    () => this.typed().narrative ?? this.report()?.content.narrative ?? emptyNarrative,
  );
  readonly isChanged = computed(() => this.typed().narrative !== null);
  readonly mayFinish = computed(() => {
    const report = this.report();
    if (report === null || this.isChanged() || this.asking.busy()) return false;
    const isOver = report.today > report.content.period.until;
    return (
      isOver && report.content.checkpoint !== null && (report.finals.length === 0 || this.typed().reason.trim() !== '')
    );
  });

  constructor() {
    effect(() => {
      const [task, period] = [this.task(), this.period()];
      untracked(() => {
        this.#draft = draft<Typed>(`report ${task} ${period}`, nothing);
        this.typed.set(this.#draft.value());
        if (this.isChanged()) this.said.set(this.t('form.kept'));
      });
    });
  }

  readonly label = (field: NarrativeField): string => this.t(`reports.narrative.${field}`);
  value({ value, isHeldBack, unit }: FigureAnswer): string {
    if (value === null) return this.t(isHeldBack ? 'reports.held-back' : 'reports.unknown');
    return `${this.w.formats.number(value)} ${this.w.said(unit)}`;
  }
  write(field: NarrativeField, value: string): void {
    const { base, reason } = this.typed();
    const begun = this.isChanged() ? base : this.#newest();
    this.#keep({ narrative: { ...this.narrative(), [field]: value.normalize('NFC') }, base: begun, reason });
  }
  because(reason: string): void {
    this.#keep({ ...this.typed(), reason });
  }
  discard(): void {
    this.#forget();
    this.said.set(null);
  }

  async save(event: Event): Promise<void> {
    event.preventDefault();
    const { narrative, base } = this.typed();
    if (narrative === null) return;
    const saved = await this.asking.run(() =>
      this.#api.post('/api/periodic-reports/{task}/{period}/drafts', { path: this.place(), body: { base, narrative } }),
    );
    if (saved === undefined) return;
    this.#forget();
    this.said.set(this.t('reports.saved', { version: saved.version }));
    this.answer.reload();
  }
  /** Words of an earlier draft are put back as what is typed: saved again they are the newest. */
  async restore(version: number): Promise<void> {
    const path = { ...this.place(), version: String(version) };
    const found = await this.asking.run(() =>
      this.#api.get('/api/periodic-reports/{task}/{period}/drafts/{version}', { path }),
    );
    if (found !== undefined) this.#keep({ ...this.typed(), narrative: found.narrative, base: this.#newest() });
  }
  async finish(): Promise<void> {
    const reason = this.typed().reason.trim().normalize('NFC');
    const isFirst = this.report()?.finals.length === 0;
    const body = { base: this.#newest(), ...(isFirst ? {} : { reason }) };
    const made = await this.asking.run(() =>
      this.#api.post('/api/periodic-reports/{task}/{period}/finals', { path: this.place(), body }),
    );
    if (made === undefined) return;
    this.#forget();
    this.said.set(this.t('reports.finished'));
    this.answer.reload();
  }
  print(): void {
    print();
  }

  #newest(): number {
    return this.report()?.drafts[0]?.version ?? 0;
  }
  #keep(typed: Typed): void {
    this.typed.set(typed);
    this.#draft?.value.set(typed);
  }
  #forget(): void {
    this.#draft?.done();
    this.#draft = draft<Typed>(`report ${this.task()} ${this.period()}`, nothing);
    this.typed.set(nothing);
  }
}
