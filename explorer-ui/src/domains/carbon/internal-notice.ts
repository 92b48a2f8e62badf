import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Words } from '../../i18n/words.ts';

/** Stands on every carbon page: the province issues no legal credits; once the ministry's code is there, it stands instead. */
@Component({
  selector: 'dn-carbon-notice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<p class="warn" role="note">
    {{ code() ? t('carbon.national', { code: code() }) : t('carbon.internal') }}
  </p>`,
})
export class InternalNotice {
  readonly t = inject(Words).t;
  readonly code = input('');
}
