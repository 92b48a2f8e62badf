import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { PageState } from '../shell/page-state.ts';
import { CertificateView } from './certificate-view.ts';
import { ExerciseView } from './exercise-view.ts';
import { learnWords } from './learn-words.ts';
import { QuizView } from './quiz-view.ts';
import { keepSeen, seenLessons } from './seen-lessons.ts';

/** One course, a part at a time: `?part=` is a lesson, `quiz` or `certificate`. */
@Component({
  imports: [CertificateView, ExerciseView, PageState, QuizView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>
      <a routerLink="/learn">{{ t('learn.all') }}</a>
    </p>
    <dn-page-state [of]="answer" (again)="answer.reload()" />
    @if (course(); as found) {
      <h1>{{ w.said(found.title) }}</h1>
      <p class="lead">{{ w.said(found.lead) }}</p>
      <nav class="card" [attr.aria-label]="t('learn.parts')">
        <ol>
          @for (one of found.lessons; track one.id) {
            <li>
              <a [routerLink]="[]" [queryParams]="{ part: one.id }" [attr.aria-current]="here(one.id)">{{
                w.said(one.title)
              }}</a>
              <small>
                {{ t('learn.minutes', { minutes: one.minutes }) }}
                @if (seen().includes(one.id)) {
                  · {{ t('learn.lesson-done') }}
                }
              </small>
            </li>
          }
          <li>
            <a [routerLink]="[]" [queryParams]="{ part: 'quiz' }" [attr.aria-current]="here('quiz')">{{
              t('learn.quiz')
            }}</a>
          </li>
          <li>
            <a [routerLink]="[]" [queryParams]="{ part: 'certificate' }" [attr.aria-current]="here('certificate')">{{
              t('learn.certificate')
            }}</a>
          </li>
        </ol>
      </nav>
      @if (lesson(); as one) {
        <article>
          <h2>{{ w.said(one.title) }}</h2>
          @for (block of one.body; track $index) {
            @if ('list' in block) {
              <ul>
                @for (item of block.list; track $index) {
                  <li>{{ w.said(item) }}</li>
                }
              </ul>
            } @else {
              <p>{{ w.said(block) }}</p>
            }
          }
          @for (exercise of one.exercise ? [one.exercise] : []; track exercise) {
            <dn-exercise [exercise]="exercise" [course]="id()" [lesson]="one.id" (done)="finished(one.id)" />
          }
        </article>
        @if (asking.error(); as text) {
          <p class="card problem" role="alert">{{ text }}</p>
        }
        <p class="actions">
          @if (!one.exercise && !seen().includes(one.id)) {
            <button type="button" class="secondary" [disabled]="asking.busy()" (click)="read(one.id)">
              {{ t('learn.have-read') }}
            </button>
          }
          <a class="button primary" [routerLink]="[]" [queryParams]="{ part: next() }">{{ t('learn.next') }}</a>
        </p>
      } @else if (part() === 'certificate') {
        <dn-certificate [course]="found" (taken)="answer.reload()" />
      } @else {
        <dn-quiz [course]="found" (passed)="answer.reload()" />
        <p class="actions">
          <a [routerLink]="[]" [queryParams]="{ part: 'certificate' }">{{ t('learn.to-certificate') }}</a>
        </p>
      }
    } @else {
      <h1>{{ t('learn.nav') }}</h1>
    }
  `,
})
export class CoursePage {
  readonly #api = inject(Api);
  readonly w = learnWords();
  readonly t = this.w.t;
  readonly asking = attempt();
  /** From the address. */
  readonly id = input.required<string>();
  readonly part = input<string | undefined>(undefined);
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/learn/courses/{course}', { path: { course: params } }, abortSignal),
  });
  readonly course = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  readonly #now = signal<readonly string[]>([]);
  readonly seen = computed(() => [...(this.course()?.progress?.lessons ?? seenLessons(this.id())), ...this.#now()]);
  readonly lesson = computed(() => {
    const [first, ...others] = this.course()?.lessons ?? [];
    const part = this.part();
    return part === undefined ? first : [first, ...others].find((one) => one?.id === part);
  });
  readonly next = computed(() => {
    const lessons = this.course()?.lessons ?? [];
    return lessons[lessons.findIndex((one) => one === this.lesson()) + 1]?.id ?? 'quiz';
  });
  readonly here = (part: string): 'step' | null => (part === (this.lesson()?.id ?? this.part()) ? 'step' : null);

  finished(lesson: string): void {
    if (this.course()?.signedIn === false) keepSeen(this.id(), lesson);
    this.#now.update((before) => [...before, lesson]);
  }
  async read(lesson: string): Promise<void> {
    const asked = { path: { course: this.id(), lesson }, body: { read: true } } as const;
    const told = await this.asking.run(() => this.#api.post('/api/learn/courses/{course}/lessons/{lesson}', asked));
    if (told !== undefined) this.finished(lesson);
  }
}
