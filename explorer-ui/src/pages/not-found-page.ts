import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words.ts';

@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<h1>{{ t('state.not-found') }}</h1>
    <p>
      <a routerLink="/">{{ t('nav.home') }}</a>
    </p>`,
})
export class NotFoundPage {
  readonly t = inject(Words).t;
}
