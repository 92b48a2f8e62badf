/** The main job on real input: a thousand harvest batches from a file, shipped, split, recalled and labelled. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixtureAreas } from '../../../gateway-api/src/import/fixtures/harvest-batches.ts';
import { type System, daysAgo, freshId } from '../system.ts';

const fixtures = join(import.meta.dirname, '../../../gateway-api/src/import/fixtures');
const csv = { 'content-type': 'text/csv' };

/** The files were made on 24 November 2026; on another day their harvests lie as long ago as they did then. */
const shift = Date.parse(daysAgo(0)) - Date.parse('2026-11-24');
const moved = (date: string): string => {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : new Date(time + shift).toISOString().slice(0, 10);
};
const fileOf = (name: string): string =>
  readFileSync(join(fixtures, name), 'utf8').replaceAll(/(?<=,)\d{4}-\d\d-\d\d(?=,)/g, moved);

interface Batch {
  readonly id: string;
  readonly owner: string;
  readonly status: string;
  readonly body: { readonly lot: string; readonly weightKg: string; readonly remainingKg: string };
}

/**
 * Registers the tests; `system()` is asked for when they run. `parts` are the ids of the two batches that the lot is split into, `rows`
 * how much of the file is imported.
 */
export function originSteps(system: () => System, parts: readonly [string, string], rows = 1000): void {
  const unitOf = (name: 'unit-farm' | 'unit-packing' | 'unit-shop'): string =>
    (JSON.parse(readFileSync(join(system().dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name]!;
  const batchByLot = async (lot: string): Promise<Batch> => {
    const { body } = await system().get(`/api/origin/batches?text=${encodeURIComponent(lot)}`, 'farmer');
    const found = (body['items'] as Batch[]).find((batch) => batch.body.lot === lot);
    if (!found) throw new Error(`no batch of lot ${lot}`);
    return found;
  };
  const command = async (login: string, path: string, body: Record<string, unknown>): Promise<void> => {
    const answer = await system().post(`/api/origin/${path}`, { requestId: freshId(), ...body }, login);
    expect([path, answer.status, answer.body['detail']]).toEqual([path, 201, undefined]);
  };
  const recordOf = async (id: string) =>
    (await system().get(`/r/${id}/story`)).body as { record: Batch; recall?: { reason: string } };

  describe(`${rows} batches`, () => {
    test('the growing areas of the file are registered', async () => {
      for (const area of fixtureAreas)
        await command('registrar', 'growing-areas', { id: freshId(), unit: unitOf('unit-farm'), ...area });
      const { body } = await system().get('/api/origin/growing-areas?limit=100', 'farmer');
      // 34 of the file and 8 of the demonstration, two of them to learn on
      expect((body['items'] as unknown[]).length).toBe(42);
    });

    test('the file of broken rows is previewed with an error per row, and nothing of it is issued', async () => {
      const broken = fileOf('harvest-batches-broken.csv');
      const { status, body } = await system().post('/api/origin/imports', broken, 'farmer', csv);
      expect(status).toBe(200);
      // 44 kinds; three are wrong in the unit test's context only, and tomorrow's harvest is today's where the day has begun.
      expect(new Set((body['errors'] as { line: number }[]).map(({ line }) => line)).size).toBeGreaterThanOrEqual(40);
      const refused = await system().post(`/api/origin/imports/${String(body['importId'])}/commit`, {}, 'farmer');
      expect([refused.status, refused.body['type']]).toEqual([409, 'urn:daunguon:problem:origin:import-has-errors']);
    });

    test('the good file is imported whole, with progress, and a second upload of it issues nothing', async () => {
      const lines = fileOf('harvest-batches-1000.csv').split('\n');
      const file = `${lines.slice(0, rows + 1).join('\n')}\n`;
      const preview = await system().post('/api/origin/imports', file, 'farmer', csv);
      expect([preview.body['rows'], preview.body['ok'], preview.body['errors']]).toEqual([rows, rows, []]);
      const path = `/api/origin/imports/${String(preview.body['importId'])}`;
      expect((await system().post(`${path}/commit`, {}, 'farmer')).status).toBe(202);
      const events = await system().get(`${path}/events`, 'farmer');
      expect(String(events.body['text'])).toMatch(/event: /);
      const done = await system().get(path, 'farmer');
      expect([done.body['state'], done.body['committed'], done.body['refused']]).toEqual(['finished', rows, 0]);
      const again = await system().post('/api/origin/imports', file, 'farmer', csv);
      expect([again.body['importId'], again.body['state'], again.body['committed']]).toEqual([
        preview.body['importId'],
        'finished',
        rows,
      ]);
    });
  });

  describe('one lot of it, from farm to shelf to recall', () => {
    const lot = fileOf('harvest-batches-1000.csv').split('\n')[1]!.split(',')[0]!;
    let batch: Batch;

    test('it is shipped, received and split, and the weights agree', async () => {
      batch = await batchByLot(lot);
      await command('farmer', 'ship', { id: freshId(), batch: batch.id, to: unitOf('unit-packing') });
      await command('packer', 'receive', { id: freshId(), batch: batch.id });
      await command('packer', 'split', {
        id: freshId(),
        batch: batch.id,
        parts: [
          { id: parts[0], lot: 'CHIA-1', weightKg: '100' },
          { id: parts[1], lot: 'CHIA-2', weightKg: '200.5' },
        ],
      });
      const { record } = await recordOf(batch.id);
      expect([record.owner, record.body.remainingKg]).toEqual([
        unitOf('unit-packing'),
        String(Number(batch.body.weightKg) - 300.5),
      ]);
    });

    test('more than is left cannot leave it', async () => {
      const body = {
        requestId: freshId(),
        id: freshId(),
        batch: batch.id,
        parts: [{ id: freshId(), lot: 'CHIA-3', weightKg: '900000' }],
      };
      const answer = await system().post('/api/origin/split', body, 'packer');
      expect([answer.status, answer.body['type']]).toEqual([409, 'urn:daunguon:problem:origin:mass-balance']);
    });

    test('a recall of the lot reaches its descendants, and a marked lot cannot be shipped', async () => {
      const reason = 'Dư lượng cadimi vượt mức';
      await command('inspector', 'recalls', { id: freshId(), batch: batch.id, reason, class: 'I' });
      for (const id of [batch.id, ...parts]) {
        const { record, recall } = await recordOf(id);
        expect([record.status, recall?.reason]).toEqual(['recalled', reason]);
      }
      const ship = await system().post(
        '/api/origin/ship',
        { requestId: freshId(), id: freshId(), batch: parts[0], to: unitOf('unit-shop') },
        'packer',
      );
      expect(ship.status).toBe(409);
    });

    test('its label is a PDF', async () => {
      // Labels wait for a verified receipt: the log's checkpoint comes seconds after the commit.
      let response: Response;
      do response = await fetch(`${system().gateway}/api/origin/batches/${parts[0]}/label.pdf`);
      while (response.status === 409 && (await sleep(500, true)));
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    });
  });
}
