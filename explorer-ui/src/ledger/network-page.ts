import { KeyValuePipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { Organisations } from '../record/organisations.ts';
import { PageState } from '../shell/page-state.ts';
import { ledgerWords } from './ledger-words.ts';
import { prettyValue } from './pretty-value.ts';

/** Organisations, chaincodes and rules of the channel. */
@Component({
  imports: [KeyValuePipe, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './network-page.html',
})
export class NetworkPage {
  readonly #api = inject(Api);
  readonly w = ledgerWords();
  readonly organisations = inject(Organisations);
  readonly pretty = prettyValue;
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/explorer/network', {}, abortSignal),
  });
  readonly #counts = computed(() => (this.answer.hasValue() ? this.answer.value().counts : []));
  readonly chaincodes = computed(() => this.#counts().filter(({ of }) => of === 'chaincode'));
  readonly transactionsOf = (msp: string): number =>
    this.#counts().find(({ of, name }) => of === 'msp' && name === msp)?.transactions ?? 0;
}
