import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../../../i18n/words.ts';
import { pagedItems } from '../../../record/paged-list.ts';
import { PagedListView } from '../../../record/paged-list-view.ts';
import { Session } from '../../../session/session.ts';
import { CertificateTable } from './certificate-table.ts';

/** Certificates of third parties that the department has entered. */
@Component({
  imports: [CertificateTable, PagedListView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('certificate.title') }}</h1>
    <p class="lead">{{ t('certificate.lead') }}</p>
    @if (registers()) {
      <div class="actions">
        <a class="button primary" routerLink="/origin/certificates/new">{{ t('certificate.new') }}</a>
      </div>
    }
    <dn-paged-list [of]="list">
      <dn-certificate-table [certificates]="list.items()" />
    </dn-paged-list>
  `,
})
export class CertificatesPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly list = pagedItems('/api/origin/certificates');
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
}
