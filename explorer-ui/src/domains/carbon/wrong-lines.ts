import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Words } from '../../i18n/words.ts';

/** What the gateway found wrong in a file: where, and why in both languages. */
export interface FoundWrong {
  readonly line?: number;
  readonly pointer?: string;
  readonly vi: string;
  readonly en: string;
}

/** The places of a file that are wrong, with the reason; more than are listed are counted. */
@Component({
  selector: 'dn-carbon-wrong',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="error" role="alert">{{ t('carbon.file.errors', { count: count() }) }}</p>
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('import.problem')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('import.line') }}</th>
            <th scope="col">{{ t('import.problem') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of found(); track $index) {
            <tr>
              <th scope="row">{{ one.line ?? one.pointer }}</th>
              <td>{{ vi() ? one.vi : one.en }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class WrongLines {
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly found = input.required<readonly FoundWrong[]>();
  readonly count = input.required<number>();
  readonly vi = computed(() => this.#words.lang() === 'vi');
}
