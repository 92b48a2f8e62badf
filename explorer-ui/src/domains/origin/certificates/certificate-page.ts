import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { RecordView } from '../../../record/record-view.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { CertificateStandingForm } from './certificate-standing-form.ts';
import { CertificateTable } from './certificate-table.ts';

/** One certificate: what its issuer now says of it, and the places that it names. */
@Component({
  imports: [CertificateStandingForm, CertificateTable, PageState, RecordView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/certificates">{{ t('certificate.title') }}</a>
    </p>
    @if (answer.hasValue()) {
      @let record = answer.value().record;
      <h1>{{ record.body.standard }} {{ record.body.number }}</h1>
      <dn-certificate-table [certificates]="[record]" />
      @if (record.body.standing; as standing) {
        <p class="hint">{{ t('certificate.why', { reason: standing.reason }) }}</p>
      }
      @if (registers() && (record.status !== 'revoked' || changed)) {
        <section class="card">
          <h2>{{ t('certificate.set-standing') }}</h2>
          <dn-certificate-standing-form [certificate]="record" (sent)="changed = true; answer.reload()" />
        </section>
      }
      <dn-record-view [answer]="answer.value()" />
    } @else {
      <h1>{{ t('certificate.one') }}</h1>
    }
    <dn-page-state [of]="answer" (again)="answer.reload()" />
  `,
})
export class CertificatePage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/certificates/{id}', { path: { id: params } }, abortSignal),
  });
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
  /** The form stays while its result is shown. */
  changed = false;
}
