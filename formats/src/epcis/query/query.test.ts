import { describe, expect, test } from '@jest/globals';
import { prefixesOf } from '../context.ts';
import { exampleEvents } from '../epcis-fixtures.ts';
import type { JsonObject } from '../json.ts';
import { termsOf } from './event-terms.ts';
import { asksPublicOnly, matches } from './query-answers.ts';
import { parseQuery, QueryError, type Parameters } from './query.ts';

const context = [{ example: 'https://ns.example.com/epcis/' }];
const prefixes = prefixesOf(context);
const { ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent, AssociationEvent } = exampleEvents;
const rich: JsonObject = {
  ...ObjectEvent,
  eventID: 'urn:uuid:1',
  recordTime: '2026-11-24T02:00:00Z',
  persistentDisposition: { unset: ['recalled'] },
  readPoint: { id: 'https://id.gs1.org/414/8936012300017/254/GATE-2', 'example:gate': 'B' },
  errorDeclaration: {
    ...{ declarationTime: '2026-11-25T00:00:00Z', reason: 'incorrect_data', correctiveEventIDs: ['urn:uuid:2'] },
    'example:by': 'QC',
  },
  ilmd: { 'example:brix': 28, 'example:tree': { 'example:age': 7 } },
  'example:note': { 'example:inner': 'deep' },
  'example:at': '2026-11-24T00:00:00Z',
  sensorElementList: [
    {
      sensorMetadata: { startTime: '2026-11-23T00:00:00Z', deviceID: 'urn:epc:id:giai:4000001.111', 'example:m': 1 },
      sensorReport: [
        {
          type: 'Temperature',
          value: 26.5,
          minValue: 20,
          maxValue: 30,
          meanValue: 25,
          sDev: 1,
          percValue: 24,
          uom: 'CEL',
          'example:r': 2,
        },
        {
          type: 'Dimensionless',
          stringValue: 'ok',
          booleanValue: true,
          hexBinaryValue: 'f0',
          uriValue: 'urn:x:1',
          microorganism: 'urn:x:2',
          chemicalSubstance: 'urn:x:3',
          bizRules: 'urn:x:4',
          dataProcessingMethod: 'urn:x:5',
        },
      ],
      'example:e': 3,
    },
  ],
};
const found = (event: JsonObject, parameters: Parameters): boolean =>
  matches(termsOf(event, context), parseQuery(parameters, prefixes).criteria);

