import { DomainError } from '../../domain-error.ts';
import { firstVersion } from '../../outcome.ts';
import type { RecordDraft, RecordState } from '../../record-state.ts';
import type { AliasBody, BatchBody, Product } from './batch.ts';

const encoder = new TextEncoder();

/**
 * Percent-encoding of a value in a GS1 Digital Link path (GS1 Digital Link URI Syntax, character sets): of the 82 characters,
 * letters, digits, `-`, `.` and `_` stand for themselves, so that one lot has one path.
 */
const encodeLot = (lot: string): string =>
  [...encoder.encode(lot)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const plain = /[A-Za-z0-9._-]/.test(character);
      return plain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/** Id of the alias record of a lot under a GTIN: its canonical GS1 Digital Link path, `01/<GTIN-14>/10/<lot>`. */
export const aliasId = (gtin: string, lot: string): string => `01/${gtin}/10/${encodeLot(lot)}`;

/** The alias that a batch of this product and lot takes; undefined without a GTIN. */
export const aliasIdOf = ({ gtin }: Product, lot: string): string | undefined =>
  gtin === undefined ? undefined : aliasId(gtin, lot);

/** (GTIN, lot) names one batch in the whole world (GS1 General Specifications, AI (10)), so it is a record of its own, provable like any other. */
export const aliasesOf = (batch: RecordDraft<BatchBody>, taken: RecordState | undefined): RecordDraft<AliasBody>[] => {
  const id = aliasIdOf(batch.body.product, batch.body.lot);
  if (id === undefined) return [];
  if (taken !== undefined) {
    const { target } = (taken as RecordState<AliasBody>).body;
    throw new DomainError('origin/gtin-lot-in-use', `${id} = ${target}`);
  }
  return [firstVersion({ id, type: 'origin/alias', owner: batch.owner, body: { target: batch.id } })];
};
