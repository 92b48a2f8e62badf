import { DomainError, type FieldError } from '../../domain-error.ts';
import type { Outcome } from '../../outcome.ts';
import type { Actor, FieldsDraft, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import { handlingRoles, type BatchState } from './batch-access.ts';
import type { AliasBody } from './batch.ts';
import type { CaptureEvents, SeenEvent } from './epcis-event.ts';
import { aliasId } from './gs1-alias.ts';

/** Clocks of those who write events may differ from the ledger's by so much. */
const clockSlackMs = 5 * 60_000;
const milligramsPerKg = 1_000_000;

/** Steps in which goods go on: packed, sent, sold. What stands still may be told of a recalled lot too. */
const movingSteps = new Set(
  `packing repackaging unpacking loading staging_outbound consigning shipping departing transporting picking
   dispensing retail_selling commissioning creating_class_instance assembling`.split(/\s+/),
);

/** Where an identifier leads on the ledger: to the alias of GTIN and lot, or to a batch by its id. */
export const lotReference = (uri: string): { readonly alias?: string; readonly batch?: string } | undefined => {
  const [, gtin, lot] = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/10\/([^/?#]+)$/.exec(uri) ?? [];
  if (gtin !== undefined && lot !== undefined) {
    try {
      return { alias: aliasId(gtin, decodeURIComponent(lot)) };
    } catch {
      return undefined;
    }
  }
  const batch = /^urn:daunguon:batch:([0-7][0-9A-HJKMNP-TV-Z]{25})$/.exec(uri)?.[1];
  return batch === undefined ? undefined : { batch };
};

/** Identifiers of what an event puts in or moves; outputs of a transformation only come into being. */
export const movedIdentifiers = ({ parentID, epcs, epcClasses }: SeenEvent): string[] => [
  ...(parentID === null ? [] : [parentID]),
  ...['epcList', 'childEPCs', 'inputEPCList'].flatMap((name) => epcs?.[name] ?? []),
  ...['quantityList', 'childQuantityList', 'inputQuantityList'].flatMap((name) => epcClasses?.[name] ?? []),
];

const movesGoods = ({ type, action, bizStep }: SeenEvent): boolean =>
  type === 'TransformationEvent' ||
  (type === 'AggregationEvent' && action === 'ADD') ||
  (bizStep !== null && movingSteps.has(bizStep));

/** What is read for one event. */
export interface EpcisContext {
  readonly existing: RecordState | undefined;
  /** Batches of the moved identifiers that the ledger knows. */
  readonly batches: readonly BatchState[];
}

const captured = (
  context: EpcisContext,
  id: string,
  commitment: string,
  event: SeenEvent,
  actor: Actor,
  txTime: string,
): FieldsDraft => {
  requireFreeId(context.existing);
  if (event.unit !== actor.unit) throw new DomainError('origin/epcis-other-unit', event.unit);
  if (Date.parse(event.eventTime) > Date.parse(txTime) + clockSlackMs) {
    throw new DomainError('origin/epcis-event-in-future', event.eventTime);
  }
  if (event.totals !== null && BigInt(event.totals.outputs) > BigInt(event.totals.inputs)) {
    const kg = (milligrams: string): string => String(Number(milligrams) / milligramsPerKg);
    throw new DomainError('origin/mass-balance', `${kg(event.totals.outputs)} kg > ${kg(event.totals.inputs)} kg`);
  }
  if (movesGoods(event)) {
    for (const { id: batch, status } of context.batches) {
      if (status === 'recalled') throw new DomainError('origin/batch-recalled', batch);
      if (status === 'held') throw new DomainError('origin/batch-held', batch);
    }
  }
  const facets = { eventType: event.type, ...(event.bizStep === null ? {} : { bizStep: event.bizStep }) };
  return { id, type: 'origin/epcis-event', version: 1, status: 'active', owner: actor.unit, commitment, facets };
};

/** All events or none; the refusal names every wrong one, first that of its code. */
export const captureEvents = (
  current: {
    standing: UnitStanding | undefined;
    contexts: readonly EpcisContext[];
    /** The first halves, found to belong to the commitments. */
    seen: readonly SeenEvent[];
  },
  { events }: CaptureEvents,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireRole(actor, [...handlingRoles, 'inspector']);
  requireCapability(
    current.standing,
    actor,
    ['origin:harvest', 'origin:pack', 'origin:ship', 'origin:receive', 'origin:inspect'],
    txTime,
  );
  const refused: { readonly error: DomainError; readonly at: FieldError }[] = [];
  const ids = new Set<string>();
  const committed = events.flatMap(({ id, commitment }, index) => {
    const [context, event] = [current.contexts[index], current.seen[index]];
    if (context === undefined || event === undefined) throw new Error(`event ${index} was not read`);
    try {
      if (ids.has(id)) throw new DomainError('origin/duplicate-input', id);
      ids.add(id);
      return [captured(context, id, commitment, event, actor, txTime)];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ error, at: { pointer: `/events/${index}`, detail: error.code } });
      return [];
    }
  });
  const [first] = refused;
  if (first !== undefined) {
    throw new DomainError(
      first.error.code,
      first.error.subject,
      refused.map(({ at }) => at),
    );
  }
  return { next: [], committed, entries: [], event: 'EventsCaptured' };
};

/** The batch that an alias leads to, where both are what they say. */
export const batchOfAlias = (alias: RecordState | undefined): string | undefined =>
  alias?.type === 'origin/alias' ? (alias as RecordState<AliasBody>).body.target : undefined;
