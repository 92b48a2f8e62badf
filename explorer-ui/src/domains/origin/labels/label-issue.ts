import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { LabelIssue } from '@daunguon/records';
import { SelectField } from '../../../form/select-field.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { labelPdfs } from './label-pages.ts';

/** One issue of serial labels and its sheets to print. */
@Component({
  selector: 'dn-label-issue',
  imports: [SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h3>{{ t('labels.run', { number: number(), count: formats.number(issue().count) }) }}</h3>
      <p class="mono">{{ issue().id }}</p>
      @if (prints()) {
        <div class="form">
          <dn-select-field [label]="t('labels.size')" [choices]="sizes()" [(value)]="size" />
          @if (pdfs().length > 1) {
            <dn-select-field [label]="t('labels.part')" [choices]="parts()" [(value)]="part" />
          }
          <a class="button primary" target="_blank" [href]="link()">{{ t('labels.pdf') }}</a>
          <p class="hint">{{ t('labels.pdf-hint') }}</p>
        </div>
      }
    </section>
  `,
})
export class LabelIssueCard {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly issue = input.required<LabelIssue>();
  readonly number = input.required<number>();
  /** Whether the person's unit may print them. */
  readonly prints = input.required<boolean>();
  readonly size = signal('a4-3x8');
  readonly part = signal('0');
  readonly pdfs = computed(() => labelPdfs(this.issue().count));
  readonly sizes = computed(() => [
    { value: 'a4-3x8', label: this.t('labels.size-a4') },
    { value: 'roll-50x30', label: this.t('labels.size-roll') },
  ]);
  readonly parts = computed(() =>
    this.pdfs().map(({ from, count }, index) => ({
      value: String(index),
      label: `${this.formats.number(from + 1)} – ${this.formats.number(from + count)}`,
    })),
  );
  readonly link = computed(() => {
    const { from, count } = this.pdfs()[Number(this.part())] ?? { from: 0, count: 1 };
    return `/api/origin/label-issues/${this.issue().id}/labels.pdf?size=${this.size()}&from=${from}&count=${count}`;
  });
}
