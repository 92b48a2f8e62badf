import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { DiaryCorrection } from './diary-correction.ts';

/** Corrects an entry of the field diary; what it said before stays readable in its earlier version. */
@Component({
  imports: [DiaryCorrection, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/diary">{{ t('diary.title') }}</a>
    </p>
    <h1>{{ t('diary.correct') }}</h1>
    <p class="lead">{{ t('diary.correct-lead') }}</p>
    <dn-page-state [of]="answer" (again)="answer.reload()" />
    @if (answer.hasValue()) {
      <div class="card">
        <dn-diary-correction [entry]="answer.value().record" />
      </div>
    }
  `,
})
export class DiaryCorrectPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) => this.#api.get('/api/origin/diary/{id}', { path: { id: params } }, abortSignal),
  });
}
