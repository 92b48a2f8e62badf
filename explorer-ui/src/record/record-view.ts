import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { importedWords } from '@daunguon/records';
import type { RecordAnswer } from '../api/answers.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { Organisations } from './organisations.ts';
import { ProofCheck } from './proof-check.ts';
import { recordFields, type Field } from './record-fields.ts';
import { StatusBadge } from './status-badge.ts';
import { valueFamily } from './value-words.ts';

const isAmount = /(Kg|M2|PerHa|grams|Bps|quantity|tonnes)$/;
/** Members that the ledger keeps in parts of what their names say: kilograms and percent. */
const inParts: Readonly<Record<string, number>> = { grams: 1000, bufferBps: 100 };

/** All that is known of one record: contents as labelled lines, who wrote it, every version, evidence, proof. */
@Component({
  selector: 'dn-record-view',
  imports: [ProofCheck, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './record-view.html',
})
export class RecordView {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly organisations = inject(Organisations);
  readonly answer = input.required<RecordAnswer>();
  /** A record of personal data has facets for everybody and no body. */
  readonly fields = computed(() => {
    const { record } = this.answer();
    return recordFields('body' in record ? record.body : record.facets);
  });
  readonly imported = computed(() => {
    const { record } = this.answer();
    return importedWords('body' in record ? record.body['imported'] : undefined);
  });
  /** A record that nobody holds is its own. */
  readonly owner = computed(() => {
    const { id, owner } = this.answer().record;
    return owner === id ? '' : this.#nameOf(owner);
  });

  readonly labelOf = ({ name }: Field): string =>
    name
      .split('.')
      .map((part) => (/^\d+$/.test(part) ? part : this.words.of('field', part)))
      .join(' › ');

  readonly valueOf = ({ name, value }: Field): string => {
    const member = name.split('.').at(-1) ?? '';
    if (member === 'commune' || member === 'communes') return this.formats.commune(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return this.formats.date(value);
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return this.formats.time(value);
    if (member.endsWith('E7')) return this.formats.places(value);
    if (isAmount.test(member) && Number.isFinite(Number(value)))
      return this.formats.number(Number(value) / (inParts[member] ?? 1));
    const family = valueFamily(this.answer().record.type, name);
    if (family !== undefined) return this.words.of(family, value);
    if (value === 'true' || value === 'false') return this.t(value === 'true' ? 'value.yes' : 'value.no');
    return this.#nameOf(value);
  };

  #nameOf(value: string): string {
    return this.answer().units[value]?.name ?? (value.endsWith('MSP') ? this.organisations.nameOf(value) : value);
  }
}
