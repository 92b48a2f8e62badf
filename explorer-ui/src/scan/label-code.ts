import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
  type ElementRef,
  type OnDestroy,
} from '@angular/core';
import { decodePhoto, startCamera, type Scanner } from '../../../verifier-web/src/browser/scan/camera.ts';
import { FileChoice } from '../form/file-choice.ts';
import { TextField } from '../form/text-field.ts';
import { Words } from '../i18n/words.ts';
import { recordOnLabel } from './label-text.ts';
import { ownScripts } from './own-scripts.ts';

/** The verifier's decoders, which lie beside the field app. */
const decoderUrl = ownScripts('dn-scan', { qr: '/field/qr-worker.js', zxing: '/field/zxing-worker.js' });

/** A label's code in three ways: with the camera, from a photo, or typed. */
@Component({
  selector: 'dn-label-code',
  imports: [FileChoice, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <video #video [hidden]="!scanning()" playsinline muted [attr.aria-label]="t('book.scan')"></video>
    <div class="actions">
      @if (scanning()) {
        <button type="button" class="secondary" (click)="stop()">{{ t('book.scan-stop') }}</button>
        @if (torch()) {
          <button type="button" class="secondary" [attr.aria-pressed]="lit()" (click)="light()">
            {{ t('book.torch') }}
          </button>
        }
      } @else {
        <button type="button" class="secondary" (click)="scan()">{{ t('book.scan') }}</button>
      }
    </div>
    @if (problem(); as word) {
      <p class="wrong" role="alert">{{ t(word) }}</p>
    }
    <div class="field">
      <label for="code-photo">{{ t('book.scan-photo') }}</label>
      <dn-file-choice [photo]="true">
        <input id="code-photo" type="file" accept="image/*" (change)="fromPhoto($event)" />
      </dn-file-choice>
    </div>
    <dn-text-field [label]="t('book.code')" [maxlength]="120" [(value)]="code" [error]="wrong() ?? error()" />
    @if (record(); as id) {
      <p class="good">✔ {{ t('book.scanned', { code: id }) }}</p>
    }
  `,
})
export class LabelCode implements OnDestroy {
  readonly t = inject(Words).t;
  readonly code = model.required<string>();
  /** Somebody tried to go on: a code that is missing is wrong now, too. */
  readonly tried = input(false);
  readonly error = input<string | undefined>(undefined);
  /** What a text names, if anything. */
  readonly reads = input<(text: string) => string | undefined>(recordOnLabel);
  /** Camera or photo gave a code that names something. */
  readonly found = output();
  readonly #scanner = signal<Scanner | null>(null);
  readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  readonly scanning = signal(false);
  readonly problem = signal<'book.scan-no-camera' | 'book.scan-none' | null>(null);
  readonly torch = computed(() => this.#scanner()?.torch ?? null);
  readonly lit = signal(false);
  readonly record = computed(() => this.reads()(this.code()));
  readonly wrong = computed(() =>
    (this.tried() || this.code().length >= 26) && this.record() === undefined ? this.t('book.code-wrong') : undefined,
  );
  readonly #scripts = { qr: decoderUrl('qr'), zxing: decoderUrl('zxing') };

  ngOnDestroy(): void {
    this.stop();
  }

  async scan(): Promise<void> {
    this.problem.set(null);
    this.scanning.set(true);
    try {
      const video = this.video()?.nativeElement;
      if (video === undefined) return;
      const scanner = await startCamera(video, (text) => this.reads()(text) !== undefined, this.#scripts);
      this.#scanner.set(scanner);
      this.#take(await scanner.found);
    } catch {
      this.problem.set('book.scan-no-camera');
    } finally {
      this.stop();
    }
  }

  stop(): void {
    this.#scanner()?.stop();
    this.#scanner.set(null);
    this.scanning.set(false);
    this.lit.set(false);
  }

  async light(): Promise<void> {
    this.lit.update((on) => !on);
    await this.torch()?.(this.lit()).catch(() => this.lit.set(false));
  }

  async fromPhoto(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    const text = await decodePhoto(file, this.#scripts).catch(() => null);
    this.problem.set(text === null ? 'book.scan-none' : null);
    this.#take(text);
  }

  #take(text: string | null): void {
    if (text === null) return;
    this.code.set(text);
    if (this.record() !== undefined) this.found.emit();
  }
}
