import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';

/** A button for what cannot be undone: pressed once it asks, pressed again it does. */
@Component({
  selector: 'dn-sure-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (asking()) {
      <span role="group" [attr.aria-label]="label()">
        <button type="button" class="danger" [disabled]="disabled()" (click)="done()">{{ question() }}</button>
        <button type="button" class="plain" (click)="asking.set(false)">{{ t('exchange.keep') }}</button>
      </span>
    } @else {
      <button type="button" class="plain" [disabled]="disabled()" (click)="asking.set(true)">{{ label() }}</button>
    }
  `,
})
export class SureButton {
  readonly t = inject(Words).t;
  readonly label = input.required<string>();
  readonly question = input.required<string>();
  readonly disabled = input(false);
  readonly sure = output();
  readonly asking = signal(false);
  done(): void {
    this.asking.set(false);
    this.sure.emit();
  }
}
