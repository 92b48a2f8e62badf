import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { saveFile } from '../../../form/save-file.ts';
import { packAll } from './download-all.ts';
import type { OpenedCredential } from './open-mine.ts';

/** One file with the credential in every format. */
@Component({
  selector: 'dn-download-all',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card form">
      <h2>{{ t('download.title') }}</h2>
      <p class="hint">{{ t('download.hint') }}</p>
      <button type="button" class="secondary" [disabled]="progress() !== null" (click)="download()">
        {{ t('download.all') }}
      </button>
      @if (progress(); as at) {
        <label class="field">
          {{ t('download.progress', { done: at.done, of: at.of }) }}
          <progress [max]="at.of" [value]="at.done"></progress>
        </label>
      }
      @if (error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
    </section>
  `,
})
export class DownloadAll {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly opened = input.required<OpenedCredential>();
  readonly progress = signal<{ done: number; of: number } | null>(null);
  readonly error = signal<string | null>(null);

  async download(): Promise<void> {
    this.error.set(null);
    this.progress.set({ done: 0, of: 1 });
    try {
      const zip = await packAll(this.#api, this.opened(), (done, of) => this.progress.set({ done, of }));
      saveFile(zip, `van-bang-${this.opened().id.slice(-6)}.zip`);
    } catch (error) {
      this.error.set((error as Error).message);
    } finally {
      this.progress.set(null);
    }
  }
}
