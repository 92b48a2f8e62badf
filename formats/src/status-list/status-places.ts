import { sha256Hex } from '@daunguon/proof';
import { minEntries } from './bitstring.ts';

/** Where a credential stands: in which of its issuer's lists, and at which index. */
export interface StatusPlace {
  readonly list: number;
  readonly index: number;
}

/** A list is left half empty, so that a place says nothing about when it was given. */
const perList = minEntries / 2;

/**
 * Places of one issuer's credentials, in the order of the ledger. A place follows from the id (128 random bits), and a taken one leads to
 * the next: so it looks random, is kept nowhere, and comes out the same from the ledger alone. A place never moves when more follow.
 */
export const statusPlaces = (ids: Iterable<string>): ReadonlyMap<string, StatusPlace> => {
  const places = new Map<string, StatusPlace>();
  let taken = new Set<number>();
  for (const id of ids) {
    if (places.has(id)) continue;
    if (taken.size === perList) taken = new Set();
    const list = Math.floor(places.size / perList);
    let index = parseInt(sha256Hex(`daunguon/status-place/v1\0${id}`).slice(0, 8), 16) % minEntries;
    while (taken.has(index)) index = (index + 1) % minEntries;
    taken.add(index);
    places.set(id, { list, index });
  }
  return places;
};
