import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { dayStanding, type DayStanding } from './day-standing.ts';
import type { AccessItem } from './health-answers.ts';
import { provenRoot } from './proven-root.ts';

/** Who read what and why, newest first. An entry whose day is closed is proven here against the day's root on the ledger. */
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
    @for (item of items().slice(0, shown()); track item.hash) {
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
        @if (item.entry.requester; as requester) {
          <p>{{ t('health.requester') }}: {{ words.of('health.requester', requester) }}</p>
        }
        <p [class]="standing(item) === 'wrong' ? 'problem' : 'hint'" [attr.data-day]="standing(item)">
          {{ words.of('health.day', standing(item)) }}
        </p>
      </section>
    }
    @if (items().length > shown()) {
      <button type="button" class="secondary" (click)="shown.set(shown() + page)">
        {{ t('health.log-older', { count: items().length - shown() }) }}
      </button>
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
      this.#api.get('/api/health/access-log', { query: { patient: params } }, abortSignal),
  });
  readonly page = 20;
  readonly shown = signal(this.page);
  readonly items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));

  /** The ledger's root of each closed day, by the day. */
  readonly roots = resource({
    params: () => {
      const named = this.items().flatMap(({ day, rootRecord }) => (rootRecord ? [[day, rootRecord] as const] : []));
      return new Map(named);
    },
    loader: async ({ params, abortSignal }) => {
      const proven = [...params].map(
        async ([day, record]) => [day, await provenRoot(record, day, abortSignal)] as const,
      );
      return new Map(await Promise.all(proven));
    },
  });

  standing(item: AccessItem): DayStanding | 'checking' {
    const isAsked = item.rootRecord !== undefined && this.roots.isLoading();
    return isAsked
      ? 'checking'
      : dayStanding(item, this.roots.hasValue() ? this.roots.value().get(item.day) : undefined);
  }
}
