import { createHmac } from 'node:crypto';
import type { RecordStatus } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import type { HeldNumber, NumberBook } from '../../vault/number-book.ts';
import type { SealedStore } from '../../vault/sealed-store.ts';
import { statesOf } from '../record-reads.ts';
import type { IssueRow } from './issue-credentials.ts';
import { asTyped } from './paper-tag.ts';

/** A number that a unit gives out once: its field and its blinded form. */
export interface NumberTag {
  readonly field: 'serialNumber' | 'registerNumber';
  readonly tag: string;
}

/** Register numbers begin anew each year (Circular 10/2026/TT-BGDĐT: a register a year), serial numbers never. */
export function numberTags(lookUpKey: Buffer, { kind, contents }: Pick<IssueRow, 'kind' | 'contents'>): NumberTag[] {
  const { serialNumber, registerNumber, issuedOn } = contents;
  const tagOf = (...parts: readonly string[]): string =>
    createHmac('sha256', lookUpKey)
      .update(JSON.stringify(['daunguon/number-tag/v1', kind, ...parts]))
      .digest('hex');
  return [
    ...(serialNumber === undefined
      ? []
      : [{ field: 'serialNumber', tag: tagOf('serial', asTyped(serialNumber)) } as const]),
    ...(registerNumber === undefined
      ? []
      : [
          {
            ...({ field: 'registerNumber' } as const),
            tag: tagOf('register', issuedOn.slice(0, 4), asTyped(registerNumber)),
          },
        ]),
  ];
}

/** A claim whose record is not on the ledger after this long belongs to a command that never came through. */
const pendingMs = 15 * 60_000;
const gone: readonly RecordStatus[] = ['cancelled', 'erased'];

/** What tells whether a number's holder still stands for it. */
interface HolderDeps {
  readonly store: IndexStore;
  readonly sealed: Pick<SealedStore, 'ofRecord'>;
}

/**
 * Of the records that hold numbers, those whose numbers may be given out again: cancelled as issued in error, or never issued. Contents
 * that are kept sealed may yet turn up on the ledger, however late; and what was never issued frees no number that it took over.
 */
export async function freeHolders(
  { store, sealed }: HolderDeps,
  held: readonly HeldNumber[],
  now: number,
): Promise<ReadonlySet<string>> {
  const ids = held.flatMap(({ id, previous }) => (previous === undefined ? [id] : [id, previous]));
  const states = await statesOf(store, [...new Set(ids)]);
  const isFree = (id: string, at: number): boolean => {
    const status = states.get(id)?.status;
    return status === undefined ? now - at > pendingMs && sealed.ofRecord(id).length === 0 : gone.includes(status);
  };
  const stands = held.filter(
    ({ id, at, previous }) => !isFree(id, at) || (!states.has(id) && previous !== undefined && !isFree(previous, at)),
  );
  const standing = new Set(stands.map(({ id }) => id));
  return new Set(held.flatMap(({ id }) => (standing.has(id) ? [] : [id])));
}

/** Which of these tags may not be given out. */
export async function tagsInUse(
  { numbers, ...deps }: HolderDeps & { readonly numbers: Pick<NumberBook, 'held'> },
  tags: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const held = numbers.held(tags);
  const free = await freeHolders(deps, held, now);
  return new Map(held.flatMap(({ tag, id }) => (free.has(id) ? [] : [[tag, id]])));
}
