import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { TextField } from '../../../form/text-field.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { GateForm } from './gate-form.ts';

/** The gate of a port: a number is typed, the journey under it is found, and that it came in or went out is recorded. */
@Component({
  imports: [GateForm, PageState, RouterLink, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('gate.title') }}</h1>
    <p class="lead">{{ t('gate.lead') }}</p>
    <form class="card form" novalidate (submit)="find($event)">
      <dn-text-field [label]="t('shipment.number')" [maxlength]="40" [(value)]="typed" />
      <button type="submit" class="primary" [disabled]="typed().trim() === ''">{{ t('gate.find') }}</button>
    </form>
    @if (asked() !== undefined) {
      <dn-page-state
        [of]="found"
        [empty]="units().length === 0"
        [emptyText]="t('gate.none')"
        (again)="found.reload()"
      />
    }
    @for (unit of units(); track unit.id + unit.version) {
      @let identity = unit.body.identity;
      <section class="card">
        <h2>
          <a [routerLink]="'/origin/shipments/' + unit.id">{{ t(kinds[identity.kind]) }} {{ identity.number }}</a>
        </h2>
        <p>{{ t('shipment.seal') }}: {{ unit.body.seal?.number ?? t('shipment.no-seal') }}</p>
        @if (unit.body.gate; as gate) {
          <p>{{ t(gates[gate.direction], { port: gate.port.locode }) }}</p>
        }
        <dn-gate-form [unit]="unit" />
      </section>
    }
  `,
})
export class GatePage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly typed = signal('');
  readonly asked = signal<string | undefined>(undefined);
  readonly found = resource({
    params: () => this.asked(),
    loader: ({ params: text, abortSignal }) =>
      this.#api.get('/api/origin/shipment-units', { query: { text, status: 'active', limit: '1000' } }, abortSignal),
  });
  /** The search goes by the beginning of a number: the whole number is what passes a gate. */
  readonly units = computed(() =>
    (this.found.hasValue() ? this.found.value().items : []).filter(
      ({ body: { identity } }) => identity.number === this.asked(),
    ),
  );
  readonly gates = { in: 'shipment.gate-in', out: 'shipment.gate-out' } as const;
  readonly kinds = { container: 'shipment.container', pallet: 'shipment.pallet', parcel: 'shipment.parcel' } as const;

  find(event: Event): void {
    event.preventDefault();
    const plain = this.typed().toUpperCase().replace(/\s+/g, '');
    // ISO 6346 is painted with a hyphen or box before the check digit; tracking numbers own their hyphens.
    const bare = plain.replaceAll('-', '');
    this.asked.set(/^[A-Z]{3}[UJZ]\d{7}$/.test(bare) ? bare : plain);
    this.found.reload();
  }
}
