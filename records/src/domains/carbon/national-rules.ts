import { DomainError } from '../../domain-error.ts';
import { nextVersion, type Outcome } from '../../outcome.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type { ImportNationalCodes } from './block.ts';
import { findBlock, requireState, type CarbonBlock } from './block-rules.ts';
import { requireCarbonRole, type Reads } from './reads.ts';
import { countedStates } from './totals.ts';

/** Domestic code -> the block that got it. Never written again: a code that was cancelled is not issued anew (Circular 11/2026/TT-BNNMT). */
export const nationalCodeKey = (domesticCode: string): string => `a/carbon/national/${domesticCode}`;
/** National serial -> the block that has it. The ministry gives each unit one serial, so no two blocks share a range of them. */
export const nationalSerialKey = (nationalSerial: string): string => `a/carbon/national-serial/${nationalSerial}`;

/**
 * Codes of the ministry for blocks of this registry. A part of a split block has its domestic code from the block that was split, shared by all
 * parts; its own national serial and statuses come with an import of its own. A split block takes none: its parts are what is there.
 */
export const importNationalCodes = async ({ codes }: ImportNationalCodes, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  const blocks = new Map<string, CarbonBlock>();
  const taken = new Map<string, string>();
  /** The key belongs to the block from now on. @throws where it is another block's */
  const take = async (key: string, block: string, pointer: string, subject: string): Promise<void> => {
    const holder = taken.get(key) ?? (await ledger.entry<string>(key));
    if (holder !== undefined && holder !== block) {
      throw new DomainError('carbon/national-code-used', subject, [{ pointer, detail: 'not-allowed' }]);
    }
    if (holder === undefined) taken.set(key, block);
  };
  const next = [];
  for (const [index, { block: id, ...national }] of codes.entries()) {
    const pointer = `/codes/${index}`;
    if (blocks.has(id)) throw new DomainError('carbon/block-twice', id, [{ pointer, detail: 'not-allowed' }]);
    const block = await findBlock(ledger, id);
    blocks.set(id, block);
    requireState(block, ...countedStates);
    const { domesticCode, nationalSerial } = national;
    const before = block.body.national?.domesticCode;
    if (before !== undefined && before !== domesticCode) {
      throw new DomainError('carbon/national-code-fixed', before, [{ pointer, detail: 'not-allowed' }]);
    }
    if (before === undefined) {
      await take(nationalCodeKey(domesticCode), id, `${pointer}/domesticCode`, domesticCode);
    }
    if (nationalSerial !== undefined) {
      await take(nationalSerialKey(nationalSerial), id, `${pointer}/nationalSerial`, nationalSerial);
    }
    next.push(nextVersion(block, { body: { ...block.body, national: { ...block.body.national, ...national } } }));
  }
  const entries = [...taken].map(([key, value]) => ({ key, value }));
  return { next, entries, event: 'NationalCodesImported' };
};
