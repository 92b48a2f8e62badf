import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { PageState } from '../shell/page-state.ts';
import { StatusBadge } from '../record/status-badge.ts';
import type { TransactionAnswer } from './ledger-answers.ts';
import { ledgerWords } from './ledger-words.ts';
import { prettyValue } from './pretty-value.ts';
import { ReadWriteSetView } from './read-write-set-view.ts';

/** One transaction: in words, the records it wrote with their proofs, then raw. */
@Component({
  imports: [PageState, ReadWriteSetView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './transaction-page.html',
})
export class TransactionPage {
  readonly #api = inject(Api);
  readonly w = ledgerWords();
  readonly pretty = prettyValue;
  readonly txId = input.required<string>();
  readonly answer = resource({
    params: () => this.txId(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/explorer/transactions/{txId}', { path: { txId: params } }, abortSignal),
  });

  /** The whole in one sentence. */
  sentence({ transaction }: TransactionAnswer): string {
    const { msp, code, endorsers, recordCount, block } = transaction;
    return this.w.t(code === 0 ? 'ledger.sentence' : 'ledger.sentence-refused', {
      ...{
        msp: this.w.organisation(msp) || '–',
        call: this.w.call(transaction),
        records: this.w.formats.number(recordCount),
      },
      ...{
        endorsers: endorsers.map(this.w.organisation).join(', ') || '–',
        block: this.w.formats.number(block),
        why: this.w.code(code),
      },
    });
  }
}