const lot = 'https://id.gs1.org/01/08936012345674/10/SR-1';
/** Parameter, a value that matches, one that does not. */
test.each<[JsonObject, string, string, string]>([
  [rich, 'eventType', 'AggregationEvent|ObjectEvent', 'AggregationEvent'],
  [rich, 'GE_eventTime', '2026-11-24T01:00:00Z', '2026-11-24T01:00:01Z'],
  [rich, 'LT_eventTime', '2026-11-24T08:00:01+07:00', '2026-11-24T08:00:00+07:00'],
  [rich, 'GE_recordTime', '2026-11-24T02:00:00Z', '2026-11-24T03:00:00Z'],
  [rich, 'LT_recordTime', '2026-11-24T03:00:00Z', '2026-11-24T02:00:00Z'],
  [rich, 'EQ_action', 'ADD', 'DELETE'],
  [rich, 'EQ_bizStep', 'https://ref.gs1.org/cbv/BizStep-commissioning', 'shipping|receiving'],
  [rich, 'EQ_disposition', 'active', 'in_transit'],
  [rich, 'EQ_persistentDisposition_unset', 'recalled', 'conformant'],
  [TransformationEvent, 'EQ_persistentDisposition_set', 'conformant', 'recalled'],
  [rich, 'EQ_readPoint', 'urn:epc:id:sgln:8936012.30001.GATE-2', 'https://id.gs1.org/414/8936012300017'],
  [rich, 'WD_readPoint', 'https://id.gs1.org/414/8936012300017', 'https://id.gs1.org/414/4012345000115'],
  [rich, 'EQ_bizLocation', 'https://id.gs1.org/414/8936012300017', 'https://id.gs1.org/414/4012345000115'],
  [rich, 'WD_bizLocation', 'https://id.gs1.org/414/8936012300017', 'https://id.gs1.org/414/4012345000115'],
  [{ ...TransformationEvent, transformationID: 'urn:x:9' }, 'EQ_transformationID', 'urn:x:9', 'urn:x:8'],
  [TransactionEvent, 'MATCH_epc', 'urn:epc:id:sscc:8936012.1340000001', 'https://id.gs1.org/00/389360123400000014'],
  [AggregationEvent, 'MATCH_parentID', 'https://nguon.example.vn/00/189360123400000010', 'urn:x:1'],
  [
    { ...TransformationEvent, inputEPCList: ['urn:epc:id:sgtin:4012345.011111.7'] },
    'MATCH_inputEPC',
    'urn:epc:idpat:sgtin:4012345.011111.*',
    'urn:epc:idpat:sgtin:4012345.011112.*',
  ],
  [{ ...TransformationEvent, outputEPCList: ['urn:x:1'] }, 'MATCH_outputEPC', 'urn:x:1', 'urn:x:2'],
  [AssociationEvent, 'MATCH_anyEPC', 'urn:epc:id:grai:4012345.55555.987', 'urn:x:2'],
  [rich, 'MATCH_epcClass', 'https://example.org/gtin/8936012345674/lot/SR-1', 'https://id.gs1.org/01/08936012345674'],
  [TransformationEvent, 'MATCH_inputEPCClass', lot, `${lot}0`],
  [TransformationEvent, 'MATCH_outputEPCClass', 'https://id.gs1.org/01/08936012345674/10/PUREE-1', lot],
  [AggregationEvent, 'MATCH_anyEPCClass', `urn:x:1|${lot}`, 'urn:x:1'],
  [rich, 'EQ_quantity', '1250.5', '1250'],
  [rich, 'GT_quantity', '1250', '1250.5'],
  [rich, 'GE_quantity_KGM', '1250.5', '1251'],
  [rich, 'LT_quantity_KGM', '1251', '1250.5'],
  [rich, 'LE_quantity_KGM', '1250.5', '1250'],
  [rich, 'EQ_eventID', 'urn:uuid:1', 'urn:uuid:2'],
  [rich, 'GE_errorDeclarationTime', '2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z'],
  [rich, 'LT_errorDeclarationTime', '2026-11-26T00:00:00Z', '2026-11-25T00:00:00Z'],
  [rich, 'EQ_errorReason', 'incorrect_data', 'did_not_occur'],
  [rich, 'EQ_correctiveEventID', 'urn:uuid:2', 'urn:uuid:1'],
  [rich, 'GE_startTime', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'],
  [rich, 'LT_startTime', '2026-11-24T00:00:00Z', '2026-11-23T00:00:00Z'],
  [rich, 'EQ_type', 'gs1:Temperature', 'Speed'],
  [rich, 'EQ_deviceID', 'https://id.gs1.org/8004/4000001111', 'urn:x:1'],
  [rich, 'EQ_dataProcessingMethod', 'urn:x:5', 'urn:x:1'],
  [rich, 'EQ_microorganism', 'urn:x:2', 'urn:x:1'],
  [rich, 'EQ_chemicalSubstance', 'urn:x:3', 'urn:x:1'],
  [rich, 'EQ_bizRules', 'urn:x:4', 'urn:x:1'],
  [rich, 'EQ_stringValue', 'ok', 'no'],
  [rich, 'EQ_hexBinaryValue', 'f0', 'f1'],
  [rich, 'EQ_uriValue', 'urn:x:1', 'urn:x:2'],
  [rich, 'EQ_booleanValue', 'true', 'false'],
  [rich, 'EQ_value_CEL', '26.5', '26'],
  [rich, 'GE_minValue_CEL', '20', '21'],
  [rich, 'LE_maxValue_CEL', '30', '29'],
  [rich, 'GT_meanValue_CEL', '24', '25'],
  [rich, 'LT_sDev_CEL', '2', '1'],
  [rich, 'GE_percValue_CEL', '24', '25'],
  [TransactionEvent, 'EQ_bizTransaction_bol', 'urn:epcglobal:cbv:bt:8936012300017:BL-7', 'urn:x:1'],
  [TransactionEvent, 'EQ_source_owning_party', 'https://id.gs1.org/417/8936012300017', 'urn:x:1'],
  [TransactionEvent, 'EQ_destination_owning_party', 'urn:epc:id:pgln:4012345.00000', 'urn:x:1'],
  [rich, 'EQ_INNER_example:inner', 'deep', 'deeper'],
  [rich, 'GE_example:at', '2026-11-24T00:00:00Z', '2026-11-24T00:00:01Z'],
  [rich, 'GT_ILMD_example:brix', '27', '28'],
  [rich, 'EQ_INNER_ILMD_example:age', '7', '8'],
  [rich, 'EQ_ERROR_DECLARATION_example:by', 'QC', 'QA'],
  [rich, 'EQ_readPoint_example:gate', 'B', 'A'],
  [rich, 'LE_SENSORELEMENT_example:e', '3', '2'],
  [rich, 'EQ_SENSORMETADATA_example:m', '1', '2'],
  [rich, 'EQ_SENSORREPORT_https://ns.example.com/epcis/r', '2', '3'],
])('%#: %s finds by it', (event, name, value, other) => {
  expect([name, found(event, { [name]: value }), found(event, { [name]: other })]).toEqual([name, true, false]);
});

test('existence is asked for by name', () => {
  expect(found(rich, { EXISTS_errorDeclaration: 'true' })).toBe(true);
  expect(found(ObjectEvent, { EXISTS_errorDeclaration: 'true' })).toBe(false);
  expect(found(ObjectEvent, { EXISTS_errorDeclaration: 'false' })).toBe(true);
  expect(found(rich, { 'EXISTS_example:note': 'true' })).toBe(true);
  expect(found(rich, { 'EXISTS_ILMD_example:note': 'true' })).toBe(false);
  expect(found(rich, { 'EXISTS_INNER_ILMD_example:age': 'true' })).toBe(true);
});

test('all criteria must hold', () => {
  expect(found(rich, { EQ_action: 'ADD', EQ_bizStep: 'commissioning' })).toBe(true);
  expect(found(rich, { EQ_action: 'ADD', EQ_bizStep: 'shipping' })).toBe(false);
});

describe('a query that is refused', () => {
  test.each<[Parameters, string, string]>([
    [{ EQ_colour: 'red' }, 'EQ_colour', 'unknown-parameter'],
    [{ HASATTR_x: 'y' }, 'HASATTR_x', 'unknown-parameter'],
    [{ EQ_bizTransaction_receipt: 'urn:x:1' }, 'EQ_bizTransaction_receipt', 'unknown-parameter'],
    [{ EQ_bizStep: 'harvesting' }, 'EQ_bizStep', 'bad-value'],
    [{ EQ_action: 'MOVE' }, 'EQ_action', 'bad-value'],
    [{ eventType: 'QuantityEvent' }, 'eventType', 'bad-value'],
    [{ GE_eventTime: '2026-11-24' }, 'GE_eventTime', 'bad-value'],
    [{ GE_eventTime: '2026-13-44T00:00:00Z' }, 'GE_eventTime', 'bad-value'],
    [{ GT_quantity: 'many' }, 'GT_quantity', 'bad-value'],
    [{ MATCH_epc: '' }, 'MATCH_epc', 'bad-value'],
    [{ MATCH_epc: 'urn:x:1|urn:epc:idpat:sgtin:4012345.011111.*' }, 'MATCH_epc', 'together'],
    [{ 'EQ_foo:bar': 'x' }, 'EQ_foo:bar', 'undeclared-prefix'],
    [{ orderBy: 'colour' }, 'orderBy', 'bad-value'],
    [{ orderDirection: 'UP' }, 'orderDirection', 'bad-value'],
    [{ eventCountLimit: '3' }, 'eventCountLimit', 'together'],
    [{ orderBy: 'eventTime', eventCountLimit: '0' }, 'eventCountLimit', 'bad-value'],
    [{ orderBy: 'eventTime', eventCountLimit: '3', maxEventCount: '3' }, 'maxEventCount', 'together'],
  ])('%j', (parameters, parameter, code) => {
    let thrown: unknown;
    try {
      parseQuery(parameters, prefixes);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(QueryError);
    expect(thrown).toMatchObject({ parameter, code });
  });
});

test('a query that asks for what is hidden is known', () => {
  const asks = (parameters: Parameters): boolean => asksPublicOnly(parseQuery(parameters, prefixes).criteria);
  expect(asks({ EQ_bizStep: 'shipping', MATCH_anyEPCClass: lot, GE_eventTime: '2026-01-01T00:00:00Z' })).toBe(true);
  for (const hidden of ['EQ_eventID', 'EQ_bizLocation', 'EQ_source_location', 'EQ_bizTransaction_po', 'EQ_deviceID']) {
    expect(asks({ [hidden]: 'urn:x:1' })).toBe(false);
  }
  expect(asks({ GT_quantity: '1' })).toBe(false);
  expect(asks({ EQ_eventID: 'urn:daunguon:event:1' })).toBe(true);
});
