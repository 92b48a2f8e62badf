import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { ActForm } from './act-form.ts';
import { InternalNotice } from './internal-notice.ts';
import { importProject } from './project-acts.ts';
import { WrongLines, type FoundWrong } from './wrong-lines.ts';

interface CadRead {
  readonly units: number;
  readonly quantity: string;
  readonly findingCount: number;
  readonly findings: readonly FoundWrong[];
  readonly projects: readonly {
    readonly project: Readonly<Record<string, unknown>>;
    readonly missing: readonly string[];
    readonly periods: readonly unknown[];
  }[];
}

/** CAD Trust: the registry as a file, and a file of another registry read, explained where it is wrong, its projects handed in one by one. */
@Component({
  imports: [ActForm, InternalNotice, WrongLines],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('carbon.nav.cad') }}</h1>
    <dn-carbon-notice />
    <p class="lead">{{ t('carbon.cad.lead') }}</p>
    <p>
      <a class="button" href="/api/carbon/cad-trust" download="cad-trust.json">{{ t('carbon.cad.export') }}</a>
    </p>
    <section class="card">
      <label class="field">
        <span>{{ t('carbon.cad.file') }}</span>
        <input type="file" accept=".json,application/json" [disabled]="busy()" (change)="choose($event)" />
      </label>
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
    @for (draft of drafts(); track draft.id) {
      <section class="card">
        <h2>{{ nameOf(draft) }}</h2>
        @if (mayHandIn()) {
          <p class="hint">{{ t('carbon.cad.check') }}</p>
          <dn-carbon-act [act]="act" [record]="draft" />
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
  readonly busy = signal(false);
  readonly error = signal('');
  readonly read = signal<CadRead | null>(null);
  readonly #session = inject(Session);
  readonly mayHandIn = computed(() => this.#session.role() === 'project-owner');
  /** Of a file without a fault: what each project says, as a record that the form begins with. */
  readonly drafts = computed(() => {
    const read = this.read();
    if (read === null || read.findingCount > 0) return [];
    return read.projects.map(({ project }, index) => {
      const { registry = '', projectId = '' } = (project['origin'] ?? {}) as { registry?: string; projectId?: string };
      return { id: `cad-${registry}-${projectId || index}`, body: project } as unknown as RecordState;
    });
  });
  readonly nameOf = ({ id, body }: RecordState): string => (body as { name?: string }).name ?? id;

  async choose(event: Event): Promise<void> {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file === undefined) return;
    this.busy.set(true);
    this.error.set('');
    this.read.set(null);
    try {
      this.read.set(await this.#api.post<CadRead>('/api/carbon/cad-trust/check', file));
    } catch (failure) {
      this.error.set(failure instanceof Error ? failure.message : String(failure));
    } finally {
      this.busy.set(false);
    }
  }
}
