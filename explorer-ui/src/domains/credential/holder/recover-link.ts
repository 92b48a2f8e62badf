import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';

/** A new link to the whole credential, where the old one was lost or given away; the old one then opens nothing. */
@Component({
  selector: 'dn-recover-link',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card form">
      <h2>{{ t('recover.title') }}</h2>
      <p class="hint">{{ t('recover.hint') }}</p>
      <label class="choice">
        <input type="checkbox" [checked]="sure()" (change)="sure.set(!sure())" />
        {{ t('recover.sure') }}
      </label>
      <button type="button" class="secondary" [disabled]="busy() || !sure()" (click)="recover()">
        {{ t('recover.send') }}
      </button>
      @if (error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
      @if (link(); as href) {
        <div class="field">
          <label for="full-link">{{ t('recover.link') }}</label>
          <textarea id="full-link" readonly rows="3" [value]="href"></textarea>
          <p class="hint">{{ t('recover.once') }}</p>
        </div>
      }
    </section>
  `,
})
export class RecoverLink {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly sure = signal(false);
  readonly busy = signal(false);
  readonly link = signal<string | null>(null);
  readonly error = signal<string | null>(null);

  async recover(): Promise<void> {
    this.busy.set(true);
    this.error.set(null);
    try {
      const { links } = await this.#api.post('/api/credential/links/recover', { body: { id: this.id() } });
      this.link.set(links[0]?.link ?? null);
      if (links.length === 0) this.error.set(this.t('recover.at-unit'));
      this.sure.set(false);
    } catch (error) {
      this.error.set((error as Error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
