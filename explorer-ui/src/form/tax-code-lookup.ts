import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { Api } from '../api/api.ts';
import type { AnswerTo } from '../api/asked.ts';
import { attempt } from '../command/attempt.ts';
import { taxCodeInput } from '../format/field-input.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';

type Answered = AnswerTo<'POST', '/api/lookups/{kind}'>;
/** Of an enterprise. */
type Found = Answered & { readonly found: Extract<Answered['found'], { readonly taxCode: string }> };
const isEnterprise = (answer: Answered): answer is Found => 'taxCode' in answer.found;

/** Beside a form that asks for a tax code: whose it is, as the register of enterprises says; to compare, nothing is filled in. */
@Component({
  selector: 'dn-tax-code-lookup',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="field">
      @if (connected.hasValue() && !isConnected()) {
        <p class="hint">{{ t('lookup.not-connected') }}</p>
      } @else {
        <button type="button" class="plain" [disabled]="asking.busy() || !isCode()" (click)="ask()">
          {{ t('lookup.ask') }}
        </button>
      }
      @if (found(); as it) {
        <p role="status">
          <strong>{{ it.found.name }}</strong> · {{ words.of('lookup.status', it.found.status) }}
          @if (it.found.address) {
            <br />{{ it.found.address }}
          }
          <br /><small>
            {{ t('lookup.source', { source: it.about.source, date: formats.date(it.about.asOf) }) }}
            @if (it.about.sample) {
              · {{ t('lookup.sample') }}
            }
          </small>
        </p>
      }
      @if (asking.error(); as text) {
        <p class="wrong" role="alert">{{ text }}</p>
      }
    </div>
  `,
})
export class TaxCodeLookup {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly taxCode = input.required<string>();
  readonly asking = attempt();
  readonly found = signal<Found | null>(null);
  readonly connected = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/lookups', {}, abortSignal),
  });
  readonly isConnected = computed(
    () =>
      this.connected.hasValue() &&
      this.connected.value().items.some(({ kind, connected }) => kind === 'enterprise' && connected),
  );
  readonly isCode = computed(() => /^\d{10}(-\d{3})?$/.test(taxCodeInput(this.taxCode())));

  constructor() {
    // What was found of another code is not left standing beside this one.
    effect(() => {
      this.taxCode();
      untracked(() => this.found.set(null));
    });
  }

  async ask(): Promise<void> {
    const key = taxCodeInput(this.taxCode());
    const asked = { path: { kind: 'enterprise' }, body: { key } };
    const answer = await this.asking.run(() => this.#api.post('/api/lookups/{kind}', asked));
    this.found.set(answer !== undefined && isEnterprise(answer) ? answer : null);
  }
}
