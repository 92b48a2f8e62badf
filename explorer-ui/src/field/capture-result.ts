import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words.ts';
import type { CaptureForm } from './capture-form.ts';

/** What became of saving: it is on this device, or why not. */
@Component({
  selector: 'dn-capture-result',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (form().saved(); as title) {
      <section class="card" role="status">
        <p class="good">✔ {{ t('book.saved', { title }) }}</p>
        <p>{{ t('book.saved-hint') }}</p>
        @if (form().replaced()) {
          <p>{{ t('book.changed') }}</p>
        }
      </section>
      <div class="actions">
        <button type="button" class="primary" (click)="another.emit()">{{ t('book.one-more') }}</button>
        <a class="button secondary" routerLink="/queue">{{ t('book.queue') }}</a>
      </div>
    }
    @if (form().failure(); as why) {
      <p class="card problem" role="alert">{{ t('book.not-saved', { why }) }}</p>
    }
  `,
})
export class CaptureResult {
  readonly t = inject(Words).t;
  readonly form = input.required<Pick<CaptureForm, 'saved' | 'failure' | 'replaced'>>();
  readonly another = output();
}
