import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ShipmentUnitBody } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import type { RecordAnswer } from '../../../api/answers.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { RecordView } from '../../../record/record-view.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { GateForm } from './gate-form.ts';
import { LoadForm } from './load-form.ts';
import { SealForm } from './seal-form.ts';
import { shipmentActions, type ShipmentAction } from './shipment-choices.ts';
import { shipmentContents } from './shipment-contents.ts';
import { UnloadForm } from './unload-form.ts';

/** One journey: what is inside, seal and gates, and what the person can do with it. */
@Component({
  imports: [GateForm, LoadForm, PageState, RecordView, RouterLink, SealForm, StatusBadge, UnloadForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './shipment-page.html',
})
export class ShipmentPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get<RecordAnswer<ShipmentUnitBody>>(
        `/api/origin/shipment-units/${encodeURIComponent(params)}`,
        abortSignal,
      ),
  });
  readonly contents = shipmentContents(
    computed(() => (this.answer.hasValue() ? this.answer.value().record : undefined)),
  );
  readonly open = signal<ShipmentAction | null>(null);
  readonly actions = computed<readonly ShipmentAction[]>(() => {
    if (!this.answer.hasValue()) return [];
    const viewer = { role: this.#session.role(), unit: this.#session.unit() };
    const offered = shipmentActions(this.answer.value().record, {
      ...viewer,
      may: this.#session.signedIn()?.may ?? [],
    });
    // The opened form stays while its result is shown, though the unit may offer it no more.
    const open = this.open();
    return open === null || offered.includes(open) ? offered : [...offered, open];
  });
  readonly names = {
    load: 'shipment.load',
    seal: 'shipment.seal',
    unload: 'shipment.unload',
    gate: 'shipment.gate',
  } as const;
  readonly kinds = { container: 'shipment.container', pallet: 'shipment.pallet', parcel: 'shipment.parcel' } as const;
}
