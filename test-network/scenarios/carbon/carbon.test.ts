/** An agroforestry project from registration to a certificate that a stranger verifies; a reversal, a refused double claim, an auditor's way from a number to its evidence. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { carbonOperations } from '../../../gateway-api/src/openapi/carbon-operations.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import type { z } from 'zod';
import { ringIn } from '../../../explorer-ui/src/domains/carbon/read-file.ts';
import { ocopPeople } from '../ocop/ocop-people.ts';
import { signedIn } from '../explorer/visitor.ts';
import { daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(180_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const root = join(import.meta.dirname, '../../..');
let system: System;
let seed: Record<string, string>;
let send: ReturnType<typeof ocopPeople>['send'];
let sign: (login: string, transaction: string, command: object) => Promise<string>;

const [project, rival, monitoring, issuance, block, pool] = Array.from({ length: 6 }, freshId) as [
  string,
  string,
  string,
  string,
  string,
  string, // prettier-ignore
];
const [sold, kept, plot, rivalPlot] = Array.from({ length: 4 }, freshId) as [string, string, string, string];
const digest = (letter: string): string => letter.repeat(64);
const year = Number(daysAgo(0).slice(0, 4)) - 1;
const decision = { number: '12/QĐ-TEST', date: daysAgo(1), authority: 'Chi cục Bảo vệ môi trường' };
const description = (id: string, code: string) => ({
  ...{ id, code, name: `Nông lâm kết hợp ${code}`, methodology: 'VM0047', sector: 'AFOLU', kind: 'removal-nature' },
  ...{ commune: '26068', creditingFrom: `${year - 4}-01-01`, creditingUntil: `${year + 20}-12-31`, bufferBps: 1000 },
  coveredByNdc: 'inside',
});
const square = (west: number): string =>
  JSON.stringify({
    type: 'Polygon',
    coordinates: [[[west, 11], [west + 0.01, 11], [west + 0.01, 11.01], [west, 11.01], [west, 11]]], // prettier-ignore
  });
const plotOf = (id: string, of: string, west: number, growingArea?: string) => ({
  ...{ id, project: of, name: 'Thửa 1', commune: '26068', areaM2: 1_000_000 },
  ...{ polygonE7: JSON.parse(ringIn(square(west)) ?? '[]') as unknown, ...(growingArea && { growingArea }) },
});
/** From a project handed in to one that is registered. */
const register = async (id: string): Promise<string[]> => [
  await sign('carbon-verifier', 'MoveProject', { id, to: 'validated', reportDigest: digest('a') }),
  await sign('carbon-authority', 'MoveProject', { id, to: 'registered', decision }),
];

