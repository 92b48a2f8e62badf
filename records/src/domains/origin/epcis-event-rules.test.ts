import { expect, test } from '@jest/globals';
import { DomainError } from '../../domain-error.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import type { BatchState } from './batch-access.ts';
import type { CaptureEvents, SeenEvent } from './epcis-event.ts';
import { captureEvents, lotReference, movedIdentifiers } from './epcis-event-rules.ts';

const idOf = (label: string): string => label.padStart(26, '0');
const unit = idOf('A');
const txTime = '2026-11-24T08:00:00.000Z';
const actor: Actor = { msp: 'AgriMSP', unit, role: 'packer', signing: 'custodial' };
const standing: UnitStanding = {
  msp: 'AgriMSP',
  commune: '26425',
  grants: [
    { accreditation: idOf('B'), may: ['origin:pack'], from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
  ],
};
const event: SeenEvent = {
  ...{ unit, type: 'ObjectEvent', eventTime: txTime, action: 'OBSERVE', bizStep: 'shipping', disposition: null },
  ...{ parentID: null, epcs: null, commune: null, totals: null },
  epcClasses: { quantityList: ['https://id.gs1.org/01/08936012345674/10/SR-1'] },
};
const batch = (status: RecordState['status']): BatchState =>
  ({ id: idOf('C'), type: 'origin/batch', status }) as BatchState;
const capture = (
  change: Partial<SeenEvent> = {},
  context: { existing?: RecordState; batches?: readonly BatchState[] } = {},
  who: Partial<Actor> = {},
) => {
  const command: CaptureEvents = {
    requestId: idOf('R'),
    events: [{ id: idOf('E'), commitment: 'ab'.repeat(32), values: [], salts: [], unseen: 'cd'.repeat(32) }],
  };
  const contexts = [{ existing: context.existing, batches: context.batches ?? [] }];
  return captureEvents({ standing, contexts, seen: [{ ...event, ...change }] }, command, { ...actor, ...who }, txTime);
};
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.subject}`.trim();
    throw error;
  }
  return 'accepted';
};

test('an event about unknown lots is committed by its commitment alone', () => {
  expect(capture()).toEqual({
    next: [],
    entries: [],
    event: 'EventsCaptured',
    committed: [
      {
        ...{ id: idOf('E'), type: 'origin/epcis-event', version: 1, status: 'active', owner: unit },
        commitment: 'ab'.repeat(32),
        facets: { eventType: 'ObjectEvent', bizStep: 'shipping' },
      },
    ],
  });
});

test.each<
  [string, Partial<SeenEvent>, { existing?: RecordState; batches?: readonly BatchState[] }, Partial<Actor>, string]
>([
  ['shipping a recalled lot', {}, { batches: [batch('recalled')] }, {}, `origin/batch-recalled ${idOf('C')}`],
  [
    'selling it',
    { bizStep: 'retail_selling' },
    { batches: [batch('recalled')] },
    {},
    `origin/batch-recalled ${idOf('C')}`,
  ],
  [
    'packing it',
    { type: 'AggregationEvent', action: 'ADD', bizStep: null },
    { batches: [batch('recalled')] },
    {},
    `origin/batch-recalled ${idOf('C')}`,
  ],
  [
    'making something of it',
    { type: 'TransformationEvent', action: null, bizStep: null },
    { batches: [batch('recalled')] },
    {},
    `origin/batch-recalled ${idOf('C')}`,
  ],
  ['shipping a held lot', {}, { batches: [batch('held')] }, {}, `origin/batch-held ${idOf('C')}`],
  ['receiving a recalled lot', { bizStep: 'receiving' }, { batches: [batch('recalled')] }, {}, 'accepted'],
  [
    'destroying a recalled lot',
    { bizStep: 'destroying', action: 'DELETE' },
    { batches: [batch('recalled')] },
    {},
    'accepted',
  ],
  ['shipping a lot in force', {}, { batches: [batch('active')] }, {}, 'accepted'],
  [
    'more out than in',
    { type: 'TransformationEvent', totals: { inputs: '100000000', outputs: '100000001' } },
    {},
    {},
    'origin/mass-balance 100.000001 kg > 100 kg',
  ],
  [
    'as much out as in',
    { type: 'TransformationEvent', totals: { inputs: '100000000', outputs: '100000000' } },
    {},
    {},
    'accepted',
  ],
  [
    'six minutes ahead',
    { eventTime: '2026-11-24T08:06:00.000Z' },
    {},
    {},
    'origin/epcis-event-in-future 2026-11-24T08:06:00.000Z',
  ],
  ['four minutes ahead', { eventTime: '2026-11-24T15:04:00.000+07:00' }, {}, {}, 'accepted'],
  ['in the name of another unit', { unit: idOf('Z') }, {}, {}, `origin/epcis-other-unit ${idOf('Z')}`],
  ['under an id in use', {}, { existing: { id: idOf('E') } as RecordState }, {}, `registry/id-in-use ${idOf('E')}`],
  [
    'by a registrar',
    {},
    {},
    { role: 'registrar' },
    'registry/role-not-allowed farmer, packer, carrier, retailer, inspector',
  ],
  ['by a unit of another organisation', {}, {}, { msp: 'EduMSP' }, 'registry/other-organisation AgriMSP'],
])('%s', (_name, change, context, who, expected) => {
  expect(refusal(() => capture(change, context, who))).toBe(expected);
});

test('the refusal of several names each', () => {
  const contexts = [0, 1, 2].map(() => ({ existing: undefined, batches: [] }));
  const late = { ...event, eventTime: '2026-11-25T08:00:00Z' };
  const command: CaptureEvents = {
    requestId: idOf('R'),
    events: ['1', '2', '3'].map((label) => ({ id: idOf(label), commitment: '', values: [], salts: [], unseen: '' })),
  };
  try {
    captureEvents({ standing, contexts, seen: [late, event, late] }, command, actor, txTime);
    throw new Error('accepted');
  } catch (error) {
    expect((error as DomainError).errors).toEqual([
      { pointer: '/events/0', detail: 'origin/epcis-event-in-future' },
      { pointer: '/events/2', detail: 'origin/epcis-event-in-future' },
    ]);
  }
});

test('identifiers lead to aliases and batches', () => {
  expect(lotReference('https://id.gs1.org/01/08936012345674/10/SR%2F1')).toEqual({
    alias: '01/08936012345674/10/SR%2F1',
  });
  expect(lotReference(`urn:daunguon:batch:${idOf('C')}`)).toEqual({ batch: idOf('C') });
  expect(lotReference('https://id.gs1.org/01/08936012345674/21/7')).toBeUndefined();
  expect(lotReference('https://id.gs1.org/01/08936012345674/10/%E0')).toBeUndefined();
  const made = { ...event, epcClasses: { inputQuantityList: ['urn:x:in'], outputQuantityList: ['urn:x:out'] } };
  expect(movedIdentifiers(made)).toEqual(['urn:x:in']);
});
