import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReadWriteSet } from './ledger-answers.ts';
import { ledgerWords } from './ledger-words.ts';
import { prettyValue } from './pretty-value.ts';

/** Rows that are shown before somebody asks for all. */
const most = 50;

/** What a transaction read and wrote in one chaincode's namespace, key by key; of any chaincode. */
@Component({
  selector: 'dn-read-write-set',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3>
      {{ w.t('ledger.namespace') }} <span class="mono">{{ set().namespace }}</span>
    </h3>
    @if (set().writes.length > 0) {
      <details [open]="set().writes.length <= 5">
        <summary>{{ w.t('ledger.writes', { count: set().writes.length }) }}</summary>
        <ul class="plain-list raw">
          @for (write of writes(); track write.key) {
            <li>
              <span class="mono">{{ w.shownKey(write.key) }}</span>
              @if (write.isDelete) {
                <strong>{{ w.t('ledger.deleted') }}</strong>
              } @else if (write.isWithheld) {
                <em>{{ w.t('ledger.withheld-value') }}</em>
              } @else {
                <small>{{ w.bytes(write.size) }}</small>
              }
              @if (write.record) {
                <a [routerLink]="['/record', write.record]">{{ w.t('ledger.to-record') }}</a>
              }
              @if (write.text !== undefined || write.hex !== undefined) {
                <pre class="mono" tabindex="0">{{ pretty(write) }}</pre>
              }
              @if (write.sha256) {
                <small class="mono">SHA-256 {{ write.sha256 }}</small>
              }
            </li>
          }
        </ul>
      </details>
    }
    @if (set().reads.length > 0) {
      <details>
        <summary>{{ w.t('ledger.reads', { count: set().reads.length }) }}</summary>
        <ul class="plain-list raw">
          @for (read of reads(); track read[0]) {
            <li>
              <span class="mono">{{ w.shownKey(read[0]) }}</span>
              <small>{{ read[1] === null ? w.t('ledger.absent') : w.t('ledger.version-of', { at: read[1] }) }}</small>
            </li>
          }
        </ul>
      </details>
    }
    @for (range of set().ranges; track $index) {
      <p>
        {{ w.t('ledger.range') }} <span class="mono">{{ w.shownKey(range[0]) }} … {{ w.shownKey(range[1]) }}</span>
      </p>
    }
    @for (key of set().policies; track key) {
      <p>
        {{ w.t('ledger.policy-set') }} <span class="mono">{{ w.shownKey(key) }}</span>
      </p>
    }
    @for (one of set().collections; track one.name) {
      <p>
        {{ w.t('ledger.private', { name: one.name, reads: one.reads, writes: one.writes }) }}
      </p>
    }
    @if (!all() && (set().writes.length > limit || set().reads.length > limit)) {
      <button type="button" class="secondary" (click)="all.set(true)">{{ w.t('ledger.show-all') }}</button>
    }
  `,
})
export class ReadWriteSetView {
  readonly w = ledgerWords();
  readonly pretty = prettyValue;
  readonly limit = most;
  readonly set = input.required<ReadWriteSet>();
  readonly all = signal(false);
  readonly writes = computed(() => this.set().writes.slice(0, this.all() ? undefined : most));
  readonly reads = computed(() => this.set().reads.slice(0, this.all() ? undefined : most));
}
