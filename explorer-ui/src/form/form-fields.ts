import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { CheckboxList } from './checkbox-list.ts';
import { FindField } from './find-field.ts';
import { SelectField, type Choice } from './select-field.ts';
import { TextField } from './text-field.ts';

/** One field of a form: what it is called, how it is typed, and which part of the command it fills. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  /** `find`: one of choices that are searched; `many`: several, their values parted by blanks. Default: text. */
  readonly kind?: 'text' | 'date' | 'datetime-local' | 'number' | 'choice' | 'find' | 'many';
  readonly choices?: readonly Choice[];
  readonly hint?: string;
  readonly optional?: boolean;
  readonly maxlength?: number;
  /** Last day that can be chosen. */
  readonly max?: string;
  /** RFC 6901 pointer by which the gateway names it; default: `/name`. */
  readonly pointer?: string;
}

/** The fields of a form in their order, each with its hint and what the gateway found wrong with it. */
@Component({
  selector: 'dn-form-fields',
  imports: [CheckboxList, FindField, SelectField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (spec of specs(); track spec.name) {
      @switch (spec.kind) {
        @case ('choice') {
          <dn-select-field
            [label]="spec.label"
            [choices]="spec.choices ?? []"
            [hint]="spec.hint ?? ''"
            [optional]="spec.optional ?? false"
            [value]="values()[spec.name] ?? ''"
            (valueChange)="changed.emit([spec.name, $event])"
            [error]="wrong(spec)"
          />
        }
        @case ('find') {
          <dn-find-field
            [label]="spec.label"
            [choices]="spec.choices ?? []"
            [hint]="spec.hint ?? ''"
            [optional]="spec.optional ?? false"
            [value]="values()[spec.name] ?? ''"
            (valueChange)="changed.emit([spec.name, $event])"
            [error]="wrong(spec)"
          />
        }
        @case ('many') {
          <dn-checkbox-list
            [label]="spec.label"
            [choices]="spec.choices ?? []"
            [value]="values()[spec.name] ?? ''"
            (valueChange)="changed.emit([spec.name, $event])"
            [error]="wrong(spec)"
          />
        }
        @default {
          <dn-text-field
            [label]="spec.label"
            [type]="typeOf(spec)"
            [inputmode]="spec.kind === 'number' ? 'decimal' : ''"
            [hint]="spec.hint ?? ''"
            [optional]="spec.optional ?? false"
            [maxlength]="spec.maxlength ?? 500"
            [max]="spec.max ?? ''"
            [value]="values()[spec.name] ?? ''"
            (valueChange)="changed.emit([spec.name, $event])"
            [error]="wrong(spec)"
          />
        }
      }
    }
  `,
})
export class FormFields {
  readonly t = inject(Words).t;
  readonly specs = input.required<readonly FieldSpec[]>();
  readonly values = input.required<Readonly<Record<string, string>>>();
  /** Messages by pointer. */
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly changed = output<readonly [name: string, value: string]>();
  readonly wrong = ({ name, kind, pointer = `/${name}` }: FieldSpec): string | undefined => {
    const found = Object.entries(this.errors()).find(([at]) => at === pointer || at.startsWith(`${pointer}/`))?.[1];
    const isNumber = kind !== 'number' || /^[\d., -]*$/.test(this.values()[name] ?? '');
    return found === undefined || isNumber ? found : this.t('form.number');
  };
  readonly typeOf = ({ kind }: FieldSpec): 'text' | 'date' | 'datetime-local' =>
    kind === 'date' || kind === 'datetime-local' ? kind : 'text';
}
