import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { StatusBadge } from '../record/status-badge.ts';
import { PageState } from '../shell/page-state.ts';
import type { Hit } from './ledger-answers.ts';
import { ledgerWords } from './ledger-words.ts';
import { LedgerSearch } from './search-form.ts';

/** What a search found, and where each thing stands on the ledger. */
@Component({
  imports: [LedgerSearch, PageState, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('ledger.search-title') }}</h1>
    <dn-ledger-search [text]="text()" />
    <dn-page-state
      [of]="answer"
      [empty]="answer.hasValue() && answer.value().items.length === 0"
      [emptyText]="w.t('ledger.nothing-found')"
      (again)="answer.reload()"
    />
    @if (answer.hasValue() && answer.value().items.length > 0) {
      <p class="count" role="status">{{ w.t('form.found', { count: answer.value().items.length }) }}</p>
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="w.t('ledger.search-title')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ w.t('ledger.found') }}</th>
              <th scope="col">{{ w.t('record.type') }}</th>
              <th scope="col">{{ w.t('record.status') }}</th>
              <th scope="col">{{ w.t('record.transaction') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (hit of answer.value().items; track hit.kind + hit.id) {
              <tr>
                <th scope="row">
                  <a [routerLink]="linkOf(hit)">{{ titleOf(hit) }}</a>
                </th>
                <td>{{ hit.type ? w.words.of('type', hit.type) : w.words.of('ledger.hit', hit.kind) }}</td>
                <td>
                  @if (hit.status) {
                    <dn-status [status]="hit.status" />
                  }
                </td>
                <td>
                  @if (hit.txId) {
                    <a class="mono" [routerLink]="['/ledger/transactions', hit.txId]" [title]="hit.txId">{{
                      w.short(hit.txId)
                    }}</a>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class SearchPage {
  readonly #api = inject(Api);
  readonly w = ledgerWords();
  readonly text = input<string>();
  readonly answer = resource({
    params: () => this.text()?.trim() || undefined,
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/explorer/search', { query: { text: params.normalize('NFC') } }, abortSignal),
  });

  readonly titleOf = ({ kind, id, name }: Hit): string => {
    if (kind === 'block') return this.w.t('ledger.block', { number: id });
    if (kind === 'transaction') return this.w.call({ kind: 'endorser', call: name ?? '', chaincode: id });
    return kind === 'record' && name ? name : id;
  };

  readonly linkOf = ({ kind, id, name }: Hit): string[] => {
    if (kind === 'block') return ['/ledger/blocks', id];
    if (kind === 'transaction') return ['/ledger/transactions', id];
    return ['/record', kind === 'carbon-serial' ? (name ?? id) : id];
  };
}
