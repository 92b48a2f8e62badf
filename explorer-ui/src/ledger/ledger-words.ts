import { inject } from '@angular/core';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { Organisations } from '../record/organisations.ts';
import { shownKey } from './shown-key.ts';
import type { TransactionLine } from './ledger-answers.ts';

/** How the explorer says what stands on the ledger. Call in an injection context. */
export function ledgerWords() {
  const words = inject(Words);
  const formats = inject(Formats);
  const { t } = words;
  /** `Origin:RegisterBatch` in words; another chaincode's function as it is called. */
  const call = ({ kind, call: name, chaincode }: Pick<TransactionLine, 'kind' | 'call' | 'chaincode'>): string => {
    if (kind === 'config') return t('ledger.config-change');
    if (name === '') return chaincode === '' ? t('ledger.unknown-call') : chaincode;
    return /^[A-Z]\w+:[A-Z]\w+$/.test(name) ? words.of('call', name) : name;
  };
  return {
    ...{ words, t, formats, call, shownKey },
    organisation: inject(Organisations).nameOf,
    code: (code: number): string => words.of('code', String(code)),
    /** Short enough for a table; whole in the title beside it. */
    short: (hash: string): string => (hash.length > 16 ? `${hash.slice(0, 10)}…` : hash),
    time: (iso: string): string => (iso === '' ? '–' : formats.time(iso)),
    /** Bytes in a measure that people read. */
    bytes: (size: number | undefined): string =>
      size === undefined
        ? ''
        : size < 1000
          ? `${formats.number(size)} B`
          : `${formats.number(Math.round(size / 100) / 10)} kB`,
  };
}
