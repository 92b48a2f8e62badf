import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { addressOf } from '../api/asked.ts';
import { attempt } from '../command/attempt.ts';
import { CommandProgress } from '../command/command-progress.ts';
import { commandRun, freshId } from '../command/command-run.ts';
import { SigningNote } from '../command/signing-note.ts';
import { TextField } from '../form/text-field.ts';
import { Session } from '../session/session.ts';
import { reportFormats, type FileAnswer, type FinalAnswer } from './report-answers.ts';
import { reportWords } from './report-words.ts';

/** The files of a final report, who stands for each on the ledger, and standing for them where one's unit may. */
@Component({
  selector: 'dn-final-report',
  imports: [CommandProgress, RouterLink, SigningNote, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h3>{{ t('reports.final-version', { version: final().version, time: w.formats.time(final().at) }) }}</h3>
      @if (final().reason; as reason) {
        <p>{{ t('reports.reason') }}: {{ reason }}</p>
      }
      <ul class="plain-list">
        @for (file of files(); track file.name) {
          <li>
            <p>
              <a [href]="path() + '/files/' + file.name" download>{{ t('reports.file', { name: file.label }) }}</a>
              <small>
                SHA-256 <code class="mono">{{ file.of.sha256 }}</code></small
              >
            </p>
            @for (stand of file.of.standing; track stand.id) {
              <p>
                {{ t('reports.standing') }}
                <a [routerLink]="'/records/credential/attestation/' + stand.id">{{ stand.unitName }}</a>
              </p>
            } @empty {
              <p class="hint">{{ t('reports.not-standing') }}</p>
            }
            @if (mayAttest() && file.of.standing.length === 0) {
              <button type="button" class="secondary screen-only" [disabled]="run.busy()" (click)="attest(file.of)">
                {{ t('reports.attest', { name: file.label }) }}
              </button>
            }
          </li>
        }
      </ul>
      @if (mayAttest()) {
        <dn-signing-note />
      }
      <dn-command-progress [run]="run" />
      @if (maySign()) {
        <details class="screen-only">
          <summary>{{ t('reports.sign') }}</summary>
          <p class="hint">{{ t('reports.sign-hint') }}</p>
          <form class="form" novalidate (submit)="sign($event)">
            @for (field of fields; track field) {
              <dn-text-field
                [label]="label(field)"
                [maxlength]="8000"
                [value]="typed()[field]"
                (valueChange)="type(field, $event)"
                [error]="signing.fields()['/' + field]"
              />
            }
            <button type="submit" class="secondary" [disabled]="signing.busy() || !ready()">
              {{ t('reports.sign') }}
            </button>
          </form>
          @if (signing.error(); as text) {
            <p class="problem" role="alert">{{ text }}</p>
          }
        </details>
      }
    </section>
  `,
})
export class FinalReport {
  readonly #session = inject(Session);
  readonly w = reportWords();
  readonly t = this.w.t;
  readonly final = input.required<FinalAnswer>();
  readonly place = input.required<{ readonly task: string; readonly period: string }>();
  readonly path = computed(() => addressOf('/api/periodic-reports/{task}/{period}', { path: this.place() }));
  /** Under the law, by the remote signing service. */
  readonly maySign = input(false);
  readonly changed = output();
  readonly run = commandRun();
  readonly mayAttest = computed(() => this.#session.signedIn()?.may.includes('credential:attest') === true);
  readonly files = computed(() => {
    const { version, files, signed } = this.final();
    return [
      ...reportFormats.map((format) => ({
        ...{ name: `${version}.${format}`, label: format.toUpperCase(), of: files[format] },
      })),
      ...signed.map((of) => ({ name: `signed-${of.version}.pdf`, label: this.t('reports.signed-pdf'), of })),
    ];
  });

  readonly #api = inject(Api);
  readonly signing = attempt();
  readonly fields = ['credentialId', 'token', 'sad'] as const;
  readonly typed = signal({ credentialId: '', token: '', sad: '' });
  readonly label = (field: (typeof this.fields)[number]): string => this.t(`reports.sign-${field}`);
  readonly ready = computed(() => Object.values(this.typed()).every((text) => text.trim() !== ''));

  type(field: (typeof this.fields)[number], value: string): void {
    this.typed.update((before) => ({ ...before, [field]: value }));
  }
  async sign(event: Event): Promise<void> {
    event.preventDefault();
    const path = { ...this.place(), version: String(this.final().version) };
    const signed = await this.signing.run(() =>
      this.#api.post('/api/periodic-reports/{task}/{period}/finals/{version}/signature', { path, body: this.typed() }),
    );
    if (signed === undefined) return;
    // What opens the service is kept nowhere.
    this.typed.set({ credentialId: '', token: '', sad: '' });
    this.changed.emit();
  }

  async attest({ sha256: digest, bytes, mediaType }: FileAnswer): Promise<void> {
    const command = { requestId: freshId(), id: freshId(), digest, bytes, mediaType };
    if (await this.run.send('Credential:Attest', '/api/credential/attestations', command)) this.changed.emit();
  }
}
