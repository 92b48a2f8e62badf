import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { today } from '../../../format/today.ts';

/** The diary as a PDF for inspectors of VietGAP: which days, and the link. */
@Component({
  selector: 'dn-diary-pdf',
  imports: [TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card form">
      <h2>{{ t('diary.pdf') }}</h2>
      <dn-text-field [label]="t('diary.pdf-from')" type="date" [max]="today" [(value)]="from" />
      <dn-text-field [label]="t('diary.pdf-until')" type="date" [(value)]="until" [error]="wrong()" />
      @if (!wrong()) {
        <div class="actions">
          <a class="button secondary" target="_blank" [href]="link()">{{ t('diary.pdf-open') }}</a>
        </div>
      }
    </section>
  `,
})
export class DiaryPdf {
  readonly t = inject(Words).t;
  readonly area = input.required<string>();
  readonly today = today();
  readonly from = signal(`${this.today.slice(0, 4)}-01-01`);
  readonly until = signal(this.today);
  readonly wrong = computed(() => {
    if (this.from() === '' || this.until() === '') return this.t('form.required');
    return this.until() < this.from() ? this.t('diary.pdf-wrong') : undefined;
  });
  readonly link = (): string =>
    `/api/origin/growing-areas/${this.area()}/diary.pdf?from=${this.from()}&until=${this.until()}`;
}
