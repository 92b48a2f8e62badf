import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { verifierLink } from '../../../proof/settings.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { PageState } from '../../../shell/page-state.ts';
import { ActForm } from './act-form.ts';
import { attempt } from '../../../command/attempt.ts';
import { CopyBox } from '../../../shell/copy-box.ts';
import { saveFile } from '../../../form/save-file.ts';
import { kindOf } from './registrar-answers.ts';
import { ReplaceForm } from './replace-form.ts';

/** One entry of the register: its contents, what was done to it and why, and what can be done. */
@Component({
  imports: [ActForm, CopyBox, PageState, ReplaceForm, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './entry-page.html',
})
export class EntryPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  readonly asking = attempt();
  readonly link = signal('');
  /** The form of the replacement stays: it shows the link that is told once. */
  readonly replaced = signal(false);
  readonly entry = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/credential/register/{id}', { path: { id: params } }, abortSignal),
  });
  readonly verifier = resource({ params: () => this.id(), loader: ({ params }) => verifierLink(params) });
  readonly fields = computed(() => {
    if (!this.entry.hasValue()) return [];
    return Object.entries(this.entry.value().contents).map(([name, value]) => {
      const text = String(value);
      const day = /^\d{4}-\d\d-\d\d$/.test(text);
      return { name, text: day ? this.formats.date(text) : name === 'gender' ? this.words.of('gender', text) : text };
    });
  });
  readonly kind = computed(() => (this.entry.hasValue() ? kindOf(this.entry.value().contents) : 'diploma'));
  readonly canReplace = computed(
    () => this.entry.hasValue() && ['active', 'suspended'].includes(this.entry.value().status),
  );

  whenReplaced(): void {
    this.replaced.set(true);
    this.entry.reload();
  }

  async pdf(): Promise<void> {
    const body = { id: this.id(), format: 'pdf' } as const;
    const file = await this.asking.run(() => this.#api.postFile('/api/credential/custodial/documents', { body }));
    if (file !== undefined) saveFile(file, `${body.id}.pdf`);
  }
  async badge(): Promise<void> {
    const body = { id: this.id() };
    const file = await this.asking.run(() => this.#api.postFile('/api/credential/custodial/badge', { body }));
    if (file !== undefined) saveFile(file, body.id);
  }
  async renew(): Promise<void> {
    const answer = await this.asking.run(() =>
      this.#api.post('/api/credential/register/link', { body: { id: this.id() } }),
    );
    this.link.set(answer?.link ?? '');
  }
}
