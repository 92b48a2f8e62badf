import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { CommandProgress } from '../../../command/command-progress.ts';
import { commandRun, freshId } from '../../../command/command-run.ts';
import { SigningNote } from '../../../command/signing-note.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { PageState } from '../../../shell/page-state.ts';
import type { ErasureRequest } from './holder-answers.ts';

/** Holders' requests for erasure that the unit has to answer: by erasing, or by a refusal with its legal ground, both on the ledger. */
@Component({
  imports: [CommandProgress, PageState, SigningNote, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('nav.erasure-requests') }}</h1>
    <p class="lead">{{ t('erasure.unit-lead') }}</p>
    <dn-page-state [of]="answer" [empty]="items().length === 0" (again)="answer.reload()" />
    <dn-command-progress [run]="run" />
    @for (item of items(); track item.id) {
      <section class="card form">
        <h2>{{ words.of('credential-kind', item.kind) }} <dn-status [status]="item.status" /></h2>
        <p class="mono">{{ item.id }}</p>
        <p>{{ t('erasure.asked-on', { date: formats.date(item.askedOn) }) }}</p>
        @if (item.mustBeKept) {
          <p class="hint">{{ t('erasure.must-refuse') }}</p>
        } @else {
          <button type="button" class="danger" [disabled]="run.busy()" (click)="answerWith(item, 'erase')">
            {{ t('erasure.erase') }}
          </button>
        }
        <button type="button" class="secondary" [disabled]="run.busy()" (click)="answerWith(item, 'refuse-erasure')">
          {{ t('erasure.refuse') }}: {{ words.of('ground', groundOf(item)) }}
        </button>
        <dn-signing-note />
      </section>
    }
  `,
})
export class ErasureRequestsPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly run = commandRun();
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/credential/erasure-requests', {}, abortSignal),
  });
  readonly items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  readonly groundOf = ({ mustBeKept }: ErasureRequest) => (mustBeKept ? 'register-must-be-kept' : 'legal-claim');

  async answerWith(item: ErasureRequest, act: 'erase' | 'refuse-erasure'): Promise<void> {
    const ground = act === 'erase' ? 'holder-request' : this.groundOf(item);
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
    const command = { requestId: freshId(), id: item.id, act, ground, date };
    if (await this.run.send('Credential:ChangeStatus', '/api/credential/credentials/status', command))
      this.answer.reload();
  }
}
