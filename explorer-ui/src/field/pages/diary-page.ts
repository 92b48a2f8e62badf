import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import type { RecordDiaryEntry } from '@daunguon/records';
import {
  activityKinds,
  activityOf,
  activitySpecs,
  blankActivity,
  typedActivity,
  type ActivityKind,
} from '../../domains/origin/diary/activity-form.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { given } from '../../format/field-input.ts';
import { today } from '../../format/today.ts';
import { Words } from '../../i18n/words.ts';
import { captureForm } from '../capture-form.ts';
import { CaptureResult } from '../capture-result.ts';
import { OwnData } from '../own-data.ts';
import { sentAs, type Entry } from '../queue/entry.ts';

/** An entry of the field diary: the work first, then what is asked about it. */
@Component({
  imports: [CaptureResult, FormFields],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('diary.add') }}</h1>
    @if (own.isUnknown()) {
      <p class="card">{{ t('book.unknown') }}</p>
    } @else if (own.own() && own.areas().length === 0) {
      <p class="card">{{ t('batch.no-area') }}</p>
    } @else if (form.saved() === null && own.own()) {
      <form class="card form" novalidate (submit)="form.save($event)">
        <dn-form-fields
          [specs]="specs()"
          [values]="form.values()"
          [errors]="form.wrong()"
          (changed)="form.set($event)"
        />
        <button type="submit" class="primary" [disabled]="form.busy()">{{ t('book.save') }}</button>
      </form>
    }
    <dn-capture-result [form]="form" (another)="form.another()" />
  `,
})
export class DiaryPage {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly own = inject(OwnData);
  /** From the address: request id of the refused entry that is written anew. */
  readonly from = input<string>();
  readonly form = captureForm(
    { growingArea: '', farm: '', date: today(), kind: 'pesticide', ...blankActivity },
    {
      ...{ ...sentAs.diary, assisted: true },
      title: ({ kind, date }): string => `${this.words.of('activity', kind)} · ${this.#code()} · ${date}`,
      command: ({ growingArea, farm, date, kind, ...values }): object => ({
        ...{ growingArea, ...given({ farm }), date },
        activity: activityOf(kind as ActivityKind, values),
      }),
      clears: { growingArea: ['farm'] },
      from: () => this.from(),
      typed: (command) => {
        const { growingArea, farm = '', date, activity } = command as Entry['command'] & RecordDiaryEntry;
        return { growingArea, farm, date, kind: activity.kind, ...typedActivity(activity) };
      },
    },
  );
  readonly #chosen = computed(() => this.own.areas().find(({ id }) => id === this.form.values().growingArea));
  readonly #code = computed(() => this.#chosen()?.body.puc ?? '');
  readonly specs = computed((): FieldSpec[] => {
    const area = this.#chosen()?.id;
    const farms = (this.own.own()?.farms ?? []).filter(({ body }) => body.growingArea === area);
    const farm: FieldSpec = {
      ...({ name: 'farm', label: this.t('diary.farm'), kind: 'choice', optional: true } as const),
      ...{ choices: farms.map(({ id, body }) => ({ value: id, label: body.name })), hint: this.t('diary.farm-hint') },
    };
    const areas = this.own.areas().map(({ id, body }) => ({ value: id, label: `${body.puc} · ${body.name}` }));
    const kinds = activityKinds.map((value) => ({ value, label: this.words.of('activity', value) }));
    return [
      { name: 'kind', label: this.t('diary.kind'), kind: 'choice', choices: kinds },
      ...activitySpecs(this.form.values().kind as ActivityKind, this.words),
      { name: 'growingArea', label: this.t('batch.area'), kind: 'choice', choices: areas },
      ...(farms.length === 0 ? [] : [farm]),
      { name: 'date', label: this.t('diary.date'), kind: 'date', max: today() },
    ];
  });

  constructor() {
    effect(() => {
      const first = this.own.areas()[0]?.id;
      if (first !== undefined && this.form.values().growingArea === '') this.form.fill({ growingArea: first });
    });
  }
}
