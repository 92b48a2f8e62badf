import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { subjectOf } from '../domains/credential/attest/attested-file.ts';
import { saveFile } from '../form/save-file.ts';
import { FileChoice } from '../form/file-choice.ts';
import { TextField } from '../form/text-field.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';
import type { LegalAnswer } from './legal-answer.ts';

const asPdf = (file: File): Blob => file.slice(0, file.size, 'application/pdf');

/**
 * Signatures under the law on PDFs: one that was signed elsewhere is checked and hung on its record; a diploma is signed by the person's
 * remote service. What the law knows and what the ledger says are told apart. Token and approval are kept nowhere.
 */
@Component({
  imports: [FileChoice, RouterLink, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './legal-signature-page.html',
})
export class LegalSignaturePage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #words = inject(Words);
  readonly t = this.#words.t;
  readonly tone = { valid: 'good', invalid: 'problem', unknown: 'warning' } as const;
  readonly marks = { valid: '✔', invalid: '✖', unknown: '–' } as const;
  readonly isIssuer = computed(() => this.#session.role() === 'issuer');
  readonly said = (words: { readonly vi: string; readonly en: string }): string => words[this.#words.lang()];

  readonly checking = attempt();
  readonly attaching = attempt();
  readonly file = signal<File | null>(null);
  readonly answer = signal<LegalAnswer | null>(null);
  readonly record = signal('');
  readonly attached = signal('');
  readonly #recordId = computed(() => subjectOf(this.record()));
  readonly #wrong = (id: string | undefined) => (id === undefined ? this.t('attest.subject-wrong') : undefined);
  readonly wrongRecord = computed(() => this.#wrong(this.#recordId()));
  readonly canAttach = computed(
    () => (this.answer()?.signatures.length ?? 0) > 0 && Boolean(this.#recordId()) && !this.attaching.busy(),
  );

  readonly signing = attempt();
  readonly diploma = signal('');
  readonly credentialId = signal('');
  readonly token = signal('');
  readonly sad = signal('');
  readonly signed = signal(false);
  readonly #diplomaId = computed(() => subjectOf(this.diploma()));
  readonly wrongDiploma = computed(() => this.#wrong(this.#diplomaId()));
  readonly canSign = computed(
    () =>
      Boolean(this.#diplomaId()) &&
      [this.credentialId(), this.token(), this.sad()].every((text) => text.trim() !== '') &&
      !this.signing.busy(),
  );

  async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0] ?? null;
    this.file.set(file);
    this.answer.set(null);
    this.attached.set('');
    if (file === null) return;
    const found = await this.checking.run(() => this.#api.post('/api/legal-signatures/check', { body: asPdf(file) }));
    // Another file may have been chosen meanwhile.
    if (this.file() === file) this.answer.set(found ?? null);
  }

  async attach(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (file === null || !this.canAttach()) return;
    this.attached.set('');
    const asked = { query: { record: this.#recordId() }, body: asPdf(file) };
    const done = await this.attaching.run(() => this.#api.post('/api/legal-signatures/attach', asked));
    this.attached.set(done?.ids[0] ?? '');
  }

  async sign(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.canSign()) return;
    this.signed.set(false);
    const id = this.#diplomaId()!;
    const [credentialId, token, sad] = [this.credentialId().trim(), this.token().trim(), this.sad().trim()];
    const body = { id, credentialId, token, sad };
    const file = await this.signing.run(() => this.#api.postFile('/api/legal-signatures/sign', { body }));
    // An approval is good for one signature.
    this.sad.set('');
    if (file !== undefined) saveFile(file, `${id}-signed.pdf`);
    this.signed.set(file !== undefined);
  }
}
