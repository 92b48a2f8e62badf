import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { pointsOf, type CouncilBody, type RatingRulesBody, type RecordState } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { TextField } from '../../form/text-field.ts';
import { jsonFile, saveFile } from '../../form/save-file.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';
import { typedHundredths } from './points-check.ts';
import { commitmentOf, sheetOpenings, type SheetOpening } from './sheet-openings.ts';

const parts = ['a', 'b', 'c'] as const;
const hexSalt = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A member's sheet: scored alone and sealed. The ledger gets its commitment only; what opens it stays on this device. */
@Component({
  selector: 'dn-score-form',
  imports: [CommandProgress, OwnKeyNote, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('ocop.score.title') }}</h2>
      @if (sealed() || run.done()) {
        <p role="status">
          <strong class="good">✔ {{ t('ocop.score.sealed') }}</strong>
        </p>
      } @else {
        <form class="form" novalidate (submit)="submit($event)">
          <p>{{ t('ocop.score.lead') }}</p>
          @for (part of parts; track part) {
            <dn-text-field
              [label]="labelOf(part)"
              inputmode="decimal"
              [maxlength]="6"
              [value]="form()[part]"
              (valueChange)="set(part, $event)"
              [error]="wrong(part)"
            />
          }
          <p role="status">
            <strong>{{ t('ocop.score.total', { total: total() }) }}</strong>
          </p>
          <p class="warn">{{ t('ocop.score.keep') }}</p>
          <div class="actions">
            <button type="button" class="secondary" [disabled]="opening() === undefined" (click)="download()">
              {{ t('ocop.score.download') }}
            </button>
            @if (downloaded()) {
              <span role="status">✔ {{ t('ocop.score.downloaded') }}</span>
            }
          </div>
          @if (unkept() && !downloaded()) {
            <p class="wrong" role="alert">{{ t('ocop.score.unkept') }}</p>
          }
          <dn-own-key-note />
          <button type="submit" class="primary" [disabled]="run.busy() || !key() || opening() === undefined">
            {{ t('ocop.score.seal') }}
          </button>
        </form>
      }
      <dn-command-progress [run]="run" />
    </section>
  `,
})
export class ScoreForm {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly parts = parts;
  readonly council = input.required<RecordState<CouncilBody>>();
  readonly weights = input.required<RatingRulesBody['weights']>();
  readonly sealed = input.required<boolean>();
  readonly done = output();
  readonly run = commandRun();
  readonly downloaded = signal(false);
  /** The browser keeps nothing, and the file was not taken either: a sheet sealed now could never be opened. */
  readonly unkept = signal(false);
  readonly #draft = draft(`ocop/score/${location.pathname}`, {
    ...{ requestId: freshId(), sheet: freshId(), salt: hexSalt(), a: '', b: '', c: '' },
  });
  readonly form = this.#draft.value;
  readonly labelOf = (part: (typeof parts)[number]): string =>
    this.t(`ocop.score.${part}`, { most: this.weights()[part] });
  readonly #hundredths = computed(() => parts.map((part) => typedHundredths(this.form()[part], this.weights()[part])));
  readonly total = computed(() => pointsOf(this.#hundredths().reduce<number>((sum, one) => sum + (one ?? 0), 0)));
  /** Undefined while a part is missing or wrong. */
  readonly opening = computed((): SheetOpening | undefined => {
    const [a, b, c] = this.#hundredths();
    if (a === undefined || b === undefined || c === undefined) return undefined;
    const { requestId, sheet, salt } = this.form();
    const scores = { a: pointsOf(a), b: pointsOf(b), c: pointsOf(c) };
    return { council: this.council().id, member: this.#session.unit(), sheet, requestId, scores, salt };
  });

  wrong(part: (typeof parts)[number]): string | undefined {
    const [typed, most] = [this.form()[part], this.weights()[part]];
    if (typed === '' || typedHundredths(typed, most) !== undefined) return undefined;
    return this.t('ocop.score.bad', { most });
  }

  set(part: (typeof parts)[number], value: string): void {
    this.downloaded.set(false);
    // Other points are another sheet and another request: a request id stands for one content.
    this.form.update((form) => ({ ...form, requestId: freshId(), sheet: freshId(), salt: hexSalt(), [part]: value }));
  }

  download(): void {
    const opening = this.opening();
    if (opening === undefined) return;
    saveFile(jsonFile(opening), `ocop-${opening.sheet}.json`);
    this.downloaded.set(true);
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const opening = this.opening();
    if (opening === undefined) return;
    // On this device before the seal is on the ledger: an answer that is lost must not lose the sheet.
    const isKept = sheetOpenings.keep(opening) || this.downloaded();
    this.unkept.set(!isKept);
    if (!isKept) return;
    const { requestId, sheet: id, council } = opening;
    const command = { requestId, id, council, commitment: commitmentOf(opening) };
    if (!(await this.run.send('Ocop:SealScores', '/api/ocop/sheets', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
