import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Words } from '../i18n/words.ts';

/** In place of a page whose script did not come: no network, or the pages were built anew since this one was opened. Part of the first script. */
@Component({
  selector: 'dn-offline-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('state.offline') }}</h1>
    <p class="card">{{ t('state.offline-hint') }}</p>
    <p>
      <button type="button" class="primary" (click)="again()">{{ t('state.again') }}</button>
    </p>
  `,
})
export class OfflinePage {
  readonly t = inject(Words).t;
  readonly again = (): void => location.reload();
}
