/** What was captured: who sees how much of it, and that it is proven. */
import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@daunguon/formats/epcis';
import { readDisclosure, verifyField } from '@daunguon/proof';
import { documentOf, event, lotUri, type EpcisClient } from './epcis-client.ts';

export function captureTests(client: EpcisClient): void {
  /** What `npx daunguon-verify <file>` ends with. */
  const verdictOf = (disclosure: string): Promise<number | null> => {
    const file = join(client.system().dataDir, 'disclosure.json');
    writeFileSync(file, disclosure);
    const program = join(import.meta.dirname, '../../../verifier-web/src/cli/daunguon-verify.ts');
    const options = [
      '--policy',
      join(client.system().dataDir, 'trust'),
      '--gateway',
      client.system().gateway,
      '--state',
      `${file}.state`,
    ];
    const child = spawn(process.execPath, [program, file, ...options], { stdio: 'ignore' });
    return new Promise((resolve) => child.once('exit', resolve));
  };
  describe('a document with all five event types', () => {
    const note = 'giá bán riêng';
    const events: JsonObject[] = [
      event({
        eventID: 'urn:uuid:7d6f5e7c-0000-4000-8000-000000000001',
        'ex:note': note,
        certificationInfo: 'https://example.org/vietgap/7',
      }),
      {
        ...event({ type: 'AggregationEvent', action: 'ADD', parentID: 'https://id.gs1.org/00/189360123400000010' }),
        quantityList: undefined,
        childQuantityList: [{ epcClass: lotUri, quantity: 40, uom: 'KGM' }],
      },
      event({
        type: 'TransactionEvent',
        action: 'ADD',
        bizStep: 'shipping',
        bizTransactionList: [{ type: 'bol', bizTransaction: 'urn:epcglobal:cbv:bt:8936012300017:BL-7' }],
      }),
      {
        ...event({
          type: 'TransformationEvent',
          bizStep: 'commissioning',
          inputQuantityList: [{ epcClass: lotUri, quantity: 30, uom: 'KGM' }],
          outputQuantityList: [{ epcClass: `${lotUri}-P`, quantity: 9, uom: 'KGM' }],
        }),
        quantityList: undefined,
        action: undefined,
      },
      {
        ...event({
          type: 'AssociationEvent',
          action: 'ADD',
          bizStep: 'assembling',
          parentID: 'urn:epc:id:grai:4012345.55555.987',
          childEPCs: ['urn:epc:id:giai:4000001.12345'],
        }),
        quantityList: undefined,
      },
      event({
        bizStep: 'sensor_reporting',
        sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 4.2, uom: 'CEL' }] }],
      }),
    ];

    test('is captured as a job, and found by its unit in full', async () => {
      const job = await client.capture(documentOf(...events));
      expect(job.body).toMatchObject({ running: false, success: true, errors: [], events: 6, captured: 6 });
      const found = await client.find(
        `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&EQ_bizStep=packing&eventType=ObjectEvent`,
        'packer',
      );
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        eventID: events[0]!['eventID'],
        'ex:note': note,
        quantityList: [{ quantity: 40.5 }],
      });
      expect(await client.find('GE_value_CEL=4&LT_value_CEL=5', 'packer')).toHaveLength(1);
      expect(await client.find('EQ_bizTransaction_bol=urn:epcglobal:cbv:bt:8936012300017:BL-7', 'packer')).toHaveLength(
        1,
      );
    });

    test('strangers see what, when, in which commune and which step, and no way to guess the rest', async () => {
      const query = `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&EQ_bizStep=packing&eventType=ObjectEvent`;
      const [seen] = await client.find(query);
      expect(seen).toMatchObject({
        type: 'ObjectEvent',
        bizStep: 'packing',
        quantityList: [{ epcClass: lotUri }],
        'dn:redacted': true,
      });
      expect(JSON.stringify(seen)).not.toMatch(/40\.5|giá bán|vietgap|7d6f5e7c/);
      expect(seen?.['dn:commune']).toMatch(/^\d{5}$/);
      for (const hidden of [
        'GE_value_CEL=4',
        'EQ_bizTransaction_bol=urn:epcglobal:cbv:bt:8936012300017:BL-7',
        `EQ_eventID=${String(events[0]!['eventID'])}`,
      ]) {
        expect([hidden, await client.find(hidden), (await client.find(hidden, 'retailer')).length]).toEqual([
          hidden,
          [],
          0,
        ]);
      }
      expect((await client.find(query, 'inspector'))[0]).toMatchObject({ 'ex:note': note });
    });

    test('its header’s master data is kept with the event: the unit finds it by an attribute, strangers do not', async () => {
      const place = 'https://id.gs1.org/414/0614141007776';
      const element = { id: place, attributes: [{ id: 'cbvmda:sst', attribute: '201' }] };
      const type = 'urn:epcglobal:epcis:vtype:BusinessLocation';
      const epcisHeader = { epcisMasterData: { vocabularyList: [{ type, vocabularyElementList: [element] }] } };
      const stored = event({ bizStep: 'storing', bizLocation: { id: place } });
      const job = await client.capture({ ...documentOf(stored), epcisHeader });
      expect(job.body).toMatchObject({ success: true, captured: 1 });
      const [has, is] = ['HASATTR_bizLocation=cbvmda:sst', 'EQATTR_bizLocation_cbvmda:sst=201'];
      expect([(await client.find(has, 'packer')).length, (await client.find(is, 'packer')).length]).toEqual([1, 1]);
      expect([await client.find(has), await client.find(is, 'retailer')]).toEqual([[], []]);
    });

    test('each shown field proves itself against the record’s commitment in the log', async () => {
      const [seen] = await client.find(
        `MATCH_anyEPCClass=${encodeURIComponent(lotUri)}&EQ_bizStep=packing&eventType=ObjectEvent`,
      );
      const { body } = await client
        .system()
        .get(`/epcis/events/${encodeURIComponent(String(seen?.['eventID']))}/disclosure`);
      const { id, fields } = readDisclosure(body)!;
      const { body: bundle } = await client.proven(`/r/${id}`);
      const { kind, commitment } = JSON.parse((bundle['record'] as { leaf: string }).leaf) as Record<string, string>;
      expect([kind, fields.every((field) => verifyField(field, commitment!))]).toEqual(['fields/1', true]);
      expect(await verdictOf(JSON.stringify(body))).toBe(0);
      expect(await verdictOf(JSON.stringify(body).replace('packing', 'shipping'))).toBe(1);
      expect(fields.map(({ pointer }) => pointer)).toContain('/epcClasses');
      expect(fields.map(({ pointer }) => pointer)).not.toContain('/amounts');
    });
  });
}
