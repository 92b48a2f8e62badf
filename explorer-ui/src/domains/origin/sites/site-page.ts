import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { FormButtons } from '../../../command/form-buttons.ts';
import { openForm } from '../../../command/open-form.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { CommuneMapView } from '../../../map/commune-map-view.ts';
import { RecordView } from '../../../record/record-view.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { CertificateTable } from '../certificates/certificate-table.ts';
import { MarketForm } from './market-form.ts';
import { SiteCodeForm } from './site-code-form.ts';
import { SiteDescribeForm } from './site-describe-form.ts';
import { SiteStandingForm } from './site-standing-form.ts';

const lists = { area: '/api/origin/growing-areas', house: '/api/origin/packing-houses' } as const;
const names = {
  market: 'site.set-market',
  standing: 'site.set-standing',
  describe: 'site.describe',
  code: 'site.set-code',
} as const;
const all = ['market', 'standing', 'describe', 'code'] as const;

/** A growing area or packing house: standing by market, certificates, farms, boundary, and what the department can do. */
@Component({
  imports: [
    CertificateTable,
    CommuneMapView,
    FormButtons,
    MarketForm,
    PageState,
    RecordView,
    RouterLink,
    SiteCodeForm,
    SiteDescribeForm,
    SiteStandingForm,
    StatusBadge,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './site-page.html',
})
export class SitePage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  /** From the route. */
  readonly kind = input.required<keyof typeof lists>();
  readonly names = names;
  readonly forms = openForm(signal(all));
  readonly answer = resource({
    params: () => ({ path: `${lists[this.kind()]}/{id}` as const, id: this.id() }),
    loader: ({ params: { path, id }, abortSignal }) => this.#api.get(path, { path: { id } }, abortSignal),
  });
  readonly record = computed(() => (this.answer.hasValue() ? this.answer.value().record : undefined));
  readonly code = computed(() => {
    const body = this.record()?.body;
    return body === undefined ? '' : 'puc' in body ? body.puc : body.phc;
  });
  readonly area = computed(() => {
    const body = this.record()?.body;
    return body !== undefined && 'puc' in body ? body : undefined;
  });
  readonly farms = resource({
    params: () => (this.area() === undefined ? undefined : this.id()),
    loader: ({ params: subject, abortSignal }) =>
      this.#api.get('/api/origin/farms', { query: { subject, limit: '1000' } }, abortSignal),
  });
  readonly certificates = resource({
    params: () => this.record()?.body.certificates,
    loader: ({ params, abortSignal }) =>
      Promise.all(
        params.map(
          async (id) => (await this.#api.get('/api/origin/certificates/{id}', { path: { id } }, abortSignal)).record,
        ),
      ),
  });
  readonly marks = computed(() => {
    const area = this.area();
    return area === undefined
      ? []
      : [{ id: this.id(), label: `${area.puc} ${area.name}`, commune: area.commune, polygonE7: area.polygonE7 }];
  });
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
  readonly addsFarms = computed(() => this.registers() || this.record()?.owner === this.#session.unit());
}
