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
  sentence({ transaction, sets }: TransactionAnswer): string {
    const { msp, code, endorsers, block } = transaction;
    return this.w.t(code === 0 ? 'ledger.sentence' : 'ledger.sentence-refused', {
      ...{
        msp: this.w.organisation(msp) || '–',
        call: this.w.call(transaction),
        written: this.#written(transaction.recordCount, sets),
      },
      ...{
        endorsers: endorsers.map(this.w.organisation).join(', ') || '–',
        block: this.w.formats.number(block),
        why: this.w.code(code),
      },
    });
  }

  /** Records; of another chaincode, which has none, keys. */
  #written(records: number, sets: TransactionAnswer['sets']): string {
    const hashed = sets.flatMap(({ collections }) => collections).reduce((sum, { writes }) => sum + writes, 0);
    const keys = hashed + sets.reduce((sum, { writes }) => sum + writes.length, 0);
    const [count, of] = records === 0 && keys > 0 ? [keys, 'key' as const] : [records, 'record' as const];
    return this.w.t(count === 1 ? `ledger.${of}-written` : `ledger.${of}s-written`, {
      count: this.w.formats.number(count),
    });
  }
}
