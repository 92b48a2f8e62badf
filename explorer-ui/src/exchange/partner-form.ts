import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { CheckboxList } from '../form/checkbox-list.ts';
import { TextField } from '../form/text-field.ts';
import type { WordKey } from '../i18n/vi.ts';
import { Words } from '../i18n/words.ts';
import { scopes } from './exchange-answers.ts';
import { emptyPartner, type TypedPartner } from './new-partner.ts';

interface Line {
  readonly name: keyof TypedPartner;
  readonly label: WordKey;
  readonly hint?: WordKey;
  readonly inputmode?: string;
  readonly optional?: boolean;
}

/** The form for a new sharing system. */
@Component({
  selector: 'dn-partner-form',
  imports: [CheckboxList, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="card form" novalidate (submit)="send($event)">
      <h2>{{ t('exchange.new') }}</h2>
      @for (field of lines; track field.name) {
        <dn-text-field
          [label]="t(field.label)"
          [hint]="field.hint ? t(field.hint) : ''"
          [inputmode]="field.inputmode ?? ''"
          [optional]="field.optional ?? false"
          [value]="typed()[field.name]"
          (valueChange)="set(field.name, $event)"
          [error]="wrong()(field.name)"
        />
        @if (field.name === 'legalBasis') {
          <dn-checkbox-list
            [label]="t('exchange.scopes')"
            [choices]="choices()"
            [value]="typed().scopes"
            (valueChange)="set('scopes', $event)"
            [error]="wrong()('scopes')"
          />
        }
      }
      <dn-checkbox-list
        [label]="t('exchange.kind')"
        [choices]="kinds()"
        [value]="typed().sandbox"
        (valueChange)="set('sandbox', $event)"
      />
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
  readonly choices = computed(() => scopes.map((value) => ({ value, label: this.t(`exchange.scope.${value}`) })));
  readonly kinds = computed(() => [{ value: 'sandbox', label: this.t('exchange.sandbox') }]);
  readonly lines: readonly Line[] = [
    { name: 'name', label: 'exchange.name' },
    { name: 'legalBasis', label: 'exchange.legal-basis', hint: 'exchange.legal-basis-hint' },
    { name: 'hosts', label: 'exchange.hosts', hint: 'exchange.hosts-hint', optional: true },
    { name: 'perMinute', label: 'exchange.per-minute', inputmode: 'numeric' },
    { name: 'perDay', label: 'exchange.per-day', inputmode: 'numeric' },
    { name: 'unit', label: 'exchange.unit', hint: 'exchange.unit-hint', optional: true },
  ];
  readonly ready = computed(() => {
    const { name, legalBasis, scopes: chosen } = this.typed();
    return [name, legalBasis, chosen].every((text) => text.trim() !== '');
  });
  /** The first thing wrong with a field or a part of it. */
  readonly wrong = computed(() => (name: string): string | undefined => {
    const found = Object.entries(this.errors()).find(([at]) => at === `/${name}` || at.startsWith(`/${name}/`));
    return found?.[1];
  });
  set(name: keyof TypedPartner, value: string): void {
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
