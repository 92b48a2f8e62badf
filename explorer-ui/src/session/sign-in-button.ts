import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { Session } from './session.ts';

/** Names the issuer only where one is configured; the development issuer is called what it is. */
@Component({
  selector: 'dn-sign-in-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<button type="button" class="primary sign-in" (click)="session.signIn()">
    @if (session.answer()?.provider?.name; as name) {
      {{ t('session.sign-in', { name }) }}
    } @else {
      {{ t('session.sign-in-test') }}
    }
  </button>`,
})
export class SignInButton {
  readonly session = inject(Session);
  readonly t = inject(Words).t;
}
