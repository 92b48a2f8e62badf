import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { recordTitle } from '@daunguon/records/record-title';
import { Api } from '../api/api.ts';
import type { RecordAnswer } from '../api/answers.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import { Lists } from './lists.ts';
import { RecordView } from './record-view.ts';

/** One record of any type. */
@Component({
  imports: [PageState, RecordView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a [routerLink]="'/records/' + type()">{{ words.of('type', type()) }}</a>
    </p>
    @if (answer.hasValue()) {
      <h1>{{ title() }}</h1>
      <dn-record-view [answer]="answer.value()" />
    } @else {
      <h1>{{ words.of('type', type()) }}</h1>
    }
    <dn-page-state [of]="answer" (again)="answer.reload()" />
  `,
})
export class RecordPage {
  readonly #api = inject(Api);
  readonly #lists = inject(Lists);
  readonly words = inject(Words);
  readonly domain = input.required<string>();
  readonly kind = input.required<string>();
  readonly id = input.required<string>();
  readonly type = computed(() => `${this.domain()}/${this.kind()}`);
  readonly answer = resource({
    params: () => ({ type: this.type(), id: this.id() }),
    loader: async ({ params: { type, id }, abortSignal }): Promise<RecordAnswer> =>
      this.#api.get(`${await this.#lists.pathOf(type)}/{id}`, { path: { id } }, abortSignal),
  });
  readonly title = computed(() => (this.answer.hasValue() ? recordTitle(this.answer.value().record) : ''));
}
