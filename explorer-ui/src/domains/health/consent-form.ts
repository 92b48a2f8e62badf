import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { consentPurposes, dataClasses, type ConsentPurpose, type DataClass } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { freshId } from '../../command/command-run.ts';
import { Words } from '../../i18n/words.ts';
import type { UnitsAnswer } from './health-answers.ts';

const days = [7, 30, 180] as const;

/** A new consent: for one facility, one purpose, chosen data, a limited time. Nothing is chosen beforehand. */
@Component({
  selector: 'dn-consent-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="card form" (submit)="give($event)">
      <h3>{{ t('health.consent-new') }}</h3>
      <label>
        {{ t('health.grantee') }}
        <select required (change)="grantee.set(value($event))">
          <option value=""></option>
          @for (unit of facilities(); track unit.id) {
            <option [value]="unit.id">{{ unit.body.name }}</option>
          }
        </select>
      </label>
      <label>
        {{ t('health.purpose') }}
        <select required (change)="purpose.set(value($event))">
          <option value=""></option>
          @for (one of purposes; track one) {
            <option [value]="one">{{ words.of('health.purpose', one) }}</option>
          }
        </select>
      </label>
      <fieldset>
        <legend>{{ t('health.classes') }}</legend>
        @for (one of classes; track one) {
          <label class="choice">
            <input type="checkbox" [checked]="chosen().includes(one)" (change)="toggle(one)" />
            {{ words.of('health.class', one) }}
          </label>
        }
      </fieldset>
      <label>
        {{ t('health.for-days') }}
        <select (change)="length.set(+value($event))">
          @for (count of dayChoices; track count) {
            <option [value]="count">{{ t('health.days', { count }) }}</option>
          }
        </select>
      </label>
      @if (problem() !== '') {
        <p class="problem" role="alert">{{ problem() }}</p>
      }
      <button type="submit" [disabled]="busy() || !complete()">{{ t('health.consent-give') }}</button>
    </form>
  `,
})
export class ConsentForm {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly patient = input.required<string>();
  readonly given = output<void>();
  readonly purposes = consentPurposes;
  readonly classes = dataClasses;
  readonly dayChoices = days;
  readonly units = resource({
    loader: ({ abortSignal }) => this.#api.get<UnitsAnswer>('/api/registry/units?limit=1000', abortSignal),
  });
  readonly facilities = computed(() =>
    this.units.hasValue() ? this.units.value().items.filter(({ body }) => body.kind === 'clinic') : [],
  );
  readonly grantee = signal('');
  readonly purpose = signal('');
  readonly chosen = signal<readonly DataClass[]>([]);
  readonly length = signal<number>(days[0]);
  readonly busy = signal(false);
  readonly problem = signal('');
  readonly complete = computed(() => this.grantee() !== '' && this.purpose() !== '' && this.chosen().length > 0);
  /** The same until it is answered: sent again, it is one consent. */
  #ids = { requestId: freshId(), id: freshId() };

  value(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }

  toggle(one: DataClass): void {
    this.chosen.update((all) => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]));
  }

  async give(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.complete()) return;
    this.busy.set(true);
    this.problem.set('');
    const from = new Date();
    const until = new Date(from.getTime() + this.length() * 86_400_000);
    try {
      await this.#api.post('/api/health/consents', {
        ...this.#ids,
        patient: this.patient(),
        grantee: this.grantee(),
        purpose: this.purpose() as ConsentPurpose,
        classes: this.chosen(),
        from: from.toISOString(),
        until: until.toISOString(),
      });
      this.#ids = { requestId: freshId(), id: freshId() };
      this.given.emit();
    } catch (error) {
      this.problem.set(error instanceof ApiError ? error.message : String(error));
    } finally {
      this.busy.set(false);
    }
  }
}
