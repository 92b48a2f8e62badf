import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CommandProgress } from '../../../command/command-progress.ts';
import { commandRun, freshId } from '../../../command/command-run.ts';
import { SigningNote } from '../../../command/signing-note.ts';
import { FileChoice } from '../../../form/file-choice.ts';
import { TextField } from '../../../form/text-field.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { PagedListView } from '../../../record/paged-list-view.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';
import { fileFacts, isCertificate, subjectOf, type FileFacts } from './attested-file.ts';

const list = '/api/credential/attestations';

/** A unit stands for files by their digest, takes that back, and says whose certificate signs in its name. */
@Component({
  imports: [CommandProgress, FileChoice, PagedListView, RouterLink, SigningNote, StatusBadge, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './attest-page.html',
})
export class AttestPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly run = commandRun();
  readonly name = signal('');
  readonly facts = signal<FileFacts | null>(null);
  readonly state = signal<'none' | 'reading' | 'unreadable' | 'ready'>('none');
  readonly typed = signal('');
  readonly #subject = computed(() => subjectOf(this.typed()));
  readonly wrongSubject = computed(() => (this.#subject() === undefined ? this.t('attest.subject-wrong') : undefined));
  readonly certificate = computed(() => isCertificate(this.name()));
  readonly ready = computed(() => this.facts() !== null && this.#subject() !== undefined && !this.run.busy());
  readonly files = pagedItems(list, () =>
    this.#session.unit() === '' ? undefined : { query: { owner: this.#session.unit() } },
  );

  async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    this.run.reset();
    this.facts.set(null);
    if (file === undefined) return this.state.set('none');
    this.name.set(file.name);
    this.state.set('reading');
    try {
      this.facts.set(await fileFacts(file));
      this.state.set('ready');
    } catch {
      this.state.set('unreadable');
    }
  }

  async send(event: Event): Promise<void> {
    event.preventDefault();
    const [facts, subject] = [this.facts(), this.#subject()];
    if (facts === null || subject === undefined) return;
    const about = subject === '' ? {} : { subject };
    const command = { requestId: freshId(), id: freshId(), ...facts, ...about };
    if (await this.run.send('Credential:Attest', list, command)) this.files.reload();
  }

  async withdraw(id: string): Promise<void> {
    const command = { requestId: freshId(), id };
    if (await this.run.send('Credential:WithdrawAttestation', `${list}/withdraw`, command)) this.files.reload();
  }
}
