import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';

/** A secret or a link that is shown once: to read, select and copy. */
@Component({
  selector: 'dn-copy-box',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label class="field">
      {{ label() }}
      <input type="text" readonly [value]="text()" (focus)="select($event)" />
    </label>
    <div class="actions">
      <button type="button" class="secondary" (click)="copy()">{{ t('copy.do') }}</button>
      <ng-content />
      @if (copied()) {
        <span role="status">{{ t('copy.done') }}</span>
      }
    </div>
  `,
})
export class CopyBox {
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly text = input.required<string>();
  readonly copied = signal(false);
  readonly select = (event: Event): void => (event.target as HTMLInputElement).select();

  async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.text());
    this.copied.set(true);
  }
}
