import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  signal,
  viewChild,
  type ElementRef,
  type OnDestroy,
} from '@angular/core';
import { normaliseId, parseTypedId } from '@daunguon/proof';
import { decodePhoto, startCamera, type Scanner } from '../../../../verifier-web/src/browser/scan/camera.ts';
import { TextField } from '../../form/text-field.ts';
import { given } from '../../format/field-input.ts';
import { weightInput } from '../../format/weight-input.ts';
import { Words } from '../../i18n/words.ts';
import { captureForm } from '../capture-form.ts';
import { CaptureResult } from '../capture-result.ts';
import { sentAs } from '../queue/entry.ts';
import { scriptUrl } from '../scripts.ts';

/** The record on a label: its address as a scanner reads it, or the code below it with its check character. */
const recordOf = (text: string): string | undefined => {
  const scanned = /\/r\/([0-9A-Z]+)/i.exec(text)?.[1];
  return scanned === undefined ? parseTypedId(text) : normaliseId(scanned);
};

/** Takes goods over by the code on their label: with the camera, a photo of it, or typed. */
@Component({
  imports: [CaptureResult, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './receive-page.html',
})
export class ReceivePage implements OnDestroy {
  readonly t = inject(Words).t;
  readonly form = captureForm(
    { code: '', weightKg: '' },
    {
      ...{ ...sentAs.receive, assisted: false },
      title: ({ weightKg }): string =>
        [this.t('book.receive'), this.batch() ?? '', given({ weightKg })['weightKg']].join(' '),
      command: ({ weightKg }): object => ({ batch: this.batch(), ...given({ weightKg: weightInput(weightKg) }) }),
    },
  );
  readonly #tried = signal(false);
  readonly #scanner = signal<Scanner | null>(null);
  readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  readonly scanning = signal(false);
  readonly problem = signal<'book.scan-no-camera' | 'book.scan-none' | null>(null);
  readonly torch = computed(() => this.#scanner()?.torch ?? null);
  readonly lit = signal(false);
  readonly batch = computed(() => recordOf(this.form.values().code));
  readonly codeWrong = computed(() =>
    (this.#tried() || this.form.values().code.length >= 26) && this.batch() === undefined
      ? this.t('book.code-wrong')
      : undefined,
  );

  ngOnDestroy(): void {
    this.stop();
  }

  async scan(): Promise<void> {
    this.problem.set(null);
    this.scanning.set(true);
    try {
      const video = this.video()?.nativeElement;
      if (video === undefined) return;
      const scanner = await startCamera(video, (text) => recordOf(text) !== undefined, this.#scripts());
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
    const text = await decodePhoto(file, this.#scripts()).catch(() => null);
    this.problem.set(text === null ? 'book.scan-none' : null);
    this.#take(text);
  }

  save(event: Event): void {
    this.#tried.set(true);
    if (this.batch() === undefined) event.preventDefault();
    else void this.form.save(event);
  }

  another(): void {
    this.#tried.set(false);
    this.form.another();
  }

  #take(text: string | null): void {
    if (text !== null) this.form.set(['code', text]);
  }

  #scripts() {
    return { qr: scriptUrl('qr'), zxing: scriptUrl('zxing') };
  }
}
