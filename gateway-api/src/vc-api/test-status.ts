import { existsSync, readFileSync } from 'node:fs';
import type { JsonObject } from '@daunguon/formats/data-integrity';
import { FormatError } from '@daunguon/formats/format-error';
import { buildStatusList, minEntries, statusEntriesOf, type StatusPurpose } from '@daunguon/formats/status-list';
import type { ValidCredential } from '@daunguon/formats/vc';
import { replaceFile } from '../durable-file.ts';

const purposes = ['revocation', 'suspension'] as const;
export type TestSuite = 'ecdsa' | 'eddsa';

interface Kept {
  /** How many indexes were given. */
  given: number;
  /** `<suite>/<purpose>` -> indexes that are set. */
  set: Record<string, number[]>;
}

/** Status lists of the interoperability endpoints: each key has a list for each purpose. Kept in `file`; without one, as long as the process. */
export interface TestStatus {
  /** `credentialStatus` of the next credential that a key signs: the same index in both lists. */
  entries(suite: TestSuite): readonly JsonObject[];
  /** Sets or clears the bit of an entry that was given. @throws FormatError */
  change(entry: unknown, value: boolean): void;
  /** The list, not yet signed; undefined where there is none. */
  list(suite: string, purpose: string, issuer: string, now: string): JsonObject | undefined;
  /** What applies to a verified credential by the lists here; entries of others’ lists are never fetched, and come back as `unread`. */
  standing(credential: ValidCredential): { readonly applies: readonly string[]; readonly unread: readonly string[] };
}

/** Odd, so that counting through 2^17 entries meets every index once and neighbours in time are none in the list. */
const stride = 48_271;

export function openTestStatus(publicUrl: string, file?: string): TestStatus {
  const kept: Kept =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : { given: 0, set: {} };
  const save = (): void => {
    if (file !== undefined) replaceFile(file, JSON.stringify(kept));
  };
  const urlOf = (suite: string, purpose: string): string => `${publicUrl}/credentials/status-lists/${suite}/${purpose}`;
  const placeOf = (list: string): string | undefined =>
    ['ecdsa', 'eddsa']
      .flatMap((suite) => purposes.map((purpose) => [suite, purpose] as const))
      .find(([suite, purpose]) => urlOf(suite, purpose) === list)
      ?.join('/');
  return {
    entries(suite) {
      const index = (kept.given * stride + 11) % minEntries;
      kept.given += 1;
      save();
      return purposes.map((statusPurpose) => ({
        id: `${urlOf(suite, statusPurpose)}#${index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose,
        statusListIndex: String(index),
        statusListCredential: urlOf(suite, statusPurpose),
      }));
    },
    change(entry, value) {
      const [read] = statusEntriesOf({ document: { credentialStatus: entry } } as unknown as ValidCredential);
      const place = read === undefined ? undefined : placeOf(read.list);
      if (read === undefined || place === undefined)
        throw new FormatError('STATUS_RETRIEVAL_ERROR', '/credentialStatus', 'an entry of a list here is expected');
      if (read.index >= minEntries) throw new FormatError('RANGE_ERROR', '/credentialStatus', `no entry ${read.index}`);
      const others = (kept.set[place] ?? []).filter((index) => index !== read.index);
      kept.set[place] = value ? [...others, read.index] : others;
      save();
    },
    list(suite, purpose, issuer, now) {
      const url = urlOf(suite, purpose);
      const place = placeOf(url);
      if (place === undefined) return undefined;
      const set = kept.set[place] ?? [];
      return buildStatusList({ url, issuer, purpose: purpose as StatusPurpose, validFrom: now, set });
    },
    standing(credential) {
      const entries = statusEntriesOf(credential).map((entry) => ({ ...entry, place: placeOf(entry.list) }));
      return {
        applies: entries.flatMap(({ place, index, purpose }) =>
          place !== undefined && kept.set[place]?.includes(index) === true ? [purpose] : [],
        ),
        unread: entries.flatMap(({ place, list }) => (place === undefined ? [list] : [])),
      };
    },
  };
}
