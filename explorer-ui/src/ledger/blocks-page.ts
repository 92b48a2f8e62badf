import { ChangeDetectionStrategy, Component } from '@angular/core';
import { pagedItems } from '../record/paged-list.ts';
import { PagedListView } from '../record/paged-list-view.ts';
import { BlockTable } from './block-table.ts';
import { ledgerWords } from './ledger-words.ts';

/** Every block of the channel. */
@Component({
  imports: [BlockTable, PagedListView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('ledger.blocks') }}</h1>
    <p class="lead">{{ w.t('ledger.blocks-lead') }}</p>
    <dn-paged-list [of]="list"><dn-block-table [blocks]="list.items()" /></dn-paged-list>
  `,
})
export class BlocksPage {
  readonly w = ledgerWords();
  readonly list = pagedItems('/api/explorer/blocks');
}
