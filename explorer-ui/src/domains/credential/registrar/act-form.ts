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
import type { CredentialAct, CredentialKind } from '@daunguon/records';
import { CommandProgress } from '../../../command/command-progress.ts';
import { commandRun, freshId } from '../../../command/command-run.ts';
import { SigningNote } from '../../../command/signing-note.ts';
import { FormFields } from '../../../form/form-fields.ts';
import { today } from '../../../format/today.ts';
import { Words } from '../../../i18n/words.ts';
import { actSpecs } from './act-specs.ts';
import { actsFor, groundsFor } from './acts-for.ts';
import type { EntryAnswer } from './registrar-answers.ts';

/** Suspends, resumes, revokes, cancels, erases or refuses to: each with its legal ground and date, on the ledger. */
@Component({
  selector: 'dn-act-form',
  imports: [CommandProgress, FormFields, SigningNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (choices().length === 0) {
      <p class="hint">{{ t('entry.final') }}</p>
    } @else {
      <form class="card form" novalidate (submit)="send($event)">
        <h2>{{ t('entry.act') }}</h2>
        <dn-form-fields [specs]="specs()" [values]="values()" [errors]="run.fields()" (changed)="set($event)" />
        <dn-signing-note />
        <button type="submit" class="danger" [disabled]="run.busy() || !ready()">{{ t('entry.send') }}</button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class ActForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly run = commandRun();
  readonly entry = input.required<EntryAnswer>();
  readonly kind = input.required<CredentialKind>();
  readonly done = output();
  readonly #typed = signal<Readonly<Record<string, string>>>({ decision: '', date: today() });
  readonly choices = computed(() => actsFor(this.kind(), this.entry().status));
  readonly act = linkedSignal<CredentialAct | ''>(() => this.choices()[0] ?? '');
  readonly grounds = computed(() => {
    const act = this.act();
    return act === '' ? [] : groundsFor(act);
  });
  readonly ground = linkedSignal<string>(() => this.grounds()[0] ?? '');
  readonly values = computed(() => ({ ...this.#typed(), act: this.act(), ground: this.ground() }));
  readonly ready = computed(() => this.ground() !== '' && (this.#typed()['date'] ?? '') !== '');
  readonly specs = computed(() => actSpecs(this.words, this.choices(), this.grounds()));

  set([name, value]: readonly [string, string]): void {
    if (name === 'act') this.act.set(value as CredentialAct);
    else if (name === 'ground') this.ground.set(value);
    else this.#typed.update((typed) => ({ ...typed, [name]: value }));
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const { decision = '', date = '' } = this.#typed();
    const act = { act: this.act(), ground: this.ground(), date, ...(decision === '' ? {} : { decision }) };
    const command = { requestId: freshId(), id: this.entry().id, ...act };
    if (await this.run.send('Credential:ChangeStatus', '/api/credential/credentials/status', command)) {
      this.#typed.set({ decision: '', date: today() });
      this.done.emit();
    }
  }
}
