import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';

/**
 * What is seen of the file input within, in the page's own words: those of the browser's button are in the browser's language. The input lies
 * over it unseen, so that a click, the keyboard, a dropped file and a screen reader reach it as ever.
 */
@Component({
  selector: 'dn-file-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(change)': 'show()' },
  template: `
    <ng-content />
    <span class="seen" aria-hidden="true">
      <span class="button secondary">{{ t(photo() ? 'form.photo-choose' : 'form.file-choose') }}</span>
      <span class="name">{{ name() || t('form.file-none') }}</span>
    </span>
  `,
})
export class FileChoice {
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly t = inject(Words).t;
  /** A picture is asked for, which a phone may take. */
  readonly photo = input(false);
  readonly name = signal('');

  show(): void {
    const { files } = this.#input();
    this.name.set([...(files ?? [])].map(({ name }) => name).join(', '));
  }

  /** Nothing is chosen any more; the same file can be chosen again. */
  clear(): void {
    this.#input().value = '';
    this.show();
  }

  readonly #input = (): HTMLInputElement => this.#host.querySelector('input')!;
}
