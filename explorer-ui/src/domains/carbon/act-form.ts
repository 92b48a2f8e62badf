import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  resource,
  signal,
  type OnInit,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { CommandBody, CommandPath, CommandTarget } from '../../api/asked.ts';
import { commandForm, type CommandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import { CommandSender } from '../../command/command-sender.ts';
import { EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { FileChoice } from '../../form/file-choice.ts';
import { Formats } from '../../format/formats.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import type { CarbonAct } from './act.ts';
import { choicesOf } from './choices.ts';
import { digestOf, ringIn } from './read-file.ts';

/** The form of one act: its fields, the file of which a digest or a polygon is sent, and whose key signs. */
@Component({
  selector: 'dn-carbon-act',
  imports: [CommandFormView, FileChoice, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (act().ownKey && !hasKey()) {
      <p class="warn">
        {{ t('carbon.own-key') }} <a routerLink="/signing">{{ t('nav.signing') }}</a>
      </p>
    } @else if (form(); as command) {
      <dn-page-state [of]="sources" (again)="sources.reload()" />
      <dn-command-form
        [form]="command"
        [specs]="specs()"
        [send]="words.of('carbon.act', act().name)"
        (sent)="done.emit()"
      >
        @if (act().file) {
          <div class="field">
            <label for="act-file">{{ t('carbon.file') }}</label>
            <dn-file-choice>
              <input id="act-file" type="file" (change)="read($event)" [attr.aria-invalid]="wrong()" />
            </dn-file-choice>
          </div>
          @if (wrong()) {
            <p class="error" role="alert">{{ t('carbon.file.wrong') }}</p>
          }
          @if (file() && act().file === 'digest') {
            <p class="hint">
              <code>{{ file() }}</code>
            </p>
          }
        }
      </dn-command-form>
    }
  `,
})
export class ActForm implements OnInit {
  readonly #injector = inject(EnvironmentInjector);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly #sender = inject(CommandSender);
  readonly hasKey = computed(() => this.#sender.ownKey.hasValue() && this.#sender.ownKey.value() !== undefined);
  readonly act = input.required<CarbonAct>();
  readonly record = input.required<RecordState>();
  readonly done = output();
  readonly form = signal<CommandForm | undefined>(undefined);
  readonly file = signal('');
  readonly wrong = signal(false);
  readonly #api = inject(Api);
  readonly #formats = inject(Formats);
  readonly #session = inject(Session);
  readonly sources = resource({
    params: () => {
      const names = this.act().fields.flatMap(({ source = [] }) => source);
      return names.length === 0 ? undefined : { names, unit: this.#session.unit() };
    },
    loader: ({ params: { names, unit }, abortSignal }) =>
      choicesOf(names, { api: this.#api, formats: this.#formats, unit, signal: abortSignal }),
  });
  readonly specs = computed((): readonly FieldSpec[] => {
    const found = this.sources.hasValue() ? this.sources.value() : undefined;
    return this.act().fields.map(({ choices = [], source, initial: _, ...field }) => ({
      ...field,
      label: this.words.of('carbon.field', field.name),
      choices:
        source === undefined
          ? choices.map((value) => ({ value, label: this.words.of('carbon.choice', value) }))
          : (found?.[source] ?? []),
      ...(source !== undefined && found?.[source]?.length === 0 ? { hint: this.t('form.none') } : {}),
    }));
  });

  ngOnInit(): void {
    const [act, record] = [this.act(), this.record()];
    const initial = Object.fromEntries(
      act.fields.map(({ name, initial: of = '' }) => [name, typeof of === 'string' ? of : of(record)]),
    );
    runInInjectionContext(this.#injector, () =>
      this.form.set(
        commandForm(
          `carbon/${act.name}/${record.id}`,
          initial,
          act as unknown as CommandTarget,
          (values, ids) => act.command(values, ids, record, this.file()) as CommandBody<CommandPath>,
        ),
      ),
    );
  }

  async read(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file === undefined) return;
    const found = this.act().file === 'digest' ? await digestOf(file) : ringIn(await file.text());
    this.wrong.set(found === undefined);
    this.file.set(found ?? '');
  }
}
