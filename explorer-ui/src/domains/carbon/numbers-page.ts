import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { countedStates } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { addressOf, type Asked } from '../../api/asked.ts';
import { TextField } from '../../form/text-field.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { PageState } from '../../shell/page-state.ts';
import { BehindTable } from './behind-table.ts';
import { InternalNotice } from './internal-notice.ts';

const lifePath = '/api/carbon/serials/{code}/{vintage}/{serial}';

/** The registry's numbers; each opens to its blocks, their transactions and the digests of the reports behind them. */
@Component({
  imports: [BehindTable, InternalNotice, PagedListView, PageState, RouterLink, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('carbon.nav.numbers') }}</h1>
    <dn-carbon-notice />
    <p class="lead">{{ t('carbon.numbers.lead') }}</p>
    <dn-page-state [of]="totals" (again)="totals.reload()" />
    @if (totals.hasValue()) {
      <section class="card">
        <dl>
          <div>
            <dt>{{ t('carbon.numbers.issued') }}</dt>
            <dd>
              <a routerLink="/carbon/issuances"
                ><strong>{{ formats.number(totals.value().issued) }} tCO2e</strong></a
              >
            </dd>
          </div>
          @for (row of rows(); track row.state) {
            <div>
              <dt>{{ words.of('carbon.state', row.state) }}</dt>
              <dd>
                <button
                  type="button"
                  class="plain"
                  [attr.aria-expanded]="open() === row.state"
                  (click)="toggle(row.state)"
                >
                  {{ formats.number(row.units) }}
                </button>
              </dd>
            </div>
          }
        </dl>
        @if (totals.value().conserved) {
          <p class="hint">{{ t('carbon.numbers.sum', { block: totals.value().asOf ?? 0 }) }}</p>
        } @else {
          <p class="warn" role="alert">{{ t('carbon.numbers.unequal') }}</p>
        }
      </section>
    }
    @if (open()) {
      <section class="card">
        <h2>{{ t('carbon.behind') }}: {{ words.of('carbon.state', open()) }}</h2>
        @if (csv(); as address) {
          <p class="actions screen-only">
            <a class="button secondary" [href]="address" download>{{ t('carbon.behind.csv') }}</a>
          </p>
        }
        <dn-paged-list [of]="behind" [label]="t('carbon.behind')" [emptyText]="t('carbon.none')">
          <dn-carbon-behind [blocks]="behind.items()" />
        </dn-paged-list>
      </section>
    }
    <section class="card">
      <h2>{{ t('carbon.serial.title') }}</h2>
      <form class="form" novalidate (submit)="look($event)">
        <dn-text-field [label]="t('carbon.serial.code')" [value]="code()" (valueChange)="code.set($event)" />
        <dn-text-field [label]="t('carbon.serial.vintage')" [value]="vintage()" (valueChange)="vintage.set($event)" />
        <dn-text-field [label]="t('carbon.serial.number')" [value]="serial()" (valueChange)="serial.set($event)" />
        <button type="submit" class="secondary">{{ t('carbon.serial.find') }}</button>
      </form>
      @if (life.error()) {
        <p class="warn" role="status">{{ t('carbon.serial.none') }}</p>
      } @else if (life.hasValue()) {
        <ol>
          @for (step of life.value().history; track step.block + step.version) {
            <li>
              {{ formats.time(step.at) }} ·
              <a [routerLink]="'/carbon/blocks/' + step.block">{{ words.of('carbon.state', step.state) }}</a> ·
              <a class="mono" [routerLink]="['/ledger/transactions', step.txId]" [title]="step.txId"
                >{{ step.txId.slice(0, 16) }}…</a
              >
            </li>
          }
        </ol>
      }
    </section>
  `,
})
export class NumbersPage {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  /** State whose number is open, from the address. */
  readonly state = input<string>();
  readonly open = computed((): string => countedStates.find((known) => known === this.state()) ?? '');
  readonly code = signal('');
  readonly vintage = signal('');
  readonly serial = signal('');
  readonly #asked = signal<Asked<'GET', typeof lifePath>['path'] | undefined>(undefined);
  readonly totals = resource({ loader: ({ abortSignal }) => this.#api.get('/api/carbon/totals', {}, abortSignal) });
  readonly rows = computed(() =>
    Object.entries(this.totals.hasValue() ? this.totals.value().totals : {}).map(([state, units]) => ({
      state,
      units,
    })),
  );
  readonly #of = computed(() => (this.open() === '' ? undefined : { path: { state: this.open() } }));
  readonly behind = pagedItems('/api/carbon/totals/{state}', this.#of);
  readonly csv = computed(() => {
    const of = this.#of();
    return of && addressOf('/api/carbon/totals/{state}/blocks.csv', of);
  });
  readonly life = resource({
    params: () => this.#asked(),
    loader: ({ params: path, abortSignal }) => this.#api.get(lifePath, { path }, abortSignal),
  });

  toggle(state: string): void {
    const queryParams = { state: this.open() === state ? undefined : state };
    void this.#router.navigate([], { queryParams, replaceUrl: true });
  }

  look(event: Event): void {
    event.preventDefault();
    const [code = '', vintage = '', serial = ''] = [this.code(), this.vintage(), this.serial()].map((part) =>
      part.trim(),
    );
    this.#asked.set({ code, vintage, serial });
  }
}