beforeAll(async () => {
  system = await startSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const people = ocopPeople(system, seed, 'Carbon');
  ({ send, sign } = people);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

/** The answer is what the API's description promises. */
const promised = (path: string, body: unknown): void => {
  const operation = carbonOperations.find((one) => one.path === path);
  const schema = operation?.answers[200]?.[0] as z.ZodType;
  expect([path, schema.safeParse(body).error?.issues]).toEqual([path, undefined]);
};

describe('from registration to issuance', () => {
  test('the project is handed in, validated, registered, monitored, verified and approved by three legal entities', async () => {
    const area = seed['area-pomelo'];
    const verify = { id: monitoring, tonnes: '1000', reportDigest: digest('c') };
    const said = [
      await send('carbon-owner', 'carbon/projects', description(project, 'DN-THU-01')),
      ...(await register(project)),
      await send('carbon-owner', 'carbon/plots', plotOf(plot, project, 107, area)),
      await send('carbon-owner', 'carbon/monitoring', {
        ...{ id: monitoring, project, from: `${year}-01-01`, until: `${year}-12-31`, vintage: year, tonnes: '1200' },
        ...{ reportDigest: digest('b'), verifier: seed['unit-carbon-verifier'] },
      }),
      await sign('carbon-verifier', 'VerifyMonitoring', verify),
      await sign('carbon-authority', 'ApproveMonitoring', { id: monitoring, decision }),
      await sign('carbon-authority', 'IssueUnits', { id: issuance, monitoring, block, buffer: pool }),
    ];
    expect(said).toEqual(said.map(() => 'accepted'));
    const { body } = await system.get(`/api/carbon/totals?project=${project}`);
    expect(body).toMatchObject({ issued: '1000', totals: { active: '900', buffer: '100' } });
  });

  test('what the server could do in a person’s name it may not do here', async () => {
    expect(await send('carbon-authority', 'carbon/blocks/block', { id: block, reason: 'Thử' })).toBe(
      'registry/own-key-required',
    );
  });

  test('a second project on the same growing area waits, and gets no units until a person has decided', async () => {
    const period = freshId();
    const half = {
      from: `${year}-01-01`,
      until: `${year}-06-30`,
      vintage: year,
      tonnes: '10',
      ...{ reportDigest: digest('b'), verifier: seed['unit-carbon-verifier'] },
    };
    const issue = { id: freshId(), monitoring: period, block: freshId(), buffer: freshId() };
    const said = [
      await send('carbon-buyer', 'carbon/projects', description(rival, 'DN-THU-02')),
      ...(await register(rival)),
      await send('carbon-buyer', 'carbon/plots', plotOf(rivalPlot, rival, 107.005, seed['area-pomelo'])),
      await send('carbon-buyer', 'carbon/monitoring', { id: period, project: rival, ...half }),
      await sign('carbon-verifier', 'VerifyMonitoring', { id: period, tonnes: '10', reportDigest: digest('c') }),
      await sign('carbon-authority', 'ApproveMonitoring', { id: period, decision }),
      await sign('carbon-authority', 'IssueUnits', issue),
    ];
    expect(said.slice(0, -1)).toEqual(said.slice(0, -1).map(() => 'accepted'));
    expect(said.at(-1)).toBe('carbon/double-claim-undecided');
    const { body } = await system.get('/api/carbon/double-claims', 'carbon-authority');
    promised('/api/carbon/double-claims', body);
    expect(body['items']).toMatchObject([{ plot: rivalPlot, other: plot, project: rival }]);
  });
});

describe('to a certificate that a stranger verifies', () => {
  let certificate = '';

  inBrowser('the owner splits and retires in the workspaces; the pages have no fault on a phone', async () => {
    const { page, open, complaints } = await signedIn(browser!, system, 'carbon-owner', { width: 390 });
    expect(await send('carbon-owner', 'carbon/blocks/split', { id: block, first: '300', parts: [sold, kept] })).toBe(
      'accepted',
    );
    await open(`/carbon/blocks/${sold}`, /Lô tín chỉ 1–300/);
    await page.getByText('Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Loại bỏ thay cho' }).click();
    await page.getByLabel('Loại bỏ thay cho (tên pháp nhân)').fill('Công ty Xi măng Xanh');
    await page.getByLabel('Mã số thuế của pháp nhân đó').fill('3600000102');
    await page.getByLabel('Từ ngày').fill(`${year}-01-01`);
    await page.getByLabel('Đến ngày').fill(`${year}-12-31`);
    await shot(page, 'retire-phone');
    await page.locator('form button[type=submit]').click();
    await page.locator('.stages li.reached').nth(1).waitFor({ timeout: 60_000 });
    const list = await system.get(`/api/carbon/retirements?subject=${project}`, 'carbon-owner');
    [certificate = ''] = (list.body['items'] as { id: string }[]).map(({ id }) => id);
    await open(`/carbon/retirements/${certificate}`, 'Chứng nhận loại bỏ');
    await shot(page, 'certificate-page');
    expect(complaints).toEqual([]);
  });

  inBrowser(
    'the PDF is the same each time, its QR leads a stranger to the proof, and the retired units stay so',
    async () => {
      const path = `${system.gateway}/api/carbon/retirements/${certificate}/certificate.pdf`;
      const [one, two] = await Promise.all(
        [1, 2].map(async () => Buffer.from(await (await fetch(path)).arrayBuffer())),
      );
      expect(one?.equals(two!)).toBe(true);
      // The code on the page says what the link beside it says.
      const link = /\/URI \(([^)]+)\)/.exec(one!.toString('latin1'))?.[1] ?? '';
      expect(link).toBe(`${system.verifier.toUpperCase()}/R/${certificate}`);
      const stranger = await browser!.newPage({ viewport: { width: 390, height: 800 } });
      for (let tries = 0; tries < 30; tries += 1) {
        await stranger.goto(link.toLowerCase().replace(/\/r\/.*/, `/R/${certificate}`));
        await stranger.locator('.verdict[data-code]').waitFor();
        if (await stranger.locator('.verdict[data-code=authentic]').isVisible()) break;
        await stranger.waitForTimeout(500);
      }
      await stranger.getByText('Công ty Xi măng Xanh').waitFor();
      await stranger.getByText(`CN-DN-THU-01-${year}-1-300`).waitFor();
      await stranger.getByText(/Sổ đăng ký nội bộ/).waitFor();
      await shot(stranger, 'verdict');
      const again = {
        id: freshId(),
        block: sold,
        purpose: 'voluntary',
        periodFrom: `${year}-01-01`,
        periodUntil: `${year}-12-31`,
      };
      const beneficiary = { name: 'Công ty Khác', type: 'company', idHash: digest('d'), country: 'VN' };
      expect(await send('carbon-owner', 'carbon/retirements', { ...again, beneficiary })).toBe('carbon/block-state');
    },
  );
});

