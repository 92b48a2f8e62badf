import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import type { BodyOf } from '../api/asked.ts';
import { attempt } from '../command/attempt.ts';
import { SelectField } from '../form/select-field.ts';
import { TextField } from '../form/text-field.ts';
import type { Exercise, ExerciseResult } from './learn-answers.ts';
import { learnWords } from './learn-words.ts';

let count = 0;

/** One live exercise: training lots to be opened at the verifier, an answer, what the server says of it. */
@Component({
  selector: 'dn-exercise',
  imports: [SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card" [attr.aria-labelledby]="name + '-title'">
      <h3 [id]="name + '-title'">{{ t('learn.practice') }}</h3>
      <p>{{ w.said(exercise().question) }}</p>
      @if (!exercise().isReady) {
        <p role="status">{{ t('learn.not-ready') }}</p>
      } @else {
        @if (exercise().lots; as lots) {
          <ul class="plain-list">
            @for (lot of lots; track lot.id) {
              <li>
                <a [href]="lot.address" target="_blank" rel="noopener"
                  >{{ t('learn.open-lot', { number: $index + 1 }) }} <small>({{ t('learn.new-window') }})</small></a
                >
              </li>
            }
          </ul>
        }
        <form novalidate (submit)="send($event)">
          @switch (exercise().kind) {
            @case ('order') {
              @for (place of places(); track place) {
                <dn-select-field
                  [label]="t('learn.step', { number: place + 1 })"
                  [choices]="steps()"
                  [value]="order()[place] ?? ''"
                  (valueChange)="put(place, $event)"
                />
              }
            }
            @case ('register') {
              <dn-text-field
                [label]="t('learn.weight')"
                inputmode="decimal"
                [maxlength]="7"
                [value]="weight()"
                (valueChange)="weight.set($event)"
                [error]="asking.fields()['/weightKg']"
              />
            }
            @default {
              <fieldset>
                <legend>{{ t('learn.your-answer') }}</legend>
                @for (choice of choices(); track choice.value) {
                  <label class="choice">
                    <input
                      type="radio"
                      [name]="name"
                      [checked]="chosen() === choice.value"
                      (change)="chosen.set(choice.value)"
                    />
                    {{ choice.label }}
                  </label>
                }
              </fieldset>
            }
          }
          <p class="actions">
            <button type="submit" class="secondary" [disabled]="!ready() || asking.busy()">
              {{ t(exercise().kind === 'register' ? 'learn.record' : 'learn.check') }}
            </button>
          </p>
        </form>
      }
      @if (asking.error(); as text) {
        <p class="problem" role="alert">{{ text }}</p>
      }
      <div role="status">
        @if (result(); as told) {
          <p>
            <strong>{{ t(told.right ? 'learn.right' : 'learn.wrong') }}</strong>
            @if (told.why; as why) {
              {{ w.said(why) }}
            }
          </p>
          @if (told.lot; as lot) {
            <p>
              {{ t('learn.your-lot', { lot: lot.lot }) }}
              <a [href]="lot.address" target="_blank" rel="noopener">{{ t('learn.open-own') }}</a>,
              <a [href]="lot.label" target="_blank" rel="noopener">{{ t('learn.label') }}</a>
            </p>
            <p class="hint">{{ t('learn.proof-later') }}</p>
          }
        }
      </div>
    </section>
  `,
})
export class ExerciseView {
  readonly #api = inject(Api);
  readonly w = learnWords();
  readonly t = this.w.t;
  readonly name = `exercise-${(count += 1)}`;
  readonly exercise = input.required<Exercise>();
  readonly course = input.required<string>();
  readonly lesson = input.required<string>();
  readonly done = output();
  readonly asking = attempt();
  readonly chosen = signal('');
  readonly order = signal<readonly string[]>([]);
  readonly weight = signal('');
  readonly result = signal<ExerciseResult | null>(null);
  readonly choices = computed(() => {
    const { kind, choices = [], lots = [] } = this.exercise();
    return kind === 'find'
      ? lots.map(({ id }, index) => ({ value: id, label: this.t('learn.lot', { number: index + 1 }) }))
      : choices.map((choice, index) => ({ value: String(index), label: this.w.said(choice) }));
  });
  readonly steps = computed(() =>
    (this.exercise().steps ?? []).map(({ index, text }) => ({ value: String(index), label: this.w.said(text) })),
  );
  readonly places = computed(() => this.steps().map((_, index) => index));
  readonly ready = computed(() => {
    const { kind } = this.exercise();
    if (kind === 'order') return this.places().every((place) => (this.order()[place] ?? '') !== '');
    return (kind === 'register' ? this.weight() : this.chosen()).trim() !== '';
  });

  put(place: number, step: string): void {
    this.order.update((before) => this.places().map((at) => (at === place ? step : (before[at] ?? ''))));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    this.result.set(null);
    const asked = { path: { course: this.course(), lesson: this.lesson() }, body: this.#answer() };
    const result = await this.asking.run(() => this.#api.post('/api/learn/courses/{course}/lessons/{lesson}', asked));
    if (result === undefined) return;
    this.result.set(result);
    if (result.right) this.done.emit();
  }

  #answer(): BodyOf<'/api/learn/courses/{course}/lessons/{lesson}'> {
    const { kind } = this.exercise();
    if (kind === 'order') return { order: this.order().map(Number) };
    if (kind === 'register') return { weightKg: this.weight().trim().replace(',', '.') };
    return kind === 'find' ? { lot: this.chosen() } : { choice: Number(this.chosen()) };
  }
}
