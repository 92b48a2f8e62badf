import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProductBody, RecordState } from '@daunguon/records';
import { FormButtons } from '../../command/form-buttons.ts';
import { openForm } from '../../command/open-form.ts';
import { ReasonForm } from '../../command/reason-form.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { CouncilForm } from './council-form.ts';
import { NationalForm } from './national-form.ts';
import { productActions, type ProductAction } from './product-choices.ts';
import { RevokeForm } from './revoke-form.ts';

const words = {
  receive: 'ocop.act.receive',
  return: 'ocop.act.return',
  council: 'ocop.act.council',
  national: 'ocop.act.national',
  revoke: 'ocop.act.revoke',
} as const;

/** What the person can do with a product: one form at a time. */
@Component({
  selector: 'dn-product-actions',
  imports: [CouncilForm, FormButtons, NationalForm, ReasonForm, RevokeForm, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (actions().length > 0 || forms.open() !== null) {
      <section class="card">
        <h2>{{ t('batch.actions') }}</h2>
        <dn-form-buttons [forms]="forms" [words]="words" [danger]="['revoke']">
          @if (actions().includes('update')) {
            <a class="button secondary" [routerLink]="'/ocop/dossier/' + product().id">{{ t('ocop.act.update') }}</a>
          }
        </dn-form-buttons>
        @switch (forms.open()) {
          @case ('receive') {
            <dn-reason-form
              [record]="product()"
              transaction="Ocop:ReceiveProduct"
              path="/api/ocop/products/receive"
              [lead]="t('ocop.receive.lead')"
              [send]="t('ocop.act.receive')"
              (done)="changed.emit()"
            />
          }
          @case ('return') {
            <dn-reason-form
              [record]="product()"
              transaction="Ocop:ReturnProduct"
              path="/api/ocop/products/return"
              [reasonLabel]="t('ocop.return.reason')"
              [send]="t('ocop.act.return')"
              (done)="changed.emit()"
            />
          }
          @case ('council') {
            <dn-council-form [product]="product()" (done)="changed.emit()" />
          }
          @case ('national') {
            <dn-national-form [product]="product()" (done)="changed.emit()" />
          }
          @case ('revoke') {
            <dn-revoke-form [product]="product()" (done)="changed.emit()" />
          }
        }
      </section>
    }
  `,
})
export class ProductActions {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly words = words;
  readonly product = input.required<RecordState<ProductBody>>();
  readonly changed = output();
  readonly actions = computed<readonly ProductAction[]>(() => {
    const member = this.#session.member();
    return member === null ? [] : productActions(this.product(), member);
  });
  readonly forms = openForm(computed(() => this.actions().flatMap((action) => (action === 'update' ? [] : [action]))));
}
