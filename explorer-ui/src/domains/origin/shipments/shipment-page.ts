import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { FormButtons } from '../../../command/form-buttons.ts';
import { lastKnown, openForm } from '../../../command/open-form.ts';
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
  imports: [FormButtons, GateForm, LoadForm, PageState, RecordView, RouterLink, SealForm, StatusBadge, UnloadForm],
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
      this.#api.get('/api/origin/shipment-units/{id}', { path: { id: params } }, abortSignal),
  });
  readonly contents = shipmentContents(
    computed(() => (this.answer.hasValue() ? this.answer.value().record : undefined)),
  );
  /** The form that takes goods out stays while what is left inside is read. */
  readonly inside = lastKnown(computed(() => (this.contents.hasValue() ? this.contents.value() : undefined)));
  readonly forms = openForm(
    computed<readonly ShipmentAction[]>(() => {
      if (!this.answer.hasValue()) return [];
      const viewer = { role: this.#session.role(), unit: this.#session.unit() };
      return shipmentActions(this.answer.value().record, { ...viewer, may: this.#session.signedIn()?.may ?? [] });
    }),
  );
  readonly names = {
    load: 'shipment.load',
    seal: 'shipment.seal',
    unload: 'shipment.unload',
    gate: 'shipment.gate',
  } as const;
  readonly kinds = { container: 'shipment.container', pallet: 'shipment.pallet', parcel: 'shipment.parcel' } as const;
}
