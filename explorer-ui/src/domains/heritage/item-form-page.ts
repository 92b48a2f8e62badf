import { ChangeDetectionStrategy, Component, computed, effect, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { communes } from '@daunguon/records';
import {
  heritageEvents,
  heritageKinds,
  publicConsents,
  recognitionLevels,
  rightsStatements,
} from '@daunguon/records/heritage-words';
import { Api } from '../../api/api.ts';
import { commandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { SelectField, type Choice } from '../../form/select-field.ts';
import { TextField } from '../../form/text-field.ts';
import { textInput } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { today } from '../../format/today.ts';
import type { WordFamily } from '../../i18n/words.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { blankItem, eventsIn, itemOf, valuesOf, type EventForm, itemIn } from './item-form.ts';

const replacedBy = ({ replaces }: { readonly replaces: string }): object => (replaces === '' ? {} : { replaces });

/** An item's description, new or (with an id) told anew. */
@Component({
  imports: [CommandFormView, PageState, RouterLink, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './item-form-page.html',
})
export class ItemFormPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #formats = inject(Formats);
  readonly words = inject(Words);
  readonly t = this.words.t;
  /** From the address: the item that is told anew. */
  readonly id = input<string>();
  readonly known = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/heritage/items/{id}', { path: { id: params } }, abortSignal),
  });
  /** Restricted records of the unit, one of which a new item may take the place of. */
  readonly #restricted = resource({
    params: () => (this.id() === undefined && this.#session.unit()) || undefined,
    loader: ({ params, abortSignal }) =>
      this.#api.get(
        '/api/heritage/restricted',
        { query: { owner: params, status: 'active', limit: '200' } },
        abortSignal,
      ),
  });
  readonly #replaceable = computed((): readonly Choice[] =>
    (this.#restricted.hasValue() ? this.#restricted.value().items : []).map(({ id, ts }) => ({
      value: id,
      label: `${id} · ${this.#formats.time(ts)}`,
    })),
  );
  /** What was taken down has no words to begin with. */
  readonly #body = computed(() => (this.known.hasValue() ? itemIn(this.known.value().record.body) : undefined));
  readonly form = commandForm(
    () => `heritage/item/${this.id() ?? 'new'}`,
    blankItem,
    () =>
      this.id() === undefined
        ? { transaction: 'Heritage:RegisterItem', path: '/api/heritage/items' }
        : { transaction: 'Heritage:UpdateItem', path: '/api/heritage/items/update' },
    (values, { id }) => ({
      ...{ id: this.id() ?? id, ...itemOf(values, this.#body()) },
      ...(this.id() === undefined ? replacedBy(values) : { reason: textInput(values.reason) }),
    }),
  );
  readonly item = computed(() => this.id() ?? this.form.ids().id);
  readonly events = computed(() => eventsIn(this.form.values()));

  constructor() {
    effect(() => {
      const body = this.#body();
      if (body !== undefined) this.form.fill(valuesOf(body));
    });
  }

  readonly #choices = (family: WordFamily, codes: readonly string[]): readonly Choice[] =>
    codes.map((value) => ({ value, label: this.words.of(family, value) }));
  readonly eventTypes = computed(() => this.#choices('heritage.event', Object.keys(heritageEvents)));
  readonly #places = computed((): readonly Choice[] =>
    communes.map(({ code, fullName, nameEn }) => ({
      value: code,
      label: this.words.lang() === 'vi' ? fullName : nameEn,
    })),
  );
  readonly #replaceSpecs = (): readonly FieldSpec[] => {
    const choices = this.#replaceable();
    const name = { name: 'replaces', label: this.t('heritage.replaces') };
    return choices.length === 0 ? [] : [{ ...name, kind: 'choice', optional: true, choices }];
  };
  readonly specs = computed((): readonly FieldSpec[] => [
    {
      name: 'kind',
      label: this.t('field.kind'),
      kind: 'choice',
      choices: this.#choices('heritage.kind', Object.keys(heritageKinds)),
    },
    { name: 'workType', label: this.t('heritage.work-type'), maxlength: 120 },
    { name: 'name', label: this.t('record.name'), maxlength: 200 },
    { name: 'nameEn', label: this.t('heritage.name-en'), maxlength: 200, optional: true },
    { name: 'summary', label: this.t('heritage.summary'), maxlength: 400, pointer: '/summary/vi' },
    { name: 'summaryEn', label: this.t('heritage.summary-en'), maxlength: 400, optional: true, pointer: '/summary/en' },
    {
      name: 'commune',
      label: this.t('heritage.commune'),
      kind: 'choice',
      choices: this.#places(),
      pointer: '/communes/0',
    },
    ...[2, 3].map((number): FieldSpec => ({
      ...{ name: `commune${number}`, label: this.t('heritage.commune-more'), kind: 'choice', choices: this.#places() },
      ...{ optional: true, pointer: `/communes/${number - 1}` },
    })),
    {
      name: 'site',
      label: this.t('heritage.site'),
      hint: this.t('heritage.site-hint'),
      maxlength: 200,
      optional: true,
    },
    {
      name: 'point',
      label: this.t('heritage.point'),
      hint: this.t('heritage.point-hint'),
      maxlength: 60,
      optional: true,
      pointer: '/pointE7',
    },
    {
      ...{
        name: 'level',
        label: this.t('heritage.level'),
        kind: 'choice',
        optional: true,
        pointer: '/recognitions/0/level',
      },
      choices: this.#choices('heritage.level', Object.keys(recognitionLevels)),
    },
    ...(this.form.values().level === ''
      ? []
      : ([
          { name: 'decision', label: this.t('heritage.decision'), maxlength: 120, pointer: '/recognitions/0/decision' },
          {
            name: 'decisionOn',
            label: this.t('heritage.decision-on'),
            kind: 'date',
            optional: true,
            max: today(),
            pointer: '/recognitions/0/on',
          },
        ] as const)),
    {
      ...{ name: 'statement', label: this.t('heritage.rights'), kind: 'choice', pointer: '/rights/statement' },
      choices: this.#choices('heritage.statement', Object.keys(rightsStatements)),
    },
    { name: 'holder', label: this.t('heritage.holder'), maxlength: 200, optional: true, pointer: '/rights/holder' },
    {
      ...{ name: 'consent', label: this.t('heritage.consent'), kind: 'choice', pointer: '/consent/level' },
      ...{ hint: this.t('heritage.consent-hint'), choices: this.#choices('heritage.consent', publicConsents) },
    },
    {
      name: 'consentOn',
      label: this.t('heritage.consent-on'),
      kind: 'date',
      optional: true,
      max: today(),
      pointer: '/consent/on',
    },
    ...this.#replaceSpecs(),
    ...(this.id() === undefined ? [] : [{ name: 'reason', label: this.t('heritage.reason') }]),
  ]);

  /** The first thing that is wrong under a pointer, such as one of a story's paragraphs. */
  readonly wrong = (pointer: string): string | undefined =>
    Object.entries(this.form.run.fields()).find(([at]) => at === pointer || at.startsWith(`${pointer}/`))?.[1];

  setEvent(at: number, change: Partial<EventForm>): void {
    this.#putEvents(this.events().map((event, index) => (index === at ? { ...event, ...change } : event)));
  }
  addEvent(): void {
    this.#putEvents([...this.events(), { type: '', when: '' }]);
  }
  removeEvent(at: number): void {
    this.#putEvents(this.events().filter((_, index) => index !== at));
  }
  #putEvents(events: readonly EventForm[]): void {
    this.form.set(['events', JSON.stringify(events)]);
  }
}
