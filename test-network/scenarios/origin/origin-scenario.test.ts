/** The main job on real input: a thousand harvest batches from a file, shipped, split and recalled, and a stranger who scans a label. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureAreas } from '../../../gateway-api/src/import/fixtures/harvest-batches.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { writeQrVideo } from '../../../verifier-web/test/qr-video.ts';
import { type System, freshId, startSystem } from '../system.ts';

jest.setTimeout(180_000);

const fixtures = join(import.meta.dirname, '../../../gateway-api/src/import/fixtures');
const csv = { 'content-type': 'text/csv' };
const folder = mkdtempSync(join(tmpdir(), 'daunguon-scan-'));
/** Known before anything starts: the fake camera shows one file for the browser's whole life. */
const parts = [freshId(), freshId()] as const;
const video = join(folder, 'label.y4m');
await writeQrVideo(video, `HTTPS://NGUON.EXAMPLE.VN/R/${parts[1]}`);
const browser = await launchChromium([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${video}`,
]);
const inBrowser = browser === null ? test.skip : test;

interface Batch {
  readonly id: string;
  readonly owner: string;
  readonly status: string;
  readonly body: { readonly lot: string; readonly weightKg: string; readonly remainingKg: string };
}

let system: System;
let units: Record<'unit-farm' | 'unit-packing' | 'unit-shop', string>;

beforeAll(async () => {
  system = await startSystem();
  units = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as typeof units;
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const batchByLot = async (lot: string): Promise<Batch> => {
  const { body } = await system.get(`/api/origin/batches?text=${encodeURIComponent(lot)}`, 'farmer');
  const found = (body['items'] as Batch[]).find((batch) => batch.body.lot === lot);
  if (!found) throw new Error(`no batch of lot ${lot}`);
  return found;
};
const command = async (login: string, path: string, body: Record<string, unknown>): Promise<void> => {
  const answer = await system.post(`/api/origin/${path}`, { requestId: freshId(), ...body }, login);
  expect([path, answer.status, answer.body['detail']]).toEqual([path, 201, undefined]);
};
const recordOf = async (id: string) =>
  (await system.get(`/r/${id}`)).body as { record: Batch; recall?: { reason: string } };

describe('a thousand batches', () => {
  test('the growing areas of the file are registered', async () => {
    for (const area of fixtureAreas)
      await command('registrar', 'growing-areas', { id: freshId(), unit: units['unit-farm'], ...area });
    const { body } = await system.get('/api/origin/growing-areas?limit=100', 'farmer');
    // 34 of the file and 6 of the demonstration
    expect((body['items'] as unknown[]).length).toBe(40);
  });

  test('the file of broken rows is previewed with an error per row, and nothing of it is issued', async () => {
    const broken = readFileSync(join(fixtures, 'harvest-batches-broken.csv'));
    const { status, body } = await system.post('/api/origin/imports', broken, 'farmer', csv);
    expect(status).toBe(200);
    expect((body['errors'] as { line: number }[]).length).toBeGreaterThanOrEqual(40);
    const refused = await system.post(`/api/origin/imports/${String(body['importId'])}/commit`, {}, 'farmer');
    expect([refused.status, refused.body['type']]).toEqual([409, 'urn:daunguon:problem:origin:import-has-errors']);
  });

  test('the good file is imported whole, with progress, and a second upload of it issues nothing', async () => {
    const file = readFileSync(join(fixtures, 'harvest-batches-1000.csv'));
    const preview = await system.post('/api/origin/imports', file, 'farmer', csv);
    expect([preview.body['rows'], preview.body['ok'], preview.body['errors']]).toEqual([1000, 1000, []]);
    const path = `/api/origin/imports/${String(preview.body['importId'])}`;
    expect((await system.post(`${path}/commit`, {}, 'farmer')).status).toBe(202);
    const events = await system.get(`${path}/events`, 'farmer');
    expect(String(events.body['text'])).toMatch(/event: /);
    const done = await system.get(path, 'farmer');
    expect([done.body['state'], done.body['committed'], done.body['refused']]).toEqual(['finished', 1000, 0]);
    const again = await system.post('/api/origin/imports', file, 'farmer', csv);
    expect([again.body['importId'], again.body['state'], again.body['committed']]).toEqual([
      preview.body['importId'],
      'finished',
      1000,
    ]);
  });
});

describe('one lot of it, from farm to shelf to recall', () => {
  const lot = readFileSync(join(fixtures, 'harvest-batches-1000.csv'), 'utf8').split('\n')[1]!.split(',')[0]!;
  let batch: Batch;

  test('it is shipped, received and split, and the weights agree', async () => {
    batch = await batchByLot(lot);
    await command('farmer', 'ship', { id: freshId(), batch: batch.id, to: units['unit-packing'] });
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
      units['unit-packing'],
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
    const answer = await system.post('/api/origin/split', body, 'packer');
    expect([answer.status, answer.body['type']]).toEqual([409, 'urn:daunguon:problem:origin:mass-balance']);
  });

  test('a recall of the lot reaches its descendants, and a marked lot cannot be shipped', async () => {
    const reason = 'Dư lượng cadimi vượt mức';
    await command('inspector', 'recalls', { id: freshId(), batch: batch.id, reason, class: 'I' });
    for (const id of [batch.id, ...parts]) {
      const { record, recall } = await recordOf(id);
      expect([record.status, recall?.reason]).toEqual(['recalled', reason]);
    }
    const ship = await system.post(
      '/api/origin/ship',
      { requestId: freshId(), id: freshId(), batch: parts[0], to: units['unit-shop'] },
      'packer',
    );
    expect(ship.status).toBe(409);
  });

  test('its label is a PDF', async () => {
    const response = await fetch(`${system.gateway}/api/origin/batches/${parts[0]}/label.pdf`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  inBrowser('a stranger scans the label with a camera and sees the recall', async () => {
    const context = await browser!.newContext({ viewport: { width: 360, height: 740 }, permissions: ['camera'] });
    const page = await context.newPage();
    await page.goto(system.verifier);
    await page.locator('#scan').click();
    await page.waitForURL(`${system.verifier}/R/${parts[1]}`, { timeout: 30_000 });
    await page.getByText('ĐANG BỊ THU HỒI').first().waitFor();
    await page.getByText('CHIA-2').first().waitFor();
    expect(await page.getByText('chưa kiểm chứng độc lập').first().isVisible()).toBe(true);
  });
});
