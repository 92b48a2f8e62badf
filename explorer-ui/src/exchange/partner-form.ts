import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { exchangeScopes } from '@daunguon/records';
import { FormFields, type FieldSpec } from '../form/form-fields.ts';
import { Words } from '../i18n/words.ts';
import { emptyPartner, type TypedPartner } from './new-partner.ts';

/** The form for a new sharing system. */
@Component({
  selector: 'dn-partner-form',
  imports: [FormFields],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="card form" novalidate (submit)="send($event)">
      <h2>{{ t('exchange.new') }}</h2>
      <dn-form-fields [specs]="specs()" [values]="values()" [errors]="errors()" (changed)="set($event)" />
      <button type="submit" class="primary" [disabled]="busy() || !ready()">{{ t('exchange.new') }}</button>
    </form>
  `,
})
export class PartnerForm {
  readonly t = inject(Words).t;
  readonly busy = input(false);
  /** Pointer -> what the gateway found wrong there. */
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly sent = output<TypedPartner>();
  readonly typed = signal<TypedPartner>(emptyPartner);
  readonly values = computed((): Readonly<Record<string, string>> => ({ ...this.typed() }));
  readonly specs = computed((): FieldSpec[] => {
    const { t } = this;
    const scopes = exchangeScopes.map((value) => ({ value, label: t(`exchange.scope.${value}`) }));
    return [
      { name: 'name', label: t('exchange.name') },
      { name: 'legalBasis', label: t('exchange.legal-basis'), hint: t('exchange.legal-basis-hint') },
      { name: 'scopes', label: t('exchange.scopes'), kind: 'many', choices: scopes },
      { name: 'hosts', label: t('exchange.hosts'), hint: t('exchange.hosts-hint'), optional: true },
      { name: 'perMinute', label: t('exchange.per-minute'), kind: 'number' },
      { name: 'perDay', label: t('exchange.per-day'), kind: 'number' },
      { name: 'unit', label: t('exchange.unit'), hint: t('exchange.unit-hint'), optional: true },
      {
        ...{ name: 'sandbox', label: t('exchange.kind'), kind: 'many' },
        choices: [{ value: 'sandbox', label: t('exchange.sandbox') }],
      },
    ];
  });
  readonly ready = computed(() => {
    const { name, legalBasis, scopes: chosen } = this.typed();
    return [name, legalBasis, chosen].every((text) => text.trim() !== '');
  });
  set([name, value]: readonly [string, string]): void {
    this.typed.update((before) => ({ ...before, [name]: value }));
  }
  clear(): void {
    this.typed.set(emptyPartner);
  }
  send(event: Event): void {
    event.preventDefault();
    this.sent.emit(this.typed());
  }
}
