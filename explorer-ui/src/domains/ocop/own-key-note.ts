import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CommandSender } from '../../command/command-sender.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { Words } from '../../i18n/words.ts';

/** Whether this device can sign what the ledger takes with a person's own key only. Call in an injection context. */
export function ownKeyHere() {
  const { ownKey } = inject(CommandSender);
  return computed(() => ownKey.hasValue() && ownKey.value() !== undefined);
}

/** Says that a decision needs the person's own key, and where to make one. */
@Component({
  selector: 'dn-own-key-note',
  imports: [RouterLink, SigningNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (here()) {
      <dn-signing-note />
    } @else {
      <p class="warn">
        {{ t('ocop.own-key') }} <a routerLink="/signing">{{ t('nav.signing') }}</a>
      </p>
    }
  `,
})
export class OwnKeyNote {
  readonly t = inject(Words).t;
  readonly here = ownKeyHere();
}
