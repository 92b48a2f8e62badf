import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import type { MonitoringBody, RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { AnswerTo } from '../../api/asked.ts';
import { FileChoice } from '../../form/file-choice.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { ActForm } from './act-form.ts';
import { InternalNotice } from './internal-notice.ts';
import { importPeriod, importProject } from './project-acts.ts';
import { WrongLines } from './wrong-lines.ts';

type CadRead = AnswerTo<'POST', '/api/carbon/cad-trust/check'>;

/** CAD Trust: the registry as a file, and a file of another registry read, explained where it is wrong, its projects handed in one by one. */
@Component({
  imports: [ActForm, FileChoice, InternalNotice, WrongLines],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('carbon.nav.cad') }}</h1>
    <dn-carbon-notice />
    <p class="lead">{{ t('carbon.cad.lead') }}</p>
    <p>
      <a class="button secondary" href="/api/carbon/cad-trust" download="cad-trust.json">{{
        t('carbon.cad.export')
      }}</a>
    </p>
    <section class="card">
      <div class="field">
        <label for="cad-file">{{ t('carbon.cad.file') }}</label>
        <dn-file-choice>
          <input
            id="cad-file"
            type="file"
            accept=".json,application/json"
            [disabled]="busy()"
            (change)="choose($event)"
          />
        </dn-file-choice>
      </div>
      @if (busy()) {
        <p role="status">{{ t('carbon.file.reading') }}</p>
      }
      @if (error(); as text) {
        <p class="error" role="alert">{{ text }}</p>
      }
      @if (read(); as it) {
        <p role="status">
          {{
            t('carbon.cad.rows', {
              projects: formats.number(it.projects.length),
              units: formats.number(it.units),
              quantity: formats.number(it.quantity),
            })
          }}
        </p>
        @if (it.findingCount > 0) {
          <dn-carbon-wrong [found]="it.findings" [count]="it.findingCount" />
        }
      }
    </section>
    @for (draft of drafts(); track draft.record.id) {
      <section class="card">
        <h2>{{ nameOf(draft.record) }}</h2>
        @if (mayHandIn()) {
          <p class="hint">{{ t('carbon.cad.check') }}</p>
          <dn-carbon-act [act]="act" [record]="draft.record" />
        }
        @for (period of draft.periods; track period.id) {
          <details>
            <summary>{{ periodText(period) }}</summary>
            @if (mayHandIn()) {
              <p class="hint">{{ t('carbon.cad.period') }}</p>
              <dn-carbon-act [act]="periodAct" [record]="period" />
            }
          </details>
        }
      </section>
    }
  `,
})
export class CadPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly act = importProject;
  readonly periodAct = importPeriod;
  readonly busy = signal(false);
  readonly error = signal('');
  readonly read = signal<CadRead | null>(null);
  readonly #session = inject(Session);
  readonly mayHandIn = computed(() => this.#session.role() === 'project-owner');
  readonly #own = resource({
    params: () => this.#session.unit() || undefined,
    loader: ({ params: owner, abortSignal }) =>
      this.#api.get('/api/carbon/projects', { query: { owner, limit: '1000' } }, abortSignal),
  });
  /** Of a file without a fault: what each project says, as a record that the form begins with. */
  readonly drafts = computed(() => {
    const read = this.read();
    if (read === null || read.findingCount > 0) return [];
    return read.projects.map(({ project, periods }, index) => {
      const { registry = '', projectId = '' } = (project['origin'] ?? {}) as { registry?: string; projectId?: string };
      const id = `cad-${registry}-${projectId || index}`;
      const of = (part: string, body: object): RecordState => ({ id: part, body }) as RecordState;
      // The owner's project that came of the same one elsewhere is the first thought; another can be chosen.
      const own = this.#own.hasValue() ? this.#own.value().items : [];
      const ours = own.find(({ body: { origin } }) => origin?.registry === registry && origin.projectId === projectId);
      return {
        record: of(id, project),
        periods: periods.map((period, at) => of(`${id}-${at}`, { ...period, project: ours?.id ?? '' })),
      };
    });
  });
  readonly periodText = ({ body }: RecordState): string => {
    const { from, until, tonnes } = body as MonitoringBody;
    const days = `${this.formats.date(from)} – ${this.formats.date(until)}`;
    return `${this.t('carbon.act.monitor')}: ${days} · ${this.formats.number(tonnes)} tCO2e`;
  };
  readonly nameOf = ({ id, body }: RecordState): string => (body as { name?: string }).name ?? id;

  async choose(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file === undefined) return;
    this.busy.set(true);
    this.error.set('');
    this.read.set(null);
    try {
      this.read.set(await this.#api.post('/api/carbon/cad-trust/check', { body: file }));
    } catch (failure) {
      this.error.set(failure instanceof Error ? failure.message : String(failure));
    } finally {
      this.busy.set(false);
    }
  }
}
