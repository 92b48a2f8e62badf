import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { PageState } from '../../../shell/page-state.ts';

/** What was issued to the person who is signed in; contents are opened on the page of each. */
@Component({
  imports: [PageState, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('holder.title') }}</h1>
    <p class="lead">{{ t('holder.lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('holder.none')"
      (again)="answer.reload()"
    />
    @for (item of items(); track item.id) {
      <section class="card">
        <h2>
          <a [routerLink]="'/credential/mine/' + item.id">{{ words.of('credential-kind', item.kind) }}</a>
        </h2>
        <p>
          <dn-status [status]="item.status" />
          {{ item.unit.name }} · {{ t('holder.month', { month: monthOf(item.month) }) }}
        </p>
        @if (item.erasure && !item.erasure.answered) {
          <p class="hint">{{ t('holder.erasure-waiting') }}</p>
        }
        @if (item.successor) {
          <p>
            <a [routerLink]="'/credential/mine/' + item.successor">{{ t('holder.successor') }}</a>
          </p>
        }
      </section>
    }
  `,
})
export class HolderPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/credential/mine', {}, abortSignal),
  });
  readonly items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  /** 2026-06 as 06/2026. */
  readonly monthOf = (month: string): string => month.split('-').reverse().join('/');
}
