import type { Verification } from '@daunguon/proof';
import type { Said } from './said.ts';

/** The record is proven, and it is not the one of this label: neither says anything about the other. */
export function isOfAnotherThing({ standing, steps, serial }: Verification): boolean {
  if (serial !== undefined) return false;
  return standing?.absent === false && steps.some(({ name, result }) => name === 'identifiers' && result === 'fail');
}

export const anotherThing: Said = {
  vi: 'Nhãn dẫn đến một hồ sơ có thật, nhưng hồ sơ ấy nói về hàng khác.',
  en: 'The label leads to a genuine record, but that record is about other goods.',
};
