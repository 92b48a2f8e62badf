import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { RecordState, SheetBody } from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { Words } from '../../i18n/words.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';
import { opens, readOpening, sheetOpenings, type SheetOpening } from './sheet-openings.ts';

/** Opens the member's sealed sheet with what this device kept, or with the opening file. */
@Component({
  selector: 'dn-open-sheet-form',
  imports: [CommandProgress, FileChoice, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('ocop.open.title') }}</h2>
      @if (sheet().body.scores || run.done()) {
        <p role="status">
          <strong class="good">✔ {{ t('ocop.open.done') }}</strong>
        </p>
      } @else {
        <form class="form" novalidate (submit)="submit($event)">
          @if (opening(); as found) {
            <p>{{ t('ocop.open.lead') }}</p>
            <p>A {{ found.scores.a }} · B {{ found.scores.b }} · C {{ found.scores.c }}</p>
          } @else {
            <p class="warn" role="alert">{{ t('ocop.open.missing') }}</p>
            <div class="field">
              <label for="opening">{{ t('ocop.open.file') }}</label>
              <dn-file-choice>
                <input id="opening" type="file" accept="application/json,.json" (change)="choose($event)" />
              </dn-file-choice>
              @if (wrongFile()) {
                <p class="wrong" role="alert">{{ t('ocop.open.wrong-file') }}</p>
              }
            </div>
          }
          <dn-own-key-note />
          <button type="submit" class="primary" [disabled]="run.busy() || !key() || opening() === undefined">
            {{ t('ocop.open.send') }}
          </button>
        </form>
      }
      <dn-command-progress [run]="run" />
    </section>
  `,
})
export class OpenSheetForm {
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly sheet = input.required<RecordState<SheetBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly wrongFile = signal(false);
  readonly #draft = draft(`ocop/open/${location.pathname}`, { requestId: freshId() });
  readonly #fromFile = signal<SheetOpening | undefined>(undefined);
  readonly opening = computed(() => {
    const { body } = this.sheet();
    const found = this.#fromFile() ?? sheetOpenings.find(body);
    return found !== undefined && opens(found, body) ? found : undefined;
  });

  async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    const read = file === undefined ? undefined : readOpening(await file.text());
    const fits = read !== undefined && opens(read, this.sheet().body);
    this.wrongFile.set(file !== undefined && !fits);
    if (fits) this.#fromFile.set(read);
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const opening = this.opening();
    if (opening === undefined) return;
    const { requestId } = this.#draft.value();
    const command = { requestId, id: this.sheet().id, scores: opening.scores, salt: opening.salt };
    if (!(await this.run.send('Ocop:OpenScores', '/api/ocop/sheets/open', command))) return;
    sheetOpenings.forget(opening);
    this.#draft.done();
    this.done.emit();
  }
}
