import { ChangeDetectionStrategy, Component, inject, input, resource, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { checkReceipt, type Proven } from '../proof/receipt.ts';
import { verifierLink } from '../proof/settings.ts';

/** A button that verifies the record on this device, and a link to the verifier of another organisation. */
@Component({
  selector: 'dn-proof-check',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="actions">
      <button type="button" class="secondary" [disabled]="busy()" (click)="check()">
        {{ t('record.check-here') }}
      </button>
      @if (link.value(); as href) {
        <a class="button secondary" target="_blank" rel="noopener" [href]="href">{{ t('record.proof') }}</a>
      }
    </div>
    <p class="proof" role="status">
      @switch (proven()?.kind) {
        @case ('proven') {
          <strong class="good">✔ {{ t('progress.proven') }}.</strong> {{ t('progress.proven-hint') }}
        }
        @case ('not-yet') {
          {{ t('progress.unproven-hint') }}
        }
        @case ('no-policy') {
          {{ t('progress.unproven-hint') }}
        }
      }
    </p>
  `,
})
export class ProofCheck {
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly proven = signal<Proven | null>(null);
  readonly busy = signal(false);
  readonly link = resource({ params: () => this.id(), loader: ({ params }) => verifierLink(params) });

  async check(): Promise<void> {
    this.busy.set(true);
    this.proven.set(await checkReceipt(this.id()));
    this.busy.set(false);
  }
}
