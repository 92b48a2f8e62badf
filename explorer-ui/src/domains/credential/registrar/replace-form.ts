import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CredentialKind } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import type { BodyOf } from '../../../api/asked.ts';
import { freshId } from '../../../command/command-run.ts';
import { FormFields, type FieldSpec } from '../../../form/form-fields.ts';
import { today } from '../../../format/today.ts';
import { Words } from '../../../i18n/words.ts';
import { actSpecs } from './act-specs.ts';
import { groundsFor } from './acts-for.ts';
import { attempt } from '../../../command/attempt.ts';
import { CopyBox } from '../../../shell/copy-box.ts';
import { issuedOf, formFields, specsOf } from './credential-fields.ts';
import type { EntryAnswer, LinksAnswer } from './registrar-answers.ts';

const acts = ['reissue', 'edit'] as const;
const actIn = (value: string | undefined): (typeof acts)[number] => (value === 'edit' ? 'edit' : 'reissue');

/** A reissue for a clerical error, or an edit after a civil-status change: the old one ends and leads to the new one. */
@Component({
  selector: 'dn-replace-form',
  imports: [CopyBox, FormFields, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <details class="card">
      <summary>{{ t('entry.replace') }}</summary>
      @if (issued(); as one) {
        <p class="good" role="status">✔ {{ t('issue.done') }}</p>
        <dn-copy-box [label]="t('recover.link')" [text]="one.link" />
        <a class="button secondary" [routerLink]="'/credential/register/' + one.id">{{ t('issue.in-register') }}</a>
      } @else {
        <form class="form" novalidate (submit)="send($event)">
          <p class="hint">{{ t('entry.replace-hint') }}</p>
          <dn-form-fields [specs]="act()" [values]="values()" [errors]="asking.fields()" (changed)="set($event)" />
          <dn-form-fields [specs]="contents()" [values]="values()" [errors]="asking.fields()" (changed)="set($event)" />
          @if (asking.error(); as text) {
            <p class="problem" role="alert">{{ text }}</p>
          }
          <button type="submit" class="danger" [disabled]="asking.busy()">{{ t('entry.replace-send') }}</button>
        </form>
      }
    </details>
  `,
})
export class ReplaceForm {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly asking = attempt();
  readonly entry = input.required<EntryAnswer>();
  readonly kind = input.required<CredentialKind>();
  readonly done = output();
  readonly issued = signal<LinksAnswer['links'][number] | null>(null);
  readonly #requestId = signal(freshId());
  readonly values = linkedSignal<Readonly<Record<string, string>>>(() => ({
    ...Object.fromEntries(Object.entries(this.entry().contents).map(([name, value]) => [name, String(value)])),
    ...{ issuedOn: today(), act: 'reissue', ground: 'clerical-error', decision: '', date: today() },
  }));
  readonly act = computed(() => actSpecs(this.words, acts, groundsFor(actIn(this.values()['act']))));
  readonly contents = computed((): readonly FieldSpec[] => {
    const { needed, more } = formFields[this.kind()];
    const look = { words: this.words, root: '/credential/contents', today: today() };
    return [...specsOf(needed, false, look), ...specsOf(more, true, look)];
  });

  set([name, value]: readonly [string, string]): void {
    const ground: Record<string, string> = name === 'act' ? { ground: groundsFor(actIn(value))[0] ?? '' } : {};
    this.values.update((values) => ({ ...values, [name]: value, ...ground }));
    this.#requestId.set(freshId());
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { act, ground, decision = '', date } = this.values();
    const answer = await this.asking.run(() =>
      this.#api.post('/api/credential/custodial/supersede', {
        body: {
          ...{ requestId: this.#requestId(), id: this.entry().id, act, ground, date },
          ...(decision === '' ? {} : { decision }),
          credential: issuedOf(this.kind(), this.values()),
        } as BodyOf<'/api/credential/custodial/supersede'>,
      }),
    );
    if (answer === undefined) return;
    this.issued.set(answer.links[0] ?? null);
    this.done.emit();
  }
}
