import { ChangeDetectionStrategy, Component, computed, effect, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { given } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { growingAreas } from '../growing-areas.ts';
import { today } from '../../../format/today.ts';
import { activityKinds, activityOf, activitySpecs, blankActivity, type ActivityKind } from './activity-form.ts';

/** A new entry of the field diary: the work first, then what is asked about it. */
@Component({
  imports: [CommandFormView, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/diary" [queryParams]="{ area: chosen() }">{{ t('diary.title') }}</a>
    </p>
    <h1>{{ t('diary.add') }}</h1>
    <dn-page-state
      [of]="areas.all"
      [empty]="areas.items().length === 0"
      [emptyText]="t('batch.no-area')"
      (again)="areas.all.reload()"
    />
    @if (areas.items().length > 0) {
      <div class="card">
        <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.register-send')">
          <div class="actions" after>
            <button type="button" class="secondary" (click)="another()">{{ t('diary.another') }}</button>
            <a class="button secondary" routerLink="/origin/diary" [queryParams]="{ area: chosen() }">
              {{ t('diary.title') }}
            </a>
          </div>
        </dn-command-form>
      </div>
    }
  `,
})
export class DiaryEntryPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly areas = growingAreas();
  /** From the address: id of the growing area. */
  readonly area = input<string>();
  readonly form = commandForm(
    'origin/diary',
    { growingArea: '', farm: '', date: today(), kind: 'pesticide', ...blankActivity },
    { transaction: 'Origin:RecordDiaryEntry', path: '/api/origin/diary' },
    ({ growingArea, farm, date, kind, ...values }, { id }) => ({
      ...{ id, growingArea, ...given({ farm }), date },
      activity: activityOf(kind as ActivityKind, values),
    }),
    { growingArea: ['farm'] },
  );
  readonly chosen = computed(() => this.form.values().growingArea);
  readonly farms = resource({
    params: () => this.chosen() || undefined,
    loader: ({ params: subject, abortSignal }) =>
      this.#api.get('/api/origin/farms', { query: { subject, limit: '1000' } }, abortSignal),
  });
  readonly specs = computed((): FieldSpec[] => {
    const farms = this.farms.hasValue() ? this.farms.value().items : [];
    const kind = this.form.values().kind as ActivityKind;
    const kinds = activityKinds.map((value) => ({ value, label: this.words.of('activity', value) }));
    return [
      { name: 'growingArea', label: this.t('batch.area'), kind: 'choice', choices: this.areas.choices() },
      ...(farms.length === 0
        ? []
        : [
            {
              ...({ name: 'farm', label: this.t('diary.farm'), kind: 'choice', optional: true } as const),
              ...{
                choices: farms.map(({ id, body }) => ({ value: id, label: body.name })),
                hint: this.t('diary.farm-hint'),
              },
            },
          ]),
      { name: 'date', label: this.t('diary.date'), kind: 'date', max: today() },
      { name: 'kind', label: this.t('diary.kind'), kind: 'choice', choices: kinds },
      ...activitySpecs(kind, this.words),
    ];
  });

  constructor() {
    effect(() => {
      const first = this.area() ?? this.areas.items()[0]?.id;
      if (first !== undefined) this.form.fill({ growingArea: first });
    });
  }

  another(): void {
    location.assign(`/origin/diary/new?area=${this.chosen()}`);
  }
}
