import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CertificateBody } from '@daunguon/records';
import { Words } from '../../../i18n/words.ts';
import { pagedList } from '../../../record/paged-list.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { CertificateTable } from './certificate-table.ts';

/** Certificates of third parties that the department has entered. */
@Component({
  imports: [CertificateTable, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('certificate.title') }}</h1>
    <p class="lead">{{ t('certificate.lead') }}</p>
    @if (registers()) {
      <div class="actions">
        <a class="button primary" routerLink="/origin/certificates/new">{{ t('certificate.new') }}</a>
      </div>
    }
    <dn-page-state [of]="list.first" [empty]="list.items().length === 0" (again)="list.reload()" />
    @if (list.items().length > 0) {
      <dn-certificate-table [certificates]="list.items()" />
      @if (list.hasMore()) {
        <button type="button" class="secondary" (click)="list.more()">{{ t('state.more') }}</button>
      }
    }
  `,
})
export class CertificatesPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly list = pagedList<CertificateBody>(signal('/api/origin/certificates'));
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
}
