import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { inspectionChecks, inspectionResults, type InspectionCheck, type RecordInspection } from '@daunguon/records';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { given, textInput } from '../../format/field-input.ts';
import { today } from '../../format/today.ts';
import { Words } from '../../i18n/words.ts';
import { captureForm } from '../capture-form.ts';
import { CaptureResult } from '../capture-result.ts';
import { LabelCode } from '../../scan/label-code.ts';
import { recordOnLabel, typedCode } from '../../scan/label-text.ts';
import { sentAs, type Entry } from '../queue/entry.ts';

type Note = `${InspectionCheck}Note`;
const noteOf = (check: InspectionCheck): Note => `${check}Note`;
const blank = Object.fromEntries(
  inspectionChecks.flatMap((check) => [
    [check, 'not-checked'],
    [noteOf(check), ''],
  ]),
) as Record<InspectionCheck | Note, string>;

/** An inspector’s checklist of one batch, filled in where it lies. */
@Component({
  imports: [CaptureResult, FormFields, LabelCode],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('book.inspection') }}</h1>
    @if (form.saved() === null) {
      <p class="lead">{{ t('book.inspection-lead') }}</p>
      <form class="card form" novalidate (submit)="save($event)">
        <dn-label-code
          [code]="form.values().code"
          (codeChange)="form.set(['code', $event])"
          [tried]="tried()"
          [error]="form.wrong()['/batch']"
        />
        @for (check of checks; track check) {
          <fieldset>
            <legend>{{ words.of('inspection', check) }}</legend>
            <div class="results">
              @for (result of results; track result) {
                <label class="choice">
                  <input
                    type="radio"
                    [name]="check"
                    [checked]="form.values()[check] === result"
                    (change)="form.set([check, result])"
                  />
                  {{ words.of('inspection-result', result) }}
                </label>
              }
            </div>
            @if (form.values()[check] === 'fail') {
              <dn-form-fields
                [specs]="noteSpecs(check)"
                [values]="form.values()"
                [errors]="form.wrong()"
                (changed)="form.set($event)"
              />
            }
          </fieldset>
        }
        <dn-form-fields
          [specs]="specs()"
          [values]="form.values()"
          [errors]="form.wrong()"
          (changed)="form.set($event)"
        />
        @if (isEmpty()) {
          <p class="wrong" role="alert">{{ t('book.inspection-empty') }}</p>
        }
        <p role="status">
          {{ t('field.conclusion') }}: <strong>{{ words.of('inspection-result', conclusion()) }}</strong>
        </p>
        <button type="submit" class="primary" [disabled]="form.busy()">{{ t('book.save') }}</button>
      </form>
    }
    <dn-capture-result [form]="form" (another)="another()" />
  `,
})
export class InspectionPage {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly checks = inspectionChecks;
  readonly results = inspectionResults;
  /** From the address: request id of the refused entry that is written anew. */
  readonly from = input<string>();
  readonly form = captureForm(
    { code: '', date: today(), note: '', ...blank },
    {
      ...{ ...sentAs.inspection, assisted: false },
      title: ({ date }): string =>
        `${this.t('book.inspection')} · ${this.batch() ?? ''} · ${this.words.of('inspection-result', this.conclusion())} · ${date}`,
      command: ({ date, note, ...values }): object => ({
        ...{ batch: this.batch(), date, ...given({ note: textInput(note) }) },
        checks: inspectionChecks.map((check) => ({
          ...{ check, result: values[check] },
          ...given({ note: values[check] === 'fail' ? textInput(values[noteOf(check)]) : '' }),
        })),
      }),
      from: () => this.from(),
      typed: (command) => {
        const { batch, date, note = '', checks } = command as Entry['command'] & RecordInspection;
        const filled = checks.flatMap((one) => [
          [one.check, one.result],
          [noteOf(one.check), one.note ?? ''],
        ]);
        return { code: typedCode(batch), date, note, ...(Object.fromEntries(filled) as typeof blank) };
      },
    },
  );
  readonly tried = signal(false);
  readonly batch = computed(() => recordOnLabel(this.form.values().code));
  readonly #nothing = computed(() => inspectionChecks.every((check) => this.form.values()[check] === 'not-checked'));
  readonly isEmpty = computed(() => this.tried() && this.#nothing());
  /** As the ledger will say it. */
  readonly conclusion = computed(() => {
    const failed = inspectionChecks.some((check) => this.form.values()[check] === 'fail');
    return failed ? 'failed' : this.#nothing() ? 'not-checked' : 'passed';
  });
  readonly specs = computed((): FieldSpec[] => [
    { name: 'date', label: this.t('diary.date'), kind: 'date', max: today() },
    { name: 'note', label: this.t('field.note'), optional: true },
  ]);
  readonly noteSpecs = (check: InspectionCheck): FieldSpec[] => [
    {
      ...{ name: noteOf(check), label: this.t('book.inspection-note'), optional: true, maxlength: 200 },
      pointer: `/checks/${inspectionChecks.indexOf(check)}/note`,
    },
  ];

  save(event: Event): void {
    this.tried.set(true);
    if (this.batch() === undefined || this.#nothing()) event.preventDefault();
    else void this.form.save(event);
  }

  another(): void {
    this.tried.set(false);
    void this.form.another();
  }
}
