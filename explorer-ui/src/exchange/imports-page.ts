import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { importedWords } from '@daunguon/records';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { FileChoice } from '../form/file-choice.ts';
import { SelectField } from '../form/select-field.ts';
import { TextField } from '../form/text-field.ts';
import { today } from '../format/today.ts';
import { Words } from '../i18n/words.ts';
import { EarlierImports } from '../import/earlier-imports.ts';
import { importRun } from '../import/import-run.ts';
import { ImportView } from '../import/import-view.ts';
import { importPath, importTargets, isTold, type ImportTarget } from './import-targets.ts';
import { Session } from '../session/session.ts';

const own = 'own';

/** A file of a shared database: mapped, seen row by row with what is here already, recorded with progress. */
@Component({
  imports: [EarlierImports, FileChoice, ImportView, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './imports-page.html',
})
export class ImportsPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly targets = computed(() => importTargets(this.#session.role()));
  /** Who imports nothing finds no kind to choose, and sends nothing. */
  readonly target = signal<ImportTarget>(this.targets()[0] ?? 'batches');
  readonly run = importRun(importPath(this.target()), 64);
  readonly forgetting = attempt();
  readonly forgotten = signal(false);
  readonly file = signal<File | null>(null);
  readonly ownFile = signal<File | null>(null);
  readonly chosen = signal('');
  readonly asOf = signal(today());
  readonly today = today();
  readonly kept = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/exchange/import-mappings', {}, abortSignal),
  });
  readonly earlier = resource({
    params: () => (this.targets().length === 0 ? undefined : this.target()),
    loader: ({ params, abortSignal }) => this.#api.get(importPath(params), {}, abortSignal),
  });
  readonly targetChoices = computed(() =>
    this.targets().map((value) => ({ value, label: this.words.of('mapped.target', value) })),
  );
  readonly mappingChoices = computed(() => {
    const items = this.kept.hasValue() ? this.kept.value().items : [];
    const fitting = items.filter(({ mapping }) => mapping.target === this.target());
    return [
      ...fitting.map(({ kept, mapping }) => ({ value: kept, label: mapping.name })),
      { value: own, label: this.t('mapped.own') },
    ];
  });
  readonly mapping = computed(() => this.chosen() || (this.mappingChoices()[0]?.value ?? own));
  readonly isOwn = computed(() => this.mapping() === own);
  readonly hasResults = computed(() => isTold(this.target()));
  readonly ready = computed(() => this.file() !== null && (!this.isOwn() || this.ownFile() !== null));
  readonly about = computed(() => this.run.state()?.about);
  readonly source = computed(() => importedWords(this.about()));
  readonly unused = computed(() => this.about()?.unused.join(', ') ?? '');
  readonly results = computed(() => `${importPath(this.target())}/${this.run.state()?.importId ?? ''}/results.csv`);

  constructor() {
    effect(() => {
      if (this.run.state()?.state === 'finished') untracked(() => this.earlier.reload());
    });
  }

  chooseTarget(target: string): void {
    const known = this.targets().find((one) => one === target);
    if (known === undefined) return;
    this.target.set(known);
    this.chosen.set('');
    this.#restart();
  }
  chooseFile(event: Event, into: 'file' | 'ownFile'): void {
    this[into].set((event.target as HTMLInputElement).files?.[0] ?? null);
    this.#restart();
  }
  choose(mapping: string): void {
    this.chosen.set(mapping);
    this.#restart();
  }
  #restart(): void {
    this.run.reset(importPath(this.target()));
    this.forgotten.set(false);
  }

  async preview(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (file === null) return;
    const asOf = this.asOf();
    const text = this.isOwn() ? await this.ownFile()?.text() : undefined;
    await this.run.preview(file, text === undefined ? { kept: this.mapping(), asOf } : { mapping: text, asOf });
  }
  async open(importId: string): Promise<void> {
    this.#restart();
    await this.run.open(importId);
  }
  async forget(): Promise<void> {
    const [target, id] = [this.target(), this.run.state()?.importId];
    if (id === undefined || !isTold(target)) return;
    const done = await this.forgetting.run(() => this.#api.post(`${importPath(target)}/{id}/forget`, { path: { id } }));
    this.forgotten.set(done !== undefined);
  }
}
