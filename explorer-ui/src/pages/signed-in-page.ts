import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { tellSignedInAside } from '../session/signed-in-aside.ts';

/** End of a sign-in in a tab of its own: the page on which it was asked for goes on where it was. */
@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('session.aside-title') }}</h1>
    <p class="lead" role="status">{{ t('session.aside-lead') }}</p>
    <button type="button" class="primary" (click)="close()">{{ t('session.aside-close') }}</button>
  `,
})
export class SignedInPage {
  readonly t = inject(Words).t;
  constructor() {
    tellSignedInAside();
  }
  close(): void {
    window.close();
  }
}
