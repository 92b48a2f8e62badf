import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { attempt } from '../../../command/attempt.ts';
import { fieldText } from './field-text.ts';
import { shownFields, type OpenedCredential } from './open-mine.ts';
import { shareLink } from './share-link.ts';

/** Chosen at first: what an employer asks for, and nothing that others misuse. */
const usual = ['title', 'fullName', 'issuer', 'issuedOn', 'classification', 'course', 'achievement'];

/** Chooses fields and makes a link that shows these and no others. */
@Component({
  selector: 'dn-share-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="card form" (submit)="make($event)">
      <h2>{{ t('share.title') }}</h2>
      <p class="hint">{{ t('share.hint') }}</p>
      <fieldset>
        <legend>{{ t('share.fields') }}</legend>
        @for (field of fields(); track field.index) {
          <label class="choice">
            <input type="checkbox" [checked]="chosen().has(field.index)" (change)="toggle(field.index)" />
            {{ words.of('field', field.name) }}: {{ valueOf(field.name, field.value) }}
          </label>
        }
      </fieldset>
      <button type="submit" class="primary" [disabled]="chosen().size === 0 || asking.busy()">
        {{ t('share.make') }}
      </button>
      @if (failed()) {
        <p class="problem" role="alert">{{ t('share.failed') }}</p>
      }
      @if (asking.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
      @if (link(); as href) {
        <div class="field">
          <label for="share-link">{{ t('share.link', { count: chosen().size }) }}</label>
          <textarea id="share-link" readonly rows="4" [value]="href" (focus)="select($event)"></textarea>
          <div class="actions">
            <button type="button" class="secondary" (click)="copy(href)">{{ t('share.copy') }}</button>
            <a class="button secondary" target="_blank" rel="noopener" [href]="href">{{ t('share.try') }}</a>
          </div>
          <p role="status">{{ copied() ? t('share.copied') : '' }}</p>
          <p class="hint">{{ t('share.kept') }}</p>
        </div>
      }
    </form>
  `,
})
export class ShareForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly #formats = inject(Formats);
  readonly #api = inject(Api);
  readonly asking = attempt();
  readonly opened = input.required<OpenedCredential>();
  readonly made = output();
  readonly fields = computed(() => shownFields(this.opened().fields));
  readonly #touched = signal<ReadonlySet<number> | null>(null);
  readonly chosen = computed(
    () => this.#touched() ?? new Set(this.fields().flatMap(({ name, index }) => (usual.includes(name) ? [index] : []))),
  );
  readonly link = signal<string | null>(null);
  readonly failed = signal(false);
  readonly copied = signal(false);
  readonly valueOf = (name: string, value: string): string => fieldText(name, value, this.words, this.#formats);

  toggle(index: number): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(index)) chosen.add(index);
    this.#touched.set(chosen);
    this.link.set(null);
  }

  async make(event: Event): Promise<void> {
    event.preventDefault();
    const { id, fields } = this.opened();
    const link = await this.asking.run(() => shareLink(this.#api, id, fields, [...this.chosen()]));
    this.copied.set(false);
    this.failed.set(link === null);
    this.link.set(link ?? null);
    if (link) this.made.emit();
  }

  select(event: Event): void {
    (event.target as HTMLTextAreaElement).select();
  }

  async copy(link: string): Promise<void> {
    await navigator.clipboard.writeText(link).catch(() => undefined);
    this.copied.set(true);
  }
}
