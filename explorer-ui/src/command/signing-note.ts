import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words.ts';
import { CommandSender } from './command-sender.ts';

/** Whose key will sign: said before the person decides. */
@Component({
  selector: 'dn-signing-note',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<p class="hint">
    @if (sender.ownKey.hasValue() && sender.ownKey.value()) {
      ✔ {{ t('key.will-own') }}
    } @else {
      {{ t('key.will-custodial') }} <a routerLink="/signing">{{ t('nav.signing') }}</a>.
    }
  </p>`,
})
export class SigningNote {
  readonly sender = inject(CommandSender);
  readonly t = inject(Words).t;
}
