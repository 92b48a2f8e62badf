import { canonicalize, CompactRange, labelledHash, leafHash, nodeHash, type Json } from '@daunguon/proof';
import {
  batchOfAlias,
  DomainError,
  epcisFields,
  lotReference,
  movedIdentifiers,
  parseCommand,
  seenEventSchema,
  seenValues,
  type BatchState,
  type CaptureEvents,
  type EpcisClaim,
  type EpcisContext,
  type SeenEvent,
} from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';

const encoder = new TextEncoder();
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * What the ledger was shown belongs to the commitment: its half of the field tree (docs/proof-format.md §1) and the hash of the half
 * that it does not see give the commitment. Else rules would hold for something that was not committed.
 */
const bound = ({ values, salts, unseen, commitment }: EpcisClaim): boolean => {
  const seen = new CompactRange();
  values.forEach((value, index) => {
    seen.append(leafHash(encoder.encode(canonicalize([epcisFields[index] ?? '', salts[index] ?? '', value as Json]))));
  });
  const root = nodeHash(seen.root(), bytesOf(unseen));
  const count = Uint8Array.of(epcisFields.length >> 8, epcisFields.length & 0xff);
  return hexOf(labelledHash('daunguon/fields/v1', count, root)) === commitment;
};

/** The half that was shown, checked. */
export const seenEvents = ({ events }: CaptureEvents): SeenEvent[] =>
  events.map((claim, index) => {
    if (!bound(claim)) {
      const code = 'origin/epcis-not-committed';
      throw new DomainError(code, claim.id, [{ pointer: `/events/${index}`, detail: code }]);
    }
    return parseCommand(seenEventSchema, seenValues(claim));
  });

const batchesOf = async (ledger: Ledger, event: SeenEvent): Promise<BatchState[]> => {
  const ids = new Set<string>();
  for (const uri of movedIdentifiers(event)) {
    const reference = lotReference(uri);
    const id = reference?.batch ?? (reference?.alias && batchOfAlias(await ledger.record(reference.alias)));
    if (id) ids.add(id);
  }
  const records = await Promise.all([...ids].map((id) => ledger.record(id)));
  return records.filter((record): record is BatchState => record?.type === 'origin/batch');
};

export const epcisContexts = (
  ledger: Ledger,
  { events }: CaptureEvents,
  seen: readonly SeenEvent[],
): Promise<EpcisContext[]> =>
  Promise.all(
    events.map(async ({ id }, index) => {
      const event = seen[index];
      return { existing: await ledger.record(id), batches: event === undefined ? [] : await batchesOf(ledger, event) };
    }),
  );
