import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import type { HeldCredential } from './holder-answers.ts';

/** Asks the issuing unit to erase, says beforehand where a law will have it refused, and shows the answer. */
@Component({
  selector: 'dn-erasure-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card form">
      <h2>{{ t('erasure.title') }}</h2>
      @if (refusal(); as act) {
        <p role="status">
          <strong>{{ t('erasure.refused', { date: formats.date(act.date) }) }}</strong>
          {{ words.of('ground', act.ground) }}.
        </p>
      } @else if (held().erasure; as asked) {
        <p role="status">{{ t('erasure.asked', { date: formats.date(asked.askedOn), unit: held().unit.name }) }}</p>
      } @else {
        <p class="hint">{{ held().mustBeKept ? t('erasure.must-be-kept') : t('erasure.hint') }}</p>
        <label class="choice">
          <input type="checkbox" [checked]="sure()" (change)="sure.set(!sure())" />
          {{ t('erasure.sure') }}
        </label>
        <button type="button" class="danger" [disabled]="busy() || !sure()" (click)="ask()">
          {{ t('erasure.send') }}
        </button>
      }
      @if (error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
    </section>
  `,
})
export class ErasureForm {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly held = input.required<HeldCredential>();
  readonly asked = output();
  readonly sure = signal(false);
  readonly busy = signal(false);
  readonly error = signal<string | null>(null);
  readonly refusal = computed(() => this.held().acts.findLast(({ act }) => act === 'refuse-erasure'));

  async ask(): Promise<void> {
    this.busy.set(true);
    this.error.set(null);
    try {
      await this.#api.post('/api/credential/mine/erasure', { body: { id: this.held().id } });
      this.asked.emit();
    } catch (error) {
      this.error.set((error as Error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
