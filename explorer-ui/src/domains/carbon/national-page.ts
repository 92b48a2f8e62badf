import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CommandSender } from '../../command/command-sender.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { InternalNotice } from './internal-notice.ts';
import { nationalRun } from './national-run.ts';
import { WrongLines } from './wrong-lines.ts';

/** The ministry's codes from a CSV: first what it comes to, line by line; written only when every line is right. */
@Component({
  imports: [FileChoice, InternalNotice, RouterLink, WrongLines],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('carbon.nav.national') }}</h1>
    <dn-carbon-notice />
    <p class="lead">{{ t('carbon.national.lead') }}</p>
    @if (!hasKey()) {
      <p class="warn">
        {{ t('carbon.own-key') }} <a routerLink="/signing">{{ t('nav.signing') }}</a>
      </p>
    }
    <section class="card">
      <div class="field">
        <label for="national-file">{{ t('carbon.national.file') }}</label>
        <dn-file-choice>
          <input
            id="national-file"
            type="file"
            accept=".csv,text/csv"
            [disabled]="run.busy()"
            (change)="choose($event)"
          />
        </dn-file-choice>
      </div>
      @if (run.error(); as text) {
        <p class="error" role="alert">{{ text }}</p>
        <p class="hint">{{ t('carbon.national.again') }}</p>
      }
      @if (run.busy() && run.preview() === null) {
        <p role="status">{{ t('carbon.file.reading') }}</p>
      }
      @if (run.preview(); as read) {
        <p role="status">
          {{
            t('carbon.national.rows', {
              rows: formats.number(read.rows),
              known: formats.number(read.known),
              wrong: formats.number(read.errorCount),
            })
          }}
        </p>
        @if (read.errorCount > 0) {
          <dn-carbon-wrong [found]="read.errors" [count]="read.errorCount" />
        } @else if (run.finished()) {
          <p class="good" role="status">✔ {{ t('carbon.national.done', { count: formats.number(run.written()) }) }}</p>
        } @else if (read.codes.length > 0) {
          <button type="button" class="primary" [disabled]="run.busy() || !hasKey()" (click)="run.commit()">
            {{ t('carbon.national.commit', { count: formats.number(read.codes.length) }) }}
          </button>
          @if (run.written() > 0 || run.busy()) {
            <label class="field">
              {{ formats.number(run.written()) }} / {{ formats.number(read.codes.length) }}
              <progress [max]="read.codes.length" [value]="run.written()"></progress>
            </label>
          }
        } @else {
          <p class="good" role="status">✔ {{ t('carbon.national.nothing') }}</p>
        }
      }
    </section>
  `,
})
export class NationalPage {
  readonly #sender = inject(CommandSender);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly run = nationalRun();
  readonly hasKey = computed(() => this.#sender.ownKey.hasValue() && this.#sender.ownKey.value() !== undefined);

  choose(event: Event): void {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file !== undefined) void this.run.read(file);
  }
}
