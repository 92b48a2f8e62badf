/** What is refused, with what is wrong: each bad input by its name. */
import { describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import type { JsonObject } from '@daunguon/formats/epcis';
import { freshId } from '../system.ts';
import { batch, context, documentOf, errorCodes, event, gtin, lot, now, type EpcisClient } from './epcis-client.ts';

export function refusalTests(client: EpcisClient): void {
  describe('what is refused, with what is wrong', () => {
    const lone = (change: JsonObject): JsonObject => ({ '@context': context, ...event(change) });
    const one = (change: JsonObject, login = 'packer') => client.system().post('/epcis/events', lone(change), login);

    test('schema and vocabulary, by pointer, in Vietnamese and English', async () => {
      const wrong = documentOf(event(), event({ bizStep: 'harvesting' }), event({ foo: 1 }));
      const refused = await client.system().post('/epcis/capture', wrong, 'packer');
      expect([refused.status, refused.body['code']]).toEqual([400, 'epcis/invalid-document']);
      expect(refused.body['errors']).toEqual([
        {
          ...{ pointer: '/epcisBody/eventList/1/bizStep', code: 'vocabulary' },
          detail: 'Không có trong từ vựng CBV 2.0 và không phải URI của từ vựng khác',
        },
        {
          ...{ pointer: '/epcisBody/eventList/2/foo', code: 'unknown-field' },
          detail: 'Không có trường này; trường mở rộng phải có tiền tố',
        },
      ]);
      const english = await client.system().post('/epcis/capture', wrong, 'packer', { 'accept-language': 'en' });
      expect((english.body['errors'] as { detail: string }[])[1]?.detail).toBe(
        'There is no such field; an extension needs a prefix',
      );
      // The same document, taken as far as it goes.
      const job = await client.capture(wrong, { 'GS1-Capture-Error-Behaviour': 'proceed' });
      expect([job.body['success'], job.body['captured'], errorCodes(job)]).toEqual([
        false,
        1,
        ['vocabulary', 'unknown-field'],
      ]);
    });

    test('the same event twice, however it is written', async () => {
      const eventTime = '2026-11-24T08:00:00.000+07:00';
      const first = await one({ eventTime, bizStep: 'inspecting' });
      expect([first.status, first.headers.get('location')]).toEqual([
        201,
        `/epcis/events/${encodeURIComponent(String(first.body['eventID']))}`,
      ]);
      const again = await one({
        eventTime: '2026-11-24T01:00:00Z',
        bizStep: 'https://ref.gs1.org/cbv/BizStep-inspecting',
      });
      expect([again.status, again.body['code']]).toEqual([409, 'epcis/event-exists']);
      const declared = await one({
        eventTime,
        bizStep: 'inspecting',
        errorDeclaration: { declarationTime: now(), reason: 'did_not_occur' },
      });
      expect(declared.status).toBe(201);
      expect(await client.find('EXISTS_errorDeclaration=true', 'packer')).toHaveLength(1);
    });

    test.each<[string, () => JsonObject, number, string]>([
      [
        'the future',
        () => ({ eventTime: new Date(Date.now() + 3_600_000).toISOString() }),
        400,
        'epcis/invalid-document',
      ],
      [
        'output heavier than input',
        () => ({
          ...{ type: 'TransformationEvent', action: undefined, quantityList: undefined, bizStep: 'commissioning' },
          inputQuantityList: [{ epcClass: 'urn:x:in', quantity: 1, uom: 'TNE' }],
          outputQuantityList: [{ epcClass: 'urn:x:out', quantity: 1000.5, uom: 'KGM' }],
        }),
        409,
        'origin/mass-balance',
      ],
      [
        'a sensor flood',
        () => ({
          sensorElementList: [
            { sensorReport: Array.from({ length: 1001 }, (_, value) => ({ type: 'Temperature', value, uom: 'CEL' })) },
          ],
        }),
        400,
        'epcis/invalid-document',
      ],
    ])('%s', async (_name, change, status, code) => {
      const refused = await one(change());
      expect([refused.status, refused.body['code']]).toEqual([status, code]);
    });

    test('a recalled lot goes no further, under any spelling of its name; that it was received is told', async () => {
      const notice = {
        requestId: freshId(),
        id: freshId(),
        batch,
        reason: 'Dư lượng thuốc bảo vệ thực vật',
        class: 'II',
      };
      expect((await client.system().post('/api/origin/recalls', notice, 'inspector')).status).toBe(201);
      const spelt = `https://nguon.example.vn/01/${gtin}/10/${lot}?17=261231`;
      const shipped = await one({ bizStep: 'shipping', quantityList: [{ epcClass: spelt }] });
      expect([shipped.status, shipped.body['code']]).toEqual([409, 'origin/batch-recalled']);
      expect((await one({ bizStep: 'receiving', quantityList: [{ epcClass: spelt }] })).status).toBe(201);
      const job = await client.capture(documentOf(event({ bizStep: 'storing' }), event({ bizStep: 'retail_selling' })));
      expect([job.body['captured'], errorCodes(job)]).toEqual([0, ['origin/batch-recalled']]);
    });

    test('100 MB, without being read whole', async () => {
      const token = await client.system().token('packer');
      const { status, sent } = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
        let sent = 0;
        const upload = request(`${client.system().gateway}/epcis/capture`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        });
        const chunk = Buffer.alloc(1024 * 1024, ' ');
        const write = (): void => {
          while (sent < 100 && !upload.destroyed) {
            sent += 1;
            if (!upload.write(chunk)) return void upload.once('drain', write);
          }
          upload.end();
        };
        upload.on('response', (response) => {
          response.resume();
          upload.destroy();
          resolve({ status: response.statusCode ?? 0, sent });
        });
        // Whoever goes on sending is cut off.
        upload.on('error', (error: NodeJS.ErrnoException) =>
          error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
        );
        write();
      });
      expect(status).toBe(413);
      expect(sent).toBeLessThan(60);
    });
  });
}
