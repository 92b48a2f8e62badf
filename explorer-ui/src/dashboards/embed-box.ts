import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { CopyBox } from '../shell/copy-box.ts';

/** How an operations centre puts the tile into a page of its own, or reads the same as JSON. */
@Component({
  selector: 'dn-embed-box',
  imports: [CopyBox],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <details>
      <summary>{{ t('board.embed') }}</summary>
      <dn-copy-box [text]="frame()" [label]="t('board.embed')" />
      <p class="hint">
        {{ t('board.embed-hint') }}
        <a [href]="address() + '.json'" target="_blank" rel="noopener">{{ address() }}.json</a>
      </p>
    </details>
  `,
})
export class EmbedBox {
  readonly t = inject(Words).t;
  readonly slug = input.required<string>();
  readonly address = computed(() => `${location.origin}/tiles/${this.slug()}`);
  readonly frame = computed(
    () => `<iframe src="${this.address()}" title="Dấu Nguồn" width="600" height="320"></iframe>`,
  );
}
