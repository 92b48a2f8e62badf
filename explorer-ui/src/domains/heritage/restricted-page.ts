import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { FieldsState } from '@daunguon/records';
import { heritageKinds, restrictedConsents } from '@daunguon/records/heritage-words';
import { commandRun, freshId } from '../../command/command-run.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { SigningNote } from '../../command/signing-note.ts';
import { SelectField } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { textInput } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { jsonFile, saveFile } from '../../form/save-file.ts';
import { Words } from '../../i18n/words.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';
import { openingOf, type RestrictedOpening } from './restricted-item.ts';

/** What is sacred or not agreed to: the page commits to it here and sends the commitment alone. No draft of it is kept anywhere. */
@Component({
  imports: [CommandProgress, PagedListView, SelectField, SigningNote, StatusBadge, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('heritage.nav.restricted') }}</h1>
    <p class="lead">{{ t('heritage.restricted-lead') }}</p>
    <section class="card">
      <h2>{{ t('heritage.restricted-new') }}</h2>
      @if (!run.done()) {
        <form class="form" novalidate (submit)="submit($event)">
          <dn-select-field [label]="t('field.kind')" [choices]="kinds()" [(value)]="kind" />
          <dn-select-field [label]="t('heritage.consent')" [choices]="levels()" [(value)]="consent" />
          <dn-text-field
            [label]="t('heritage.restricted-name')"
            [maxlength]="200"
            [value]="name()"
            (valueChange)="change(name, $event)"
          />
          <dn-text-field
            [lines]="6"
            [maxlength]="20000"
            [label]="t('heritage.restricted-notes')"
            [value]="notes()"
            (valueChange)="change(notes, $event)"
          />
          <button type="button" class="secondary" [disabled]="blank()" (click)="download()">
            {{ t('heritage.restricted-download') }}
          </button>
          @if (opening()) {
            <p role="status">{{ t('heritage.restricted-downloaded') }}</p>
          }
          <dn-signing-note />
          <button type="submit" class="primary" [disabled]="run.busy() || blank() || opening() === null">
            {{ t('heritage.send') }}
          </button>
        </form>
      }
      <dn-command-progress [run]="run" />
    </section>
    <dn-paged-list [of]="list" [label]="t('heritage.nav.restricted')" [emptyText]="t('heritage.restricted-none')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('record.id') }}</th>
            <th scope="col">{{ t('field.kind') }}</th>
            <th scope="col">{{ t('heritage.consent') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
            <th scope="col">{{ t('record.at') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (record of records(); track record.id) {
            <tr>
              <th scope="row">{{ record.id }}</th>
              <td>{{ words.of('heritage.kind', record.facets['kind'] ?? '') }}</td>
              <td>{{ words.of('heritage.consent', record.facets['consent'] ?? '') }}</td>
              <td><dn-status [status]="record.status" /></td>
              <td>{{ formats.time(record.ts) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class RestrictedPage {
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly run = commandRun(() => {
    const opening = this.opening();
    return opening === null ? undefined : { kind: 'fields', fields: opening.fields };
  });
  readonly #ids = { requestId: freshId(), id: freshId() };
  readonly kind = signal('');
  readonly consent = signal('');
  readonly name = signal('');
  readonly notes = signal('');
  /** What was downloaded: only that is committed to. */
  readonly opening = signal<RestrictedOpening | null>(null);
  readonly blank = computed(() => [this.kind(), this.consent(), this.name()].some((value) => value.trim() === ''));
  readonly kinds = computed(() =>
    Object.keys(heritageKinds).map((value) => ({ value, label: this.words.of('heritage.kind', value) })),
  );
  readonly levels = computed(() =>
    restrictedConsents.map((value) => ({ value, label: this.words.of('heritage.consent', value) })),
  );
  readonly list = pagedItems('/api/heritage/restricted', () => ({ query: { owner: this.#session.unit() } }));
  readonly records = computed(() => this.list.items() as unknown as readonly FieldsState[]);

  /** Other words need another opening. */
  change(field: typeof this.name, value: string): void {
    field.set(value);
    this.opening.set(null);
  }

  download(): void {
    const contents = { name: textInput(this.name()), notes: textInput(this.notes()) };
    const opening = openingOf(this.#ids.id, contents);
    saveFile(jsonFile(opening.file), `${this.#ids.id}.json`);
    this.opening.set(opening);
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const opening = this.opening();
    if (opening === null) return;
    const command = { ...this.#ids, kind: this.kind(), consent: this.consent(), commitment: opening.commitment };
    if (!(await this.run.send('Heritage:CommitItem', '/api/heritage/restricted', command))) return;
    this.name.set('');
    this.notes.set('');
    this.list.first.reload();
  }
}
