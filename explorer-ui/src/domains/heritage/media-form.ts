import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { AnswerTo } from '../../api/asked.ts';
import { ApiError } from '../../api/api-error.ts';
import { commandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { Words } from '../../i18n/words.ts';
import { blankMediumWords, mediumWordsIn, mediumWordSpecs } from './medium-words.ts';

/** What the gateway says of a file that it took in: the part of `Heritage:AddMedia` that nobody types. */
type MediaFacts = AnswerTo<'POST', '/api/heritage/uploads'>;

/** A file of an item: sent first, looked at by the gateway, then recorded with words for those who cannot see it. */
@Component({
  selector: 'dn-media-form',
  imports: [CommandFormView, FileChoice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="field">
      <label for="heritage-file">{{ t('heritage.file') }}</label>
      <dn-file-choice>
        <input
          id="heritage-file"
          type="file"
          [accept]="accepted"
          [disabled]="percent() !== null"
          aria-describedby="heritage-file-hint"
          (change)="choose($event)"
        />
      </dn-file-choice>
      <p class="hint" id="heritage-file-hint">{{ t('heritage.file-hint') }}</p>
    </div>
    <p role="status" aria-live="polite">
      @if (percent() !== null) {
        {{ percent() === 100 ? t('heritage.checking-file') : t('heritage.sending-file', { percent: percent() ?? 0 }) }}
      } @else if (facts(); as taken) {
        {{ takenText(taken) }}
      }
    </p>
    @if (refused()) {
      <p class="wrong" role="alert">{{ t('heritage.file-refused', { why: refused() }) }}</p>
    }
    @if (facts() || form.run.done()) {
      <dn-command-form [form]="form" [specs]="specs()" [send]="t('heritage.send')" (sent)="done.emit()" />
    }
  `,
})
export class MediaForm {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly item = input.required<string>();
  readonly done = output();
  readonly accepted = '.jpg,.jpeg,.png,.webp,.tif,.tiff,.avif,.mp4,.glb';
  /** Of the file that is being sent; null: none is. */
  readonly percent = signal<number | null>(null);
  readonly refused = signal('');
  readonly facts = signal<MediaFacts | null>(null);
  /** A file is a request of its own. */
  readonly form = commandForm(
    () => `heritage/media/${this.item()}/${this.facts()?.sha256 ?? ''}`,
    blankMediumWords,
    { transaction: 'Heritage:AddMedia', path: '/api/heritage/media' },
    // The form is shown once the facts are known.
    (typed, { id }) => ({ id, item: this.item(), ...this.facts()!, ...mediumWordsIn(typed) }),
  );
  readonly specs = computed(() => mediumWordSpecs(this.words));
  readonly takenText = ({ mediaType, bytes, c2pa }: MediaFacts): string =>
    this.t('heritage.file-taken', {
      ...{ type: mediaType, size: (bytes / 1_000_000).toFixed(1) },
      verdict: this.words.of('heritage.c2pa', c2pa.verdict),
    });

  async choose(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file === undefined) return;
    this.refused.set('');
    this.facts.set(null);
    this.percent.set(0);
    try {
      const asked = { query: { item: this.item() }, body: file };
      this.facts.set(await this.#api.upload('/api/heritage/uploads', asked, (percent) => this.percent.set(percent)));
    } catch (error) {
      const isOffline = error instanceof ApiError && error.kind === 'offline';
      this.refused.set(isOffline ? this.t('state.offline-hint') : (error as Error).message);
    } finally {
      this.percent.set(null);
    }
  }
}
