import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import type { CourseAnswer, QuizResult } from './learn-answers.ts';
import { learnWords } from './learn-words.ts';

/** The quiz of a course: judged by the server, which sends wrong answers back to their lessons. */
@Component({
  selector: 'dn-quiz',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>{{ t('learn.quiz') }}</h2>
    <p>{{ t('learn.quiz-lead', { percent: course().passPercent }) }}</p>
    <form class="form" novalidate (submit)="send($event)">
      @for (one of course().quiz; track one.id) {
        <fieldset>
          <legend>{{ $index + 1 }}. {{ w.said(one.question) }}</legend>
          @for (choice of one.choices; track $index) {
            <label class="choice">
              <input
                type="radio"
                [name]="'quiz-' + one.id"
                [checked]="answers()[one.id] === $index"
                (change)="choose(one.id, $index)"
              />
              {{ w.said(choice) }}
            </label>
          }
          @if (resultOf(one.id); as told) {
            <p>
              <strong>{{ t(told.right ? 'learn.right' : 'learn.wrong') }}</strong>
              @if (told.why; as why) {
                {{ w.said(why) }}
              }
              @if (told.lesson; as lesson) {
                <a [routerLink]="[]" [queryParams]="{ part: lesson }">{{ t('learn.read-again') }}</a>
              }
            </p>
          }
        </fieldset>
      }
      <button type="submit" class="primary" [disabled]="!ready() || asking.busy()">{{ t('learn.hand-in') }}</button>
    </form>
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    <div role="status">
      @if (result(); as told) {
        <p class="card">
          {{ t(told.passed ? 'learn.quiz-passed' : 'learn.quiz-failed', { score: told.score }) }}
          @if (!told.passed) {
            {{ t('learn.tries-left', { count: told.triesLeft }) }}
          }
        </p>
      }
    </div>
  `,
})
export class QuizView {
  readonly #api = inject(Api);
  readonly w = learnWords();
  readonly t = this.w.t;
  readonly course = input.required<CourseAnswer>();
  readonly passed = output();
  readonly asking = attempt();
  readonly answers = signal<Readonly<Record<string, number>>>({});
  readonly result = signal<QuizResult | null>(null);
  readonly ready = computed(() => this.course().quiz.every(({ id }) => this.answers()[id] !== undefined));
  readonly resultOf = (id: string) => this.result()?.results.find((one) => one.id === id);

  choose(id: string, choice: number): void {
    this.answers.update((before) => ({ ...before, [id]: choice }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const asked = { path: { course: this.course().id }, body: { answers: this.answers() } };
    const result = await this.asking.run(() => this.#api.post('/api/learn/courses/{course}/quiz', asked));
    if (result === undefined) return;
    this.result.set(result);
    if (result.passed) this.passed.emit();
  }
}
