import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { SureButton } from '../exchange/sure-button.ts';
import { Session } from '../session/session.ts';
import { PageState } from '../shell/page-state.ts';
import type { CoursesAnswer } from './learn-answers.ts';
import { learnWords } from './learn-words.ts';
import { seenLessons } from './seen-lessons.ts';

/** The courses, for everybody; with what was done where somebody signed in or on this device. */
@Component({
  imports: [PageState, RouterLink, SureButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('learn.nav') }}</h1>
    <p class="lead">{{ t('learn.lead') }}</p>
    <dn-page-state [of]="answer" (again)="answer.reload()" />
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @for (course of courses(); track course.id) {
      <section class="card">
        <h2>{{ w.said(course.title) }}</h2>
        <p>
          {{ w.said(course.audience) }} · {{ t('learn.minutes', { minutes: course.minutes }) }} ·
          {{ t('learn.done', { done: done(course), all: course.lessons }) }}
          @if (course.progress?.passedAt && course.progress; as own) {
            · <strong>{{ t('learn.passed', { score: own.score ?? 0 }) }}</strong>
          }
        </p>
        <p>{{ w.said(course.lead) }}</p>
        <p class="actions">
          <a class="button primary" [routerLink]="['/learn', course.id]">{{
            t(done(course) === 0 ? 'learn.start' : 'learn.go-on')
          }}</a>
        </p>
      </section>
    }
    @if (answer.hasValue()) {
      @if (answer.value().signedIn) {
        <p class="hint">{{ t('learn.kept') }}</p>
        <dn-sure-button
          [label]="t('learn.forget')"
          [question]="t('learn.forget-sure')"
          [disabled]="asking.busy()"
          (sure)="forget()"
        />
      } @else {
        <p class="hint">{{ t('learn.visitor') }}</p>
      }
      @if (administers()) {
        <p>
          <a href="/api/learn/finishers.csv" download>{{ t('learn.finishers') }}</a>
        </p>
      }
    }
  `,
})
export class CoursesPage {
  readonly #api = inject(Api);
  readonly w = learnWords();
  readonly t = this.w.t;
  readonly asking = attempt();
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/learn/courses', {}, abortSignal),
  });
  readonly courses = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  readonly administers = inject(Session).administers;
  readonly done = ({ id, progress }: CoursesAnswer['items'][number]): number =>
    (progress?.lessons ?? seenLessons(id)).length;

  async forget(): Promise<void> {
    await this.asking.run(() => this.#api.delete('/api/learn/progress', {}));
    this.answer.reload();
  }
}
