import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Api } from '../../api/api.ts';
import { addressOf } from '../../api/asked.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { saveFile } from '../../form/save-file.ts';
import { OwnData } from '../own-data.ts';

const labelSheet = '/api/origin/batches/{id}/label.pdf';

/** Own batches on the ledger, each with its label sheet in one tap: to print, or to the phone's share sheet. */
@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('book.batches') }}</h1>
    @if (own.isUnknown()) {
      <p class="card">{{ t('book.unknown') }}</p>
    } @else if (own.own() && batches().length === 0) {
      <p class="card">{{ t('book.batches-none') }}</p>
    }
    @if (failed()) {
      <p class="card problem" role="alert">{{ t('book.label-failed') }}</p>
    }
    <ul class="entries" [attr.aria-label]="t('book.batches')">
      @for (batch of batches(); track batch.id) {
        <li class="card">
          <p>
            <strong>{{ batch.body.product.name }}</strong> · {{ batch.body.lot }}
          </p>
          <p class="hint">
            {{ formats.number(batch.body.weightKg) }} kg ·
            {{ batch.body.harvestDate ? formats.date(batch.body.harvestDate) : '' }}
          </p>
          <div class="actions">
            <a class="button primary" target="_blank" [href]="sheet(batch.id)">
              {{ t('batch.label') }}<span class="for-reader"> {{ batch.body.lot }}</span>
            </a>
            @if (canShare) {
              <button type="button" class="secondary" (click)="share(batch.id, batch.body.lot)">
                {{ t('book.label-share') }}<span class="for-reader"> {{ batch.body.lot }}</span>
              </button>
            }
          </div>
        </li>
      }
    </ul>
    @if (own.own(); as kept) {
      <p class="hint">{{ t('book.as-of', { time: formats.time(kept.asOf) }) }}</p>
    }
  `,
})
export class BatchesPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly own = inject(OwnData);
  readonly failed = signal(false);
  readonly batches = computed(() => this.own.batches());
  readonly canShare = 'share' in navigator;
  readonly sheet = (id: string): string => addressOf(labelSheet, { path: { id } });

  constructor() {
    void this.own.load();
  }

  async share(id: string, lot: string): Promise<void> {
    this.failed.set(false);
    const sheet = await this.#api.getFile(labelSheet, { path: { id } }).catch(() => undefined);
    if (sheet === undefined) {
      this.failed.set(true);
      return;
    }
    const name = `nhan-${lot.replace(/[^\w-]/g, '_')}.pdf`;
    const file = new File([sheet], name, { type: 'application/pdf' });
    // A device that shares links only gets the file as a download.
    if (navigator.canShare?.({ files: [file] }) === true)
      await navigator.share({ files: [file] }).catch(() => undefined);
    else saveFile(file, name);
  }
}
