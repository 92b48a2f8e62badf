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
import type { CredentialKind } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { FileChoice } from '../../../form/file-choice.ts';
import { FormFields, type FieldSpec } from '../../../form/form-fields.ts';
import { SelectField } from '../../../form/select-field.ts';
import { today } from '../../../format/today.ts';
import { Words } from '../../../i18n/words.ts';
import { EarlierImports } from '../../../import/earlier-imports.ts';
import { importRun } from '../../../import/import-run.ts';
import { ImportView } from '../../../import/import-view.ts';
import { Session } from '../../../session/session.ts';
import { attempt } from '../../../command/attempt.ts';
import { kinds, specsOf } from './credential-fields.ts';
import { saveFile } from '../../../form/save-file.ts';
import { PictureField } from './picture-field.ts';

/** What a school says once for a whole year: no cell repeats it. */
const common: Readonly<Record<CredentialKind, readonly string[]>> = {
  diploma: ['title', 'issuedOn', 'issuer', 'school', 'graduationDecision', 'graduationDate', 'signer', 'signerTitle'],
  'course-certificate': ['title', 'course', 'courseCode', 'hours', 'issuedOn', 'issuer', 'signer', 'signerTitle'],
  badge: ['title', 'achievement', 'description', 'criteria', 'issuedOn', 'issuer'],
};

/** A year's diplomas from one file: seen, issued with progress, links and receipts to take away. */
@Component({
  imports: [EarlierImports, FileChoice, FormFields, ImportView, PictureField, SelectField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './bulk-page.html',
})
export class BulkPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly run = importRun('/api/credential/imports');
  readonly taking = attempt();
  readonly file = signal<File | null>(null);
  readonly kind = signal<CredentialKind>('diploma');
  readonly layout = signal('register');
  readonly values = signal<Readonly<Record<string, string>>>({ issuer: this.#session.member()?.name ?? '' });
  readonly forgotten = signal(false);
  readonly earlier = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/credential/imports', {}, abortSignal),
  });
  readonly kindChoices = computed(() =>
    kinds.map((value) => ({ value, label: this.words.of('credential-kind', value) })),
  );
  readonly layoutChoices = computed(() =>
    (['register', 'moodle'] as const).map((value) => ({ value, label: this.t(`bulk.layout.${value}`) })),
  );
  readonly specs = computed((): FieldSpec[] =>
    specsOf(common[this.kind()], true, { words: this.words, root: '', today: today() }),
  );
  readonly template = computed(() => `/api/credential/import-template/${this.kind()}`);

  constructor() {
    effect(() => {
      if (this.run.state()?.state === 'finished') untracked(() => this.earlier.reload());
    });
  }

  choose(event: Event): void {
    this.file.set((event.target as HTMLInputElement).files?.[0] ?? null);
    this.#restart();
  }
  chooseKind(kind: string): void {
    this.kind.set(kind as CredentialKind);
    if (kind === 'diploma') this.layout.set('register');
    this.#restart();
  }
  set([name, value]: readonly [string, string]): void {
    this.values.update((values) => ({ ...values, [name]: value }));
    this.#restart();
  }
  #restart(): void {
    this.run.reset();
    this.forgotten.set(false);
  }

  async preview(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (file === null) return;
    const said = common[this.kind()].map((name) => [name, (this.values()[name] ?? '').normalize('NFC').trim()]);
    const settings = Object.fromEntries(said) as Record<string, string>;
    await this.run.preview(file, { ...settings, kind: this.kind(), layout: this.layout() });
  }

  async open(importId: string): Promise<void> {
    this.#restart();
    await this.run.open(importId);
  }
  async links(): Promise<void> {
    const { importId = '' } = this.run.state() ?? {};
    const file = await this.taking.run(() =>
      this.#api.getFile('/api/credential/imports/{id}/results.csv', { path: { id: importId } }),
    );
    if (file !== undefined) saveFile(file, `${importId}.csv`);
  }
  async forget(): Promise<void> {
    const { importId = '' } = this.run.state() ?? {};
    const done = await this.taking.run(() =>
      this.#api.post('/api/credential/imports/{id}/forget', { path: { id: importId } }),
    );
    this.forgotten.set(done !== undefined);
  }
}
