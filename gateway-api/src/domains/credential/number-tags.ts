import { createHmac } from 'node:crypto';
import type { RecordStatus } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import type { HeldNumber, NumberBook } from '../../vault/number-book.ts';
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

/** Of the records that hold numbers, those whose numbers may be given out again: cancelled as issued in error, or never issued. */
export async function freeHolders(
  store: IndexStore,
  held: readonly HeldNumber[],
  now: number,
): Promise<ReadonlySet<string>> {
  const states = await statesOf(store, [...new Set(held.map(({ id }) => id))]);
  return new Set(
    held.flatMap(({ id, at }) => {
      const status = states.get(id)?.status;
      const free = status === undefined ? now - at > pendingMs : gone.includes(status);
      return free ? [id] : [];
    }),
  );
}

/** Which of these tags may not be given out. */
export async function tagsInUse(
  { store, numbers }: { readonly store: IndexStore; readonly numbers: Pick<NumberBook, 'held'> },
  tags: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const held = numbers.held(tags);
  const free = await freeHolders(store, held, now);
  return new Map(held.flatMap(({ tag, id }) => (free.has(id) ? [] : [[tag, id]])));
}
