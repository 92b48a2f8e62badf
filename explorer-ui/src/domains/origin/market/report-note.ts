import { ChangeDetectionStrategy, Component, inject, input, resource, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';

/** What a buyer wrote, opened only when the inspector asks for it: it may say who they are. */
@Component({
  selector: 'dn-report-note',
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (note.hasValue()) {
      @let told = note.value();
      @if (told.note) {
        <p>{{ told.note }}</p>
      }
      @if (told.contact) {
        <p>{{ t('fakes.contact') }}: {{ told.contact }}</p>
      }
    } @else if (asked()) {
      <dn-page-state [of]="note" (again)="note.reload()" />
    } @else {
      <button type="button" class="secondary" (click)="asked.set(true)">{{ t('fakes.read-note') }}</button>
    }
  `,
})
export class ReportNote {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly asked = signal(false);
  readonly note = resource({
    params: () => (this.asked() ? this.id() : undefined),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/fake-reports/{id}/note', { path: { id: params } }, abortSignal),
  });
}
