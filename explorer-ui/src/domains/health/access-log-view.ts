import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { verifyAccess } from '@daunguon/proof/health';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import type { AccessItem } from './health-answers.ts';

/** Who read what and why, newest first. An entry whose day is closed is proven here against the day's root. */
@Component({
  selector: 'dn-access-log',
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>{{ t('health.log') }}</h2>
    <p class="hint">{{ t('health.log-lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('health.log-none')"
      (again)="answer.reload()"
    />
    @for (item of items(); track item.hash) {
      <section class="card">
        <h3>
          {{ words.of('health.act', item.entry.act) }}
          @if (item.entry.outcome === 'refused') {
            – {{ t('health.refused') }}
          }
        </h3>
        <p>
          {{ item.unitName || words.of('health.as', item.entry.role) }} ·
          <time [attr.datetime]="item.entry.at">{{ formats.time(item.entry.at) }}</time>
        </p>
        @if (item.entry.purpose; as purpose) {
          <p>{{ t('health.purpose') }}: {{ words.of('health.purpose', purpose) }}</p>
        }
        @if (item.why) {
          <p>{{ t('health.why') }}: {{ item.why }}</p>
        }
        @if (item.entry.reason; as reason) {
          <p>{{ t('health.reason') }}: {{ words.of('health.reason', reason) }}</p>
        }
        <p class="hint">{{ t(closed(item)) }}</p>
      </section>
    }
  `,
})
export class AccessLogView {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly patient = input.required<string>();
  readonly answer = resource({
    params: () => this.patient(),
    loader: ({ params, abortSignal }) =>
      this.#api.get<{ items: readonly AccessItem[] }>(`/api/health/access-log?patient=${params}`, abortSignal),
  });
  readonly items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));

  closed({ hash, proof }: AccessItem): 'health.day-open' | 'health.day-closed' | 'health.day-wrong' {
    if (proof === undefined) return 'health.day-open';
    return verifyAccess(hash, proof) ? 'health.day-closed' : 'health.day-wrong';
  }
}