describe('a fire, and those who look', () => {
  test('a reversal takes from the pool what was lost; what was retired stays retired', async () => {
    const [lost, left] = [freshId(), freshId()];
    const reversal = { project, quantity: '40', blocks: [lost], reason: 'Cháy rừng', occurredOn: daysAgo(1) };
    const said = [
      await send('carbon-authority', 'carbon/blocks/split', { id: pool, first: '40', parts: [lost, left] }),
      await sign('carbon-authority', 'ReverseUnits', {
        id: freshId(),
        ...reversal,
        quantity: '41',
        evidenceDigest: digest('e'),
      }),
      await sign('carbon-authority', 'ReverseUnits', { id: freshId(), ...reversal, evidenceDigest: digest('e') }),
      await sign('carbon-authority', 'DecidePlot', { id: rivalPlot, outcome: 'confirmed', reason: 'Trùng vùng trồng' }),
    ];
    expect(said).toEqual(['accepted', 'carbon/reversal-quantity', 'accepted', 'accepted']);
    const { body } = await system.get(`/api/carbon/totals?project=${project}`);
    promised('/api/carbon/totals', body);
    const retired = browser === null ? '0' : '300';
    expect(body['totals']).toMatchObject({ buffer: '60', cancelled: '40', retired });
  });

  inBrowser('an auditor goes from a number to its blocks, a transaction and the digest of the report', async () => {
    const { page, open, complaints } = await signedIn(browser!, system, 'carbon-auditor');
    await open('/carbon', 'Tín chỉ các-bon');
    await page.locator('dl button').nth(5).click();
    const row = page.getByRole('row', { name: new RegExp(`DN-THU-01/${year} 1–300`) });
    await row.waitFor();
    await shot(page, 'numbers');
    await row.locator('summary').nth(0).click();
    await row.getByText('AgriMSP').waitFor();
    await row.locator('summary').nth(1).click();
    await row.getByText(digest('c')).waitFor();
    await row.getByRole('link', { name: 'Kỳ giám sát' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kỳ giám sát' }).waitFor();
    await page.getByText(digest('c')).first().waitFor();
    await open('/carbon', 'Tín chỉ các-bon');
    await page.getByLabel('Mã dự án').fill('DN-THU-01');
    await page.getByLabel('Năm phát sinh').fill(String(year));
    await page.getByLabel('Số sê-ri').fill('42');
    await page.getByRole('button', { name: 'Xem lịch sử' }).click();
    await page.locator('ol li', { hasText: 'Đã loại bỏ' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('the same by API: number, blocks, transactions, evidence; the life of a serial', async () => {
    const behind = await system.get(`/api/carbon/totals/buffer?project=${project}`);
    promised('/api/carbon/totals/:state', behind.body);
    expect(behind.body['items']).toMatchObject([{ quantity: '60', evidence: { verificationReport: digest('c') } }]);
    const life = await system.get(`/api/carbon/serials/DN-THU-01/${year}/905`);
    promised('/api/carbon/serials/:code/:vintage/:serial', life.body);
    const states = (life.body['history'] as { state: string }[]).map(({ state }) => state);
    expect(states).toEqual(['buffer', 'superseded', 'buffer', 'cancelled']);
    expect((await system.get(`/api/carbon/serials/DN-THU-01/${year}/1001`)).status).toBe(404);
    const trust = await system.get('/api/carbon/cad-trust');
    promised('/api/carbon/cad-trust', trust.body);
    const checked = await system.post('/api/carbon/cad-trust/check', trust.body['units'], 'carbon-auditor');
    expect(checked.body).toMatchObject({ findings: [] });
  });

  test('the audit of the public log finds no difference to the dashboard', async () => {
    const program = join(root, 'gateway-api/src/audit/daunguon-audit.ts');
    const args = [program, 'carbon', system.gateway, '--policy', join(system.dataDir, 'trust'), '--json'];
    let report = { findings: [] as unknown[], differences: [] as unknown[], numbers: {}, compared: false };
    // The log may be a moment behind the index.
    for (let tries = 0; tries < 10; tries += 1) {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (piece: Buffer) => (said += String(piece)));
      const code = await new Promise((resolve) => child.once('close', resolve));
      report = JSON.parse(said) as typeof report;
      if (code === 0) break;
    }
    expect(report).toMatchObject({ findings: [], differences: [], compared: true });
  });
});

/** Kept for people to look at, where DN_SHOTS names a folder. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['DN_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
