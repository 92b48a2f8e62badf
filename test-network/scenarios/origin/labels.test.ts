/** Labels from the drawing of their serials to a copied one: over HTTP, by the people of the demonstration, and a stranger's browser. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readTrustPolicy, verdictOf, verify } from '@daunguon/proof';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import decodeQR from 'qr/decode.js';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { type System, daysAgo, freshId, sharedSystem } from '../system.ts';

jest.setTimeout(180_000);

const browser = await launchChromium([]);
const inBrowser = testIn(browser);
const gtin = '08936012345674';
const lot = `NHAN-${Date.now() % 1e9}`;
const path = `01/${gtin}/10/${lot}`;
const [batch, issue] = [freshId(), freshId()];
let system: System;
let serials: string[];

beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const command = (name: string, body: object, login = 'farmer') =>
  system.post(`/api/origin/${name}`, { requestId: freshId(), ...body }, login);
/** The labels as a PDF, once the issue can be proven. */
const labels = async (): Promise<Response> => {
  const url = `${system.gateway}/api/origin/label-issues/${issue}/labels.pdf?size=a4-3x8&count=3`;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${await system.token('farmer')}` } });
    if (answer.status !== 409 || tries === 100) return answer;
    await sleep(200);
  }
};
/** What the QR codes of the first row say, read from the pixels of the printed page. */
const scanned = async (pdf: Uint8Array): Promise<string[]> => {
  const page = await (await getDocument({ data: pdf, verbosity: 0 }).promise).getPage(1);
  const viewport = page.getViewport({ scale: 300 / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  const px = (mm: number): number => Math.round((mm * 300) / 25.4);
  return [0, 1, 2].map((column) => {
    const image = context.getImageData(px(column * 70), px(0.5), px(37), px(37));
    return decodeQR({ width: image.width, height: image.height, data: Uint8Array.from(image.data) });
  });
};
/** What a stranger's device finds of one item, by the trust policy beside the verifier. */
const verdict = async (serial: string, of = lot) => {
  const id = `01/${gtin}/10/${of}`;
  const [text, json] = await Promise.all([
    fetch(`${system.verifier}/policy.txt`).then((answer) => answer.text()),
    fetch(`${system.verifier}/policy.json`).then((answer) => answer.json() as Promise<unknown>),
  ]);
  const bundle = (await system.get(`/r/${id}?serial=${serial}`)).body;
  const now = Date.now();
  const identifiers = { gtin, lot: of, serial };
  const verification = verify({ bundle, id, policy: readTrustPolicy(text, json), now, identifiers });
  const { code, tone } = verdictOf(verification, { now });
  return { code, tone, scans: (bundle['stated'] as { scans?: { copied: boolean } } | undefined)?.scans };
};

test('serials are drawn once, issued on the ledger by their root, and printed when that can be proven', async () => {
  const seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const product = { code: 'durian', name: 'Sầu riêng Ri6', gtin };
  const harvest = {
    id: batch,
    lot,
    product,
    growingArea: seed['area-durian'],
    harvestDate: daysAgo(2),
    weightKg: '120',
  };
  expect((await command('batches', harvest)).status).toBe(201);
  const drawn = await system.post('/api/origin/label-serials', { id: issue, batch, count: 30 }, 'farmer');
  expect([drawn.status, drawn.body['count']]).toEqual([201, 30]);
  const again = await system.post('/api/origin/label-serials', { id: issue, batch, count: 30 }, 'farmer');
  expect(again.body).toEqual(drawn.body);
  const stranger = await system.post('/api/origin/label-serials', { id: freshId(), batch, count: 30 }, 'packer');
  expect(stranger.body['code']).toBe('origin/batch-of-other-unit');
  const unnamed = { id: freshId(), batch: seed['batch-10'], count: 30 };
  expect((await system.post('/api/origin/label-serials', unnamed, 'farmer')).body['code']).toBe(
    'origin/labels-need-gtin',
  );
  const issued = await command('label-issues', drawn.body);
  expect([issued.status, issued.body['ids']]).toEqual([201, [batch]]);
  const pdf = await labels();
  expect(pdf.status).toBe(200);
  const links = await scanned(new Uint8Array(await pdf.arrayBuffer()));
  const start = `${system.verifier.toUpperCase()}/${path}/21/`;
  expect(links.map((link) => link.slice(0, start.length))).toEqual([start, start, start]);
  serials = links.map((link) => link.slice(start.length));
  expect(new Set(serials).size).toBe(3);
  const other = await system.get(`/api/origin/label-issues/${issue}/labels.pdf`, 'packer');
  expect(other.status).toBe(404);
});

test('the resolver leads a scanned label to the page that proves it, and says what else there is', async () => {
  const link = `${system.gateway}/${path}/21/${serials[0]}`;
  const answer = await fetch(link, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([307, `${system.verifier}/${path}/21/${serials[0]}`]);
  const set = (await (await fetch(`${link}?linkType=linkset`)).json()) as { linkset: { anchor: string }[] };
  expect(set.linkset.map(({ anchor }) => anchor)).toEqual([
    `${system.gateway}/${path}`,
    `${system.gateway}/01/${gtin}`,
  ]);
  const wrong = await system.get(`/01/08936012345675/10/${lot}`);
  expect([wrong.status, wrong.body['code']]).toEqual([400, 'resolver/bad-link']);
});

test('a printed serial is proven issued, an invented one proven never issued', async () => {
  expect(await verdict(serials[0]!)).toMatchObject({ code: 'authentic', tone: 'green', scans: { scans: 0 } });
  expect(await verdict('ABCDEFGHJKMNPQRST')).toEqual({ code: 'not-issued', tone: 'red', scans: undefined });
});

test('a genuine serial on the box of another lot is proven never issued for that lot', async () => {
  const [other, others] = [freshId(), freshId()];
  const otherLot = `${lot}-B`;
  const harvest = (await system.get(`/r/${batch}/story`)).body['record'] as { body: Record<string, unknown> };
  const { product, growingArea, harvestDate } = harvest.body;
  const box = { id: other, lot: otherLot, product, growingArea, harvestDate, weightKg: '50' };
  expect((await command('batches', box)).status).toBe(201);
  const drawn = await system.post('/api/origin/label-serials', { id: others, batch: other, count: 5 }, 'farmer');
  expect((await command('label-issues', drawn.body)).status).toBe(201);
  let found = await verdict(serials[0]!, otherLot);
  // Until a checkpoint has the new lot, there is none.
  for (let tries = 0; found.code !== 'not-issued' && tries < 100; tries += 1) {
    await sleep(200);
    found = await verdict(serials[0]!, otherLot);
  }
  expect(found).toEqual({ code: 'not-issued', tone: 'red', scans: undefined });
  expect(await verdict(serials[0]!)).toMatchObject({ code: 'authentic', tone: 'green' });
});

test('scans of one label in many communes warn of copies; one of its neighbours stays as it was', async () => {
  for (let at = 0; at < 10; at += 1) {
    const { token } = (await system.post('/api/origin/scan-tokens', {})).body;
    const commune = ['26080', '25195', '25217'][at % 3];
    const told = await system.post('/api/origin/scans', { token, gtin, lot, serial: serials[0], commune });
    expect([told.status, told.body['counted']]).toEqual([200, true]);
  }
  expect((await verdict(serials[0]!)).scans).toMatchObject({ scans: 10, communes: 3, copied: true });
  expect((await verdict(serials[1]!)).scans).toMatchObject({ scans: 0, copied: false });
});

inBrowser('a stranger sees the warning, reports it, and an inspector finds the cluster with its evidence', async () => {
  const page = await (await browser!.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(`${system.verifier}/${path}/21/${serials[0]}`);
  const shown = page.locator('.verdict.amber.stated');
  await shown.waitFor();
  expect(await shown.innerText()).toContain('CÓ DẤU HIỆU NHÃN BỊ SAO CHÉP – quét 10 lần ở 3 xã');
  await page.locator('#report').click();
  await page.locator('#report-commune').selectOption('26080');
  await page.locator('#contact').fill('0900 000 000');
  await page.locator('#send-report').click();
  await page.getByText('Đã gửi. Mã báo cáo:').waitFor();
  const clusters = await system.get(`/api/origin/fake-reports/clusters?by=serial&gtin=${gtin}&lot=${lot}`, 'inspector');
  expect(clusters.body['items']).toMatchObject([{ key: `${path}/21/${serials[0]}`, reports: 1, communes: 1 }]);
  const evidence = await system.get(`/api/origin/fake-reports/evidence.json?gtin=${gtin}&lot=${lot}`, 'inspector');
  const { reports, bundles, scans } = evidence.body as Record<string, Record<string, unknown>[]>;
  expect([reports?.[0]?.['reason'], scans?.[0]?.['copied'], bundles?.[0]?.['label']]).toEqual([
    ...['label-copied', true, `${path}/21/${serials[0]}`],
  ]);
  expect(JSON.stringify(evidence.body)).not.toContain('0900');
  const refused = await system.get('/api/origin/fake-reports/clusters', 'farmer');
  expect(refused.body['code']).toBe('report/inspectors-only');
});

test('a recalled batch gets no new labels, and those that it has are not printed again', async () => {
  const notice = { id: freshId(), batch, reason: 'Dư lượng vượt mức', class: 'II' };
  expect((await command('recalls', notice, 'inspector')).status).toBe(201);
  const drawn = await system.post('/api/origin/label-serials', { id: freshId(), batch, count: 1 }, 'farmer');
  expect([drawn.status, drawn.body['code']]).toEqual([409, 'origin/batch-recalled']);
  const more = await command('label-issues', { id: freshId(), batch, count: 1, root: '00'.repeat(32) });
  expect([more.status, more.body['code']]).toEqual([409, 'origin/batch-recalled']);
  const printed = await system.get(`/api/origin/label-issues/${issue}/labels.pdf`, 'farmer');
  expect([printed.status, printed.body['code']]).toEqual([409, 'origin/batch-recalled']);
});
