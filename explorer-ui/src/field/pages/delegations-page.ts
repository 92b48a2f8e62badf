import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { UnitDelegations } from '../../domains/registry/delegation/unit-delegations.ts';
import { Words } from '../../i18n/words.ts';
import { Who } from '../who.ts';

/** Delegations of the unit whose device this is. */
@Component({
  imports: [RouterLink, UnitDelegations],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/people">← {{ t('book.more') }}</a>
    </p>
    <h1>{{ t('book.delegations-manage') }}</h1>
    <p class="lead">{{ t('book.delegations-lead') }}</p>
    <dn-unit-delegations [unit]="unit()" />
  `,
})
export class DelegationsPage {
  readonly #who = inject(Who);
  readonly t = inject(Words).t;
  readonly unit = computed(() => this.#who.member()?.unit ?? '');
}
