/** An agroforestry project from registration to a certificate that a stranger verifies; a reversal, a refused double claim, an auditor's way from a number to its evidence. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carbonOperations } from '../../../gateway-api/src/openapi/carbon-operations.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import type { z } from 'zod';
import { sha256Hex } from '@daunguon/proof';
import { ringIn } from '../../../explorer-ui/src/domains/carbon/read-file.ts';
import { ocopPeople } from '../ocop/ocop-people.ts';
import { carbonWorkspaces, codeOnCertificate, internalNotice } from './carbon-workspaces.ts';
import { signedIn } from '../explorer/visitor.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';

jest.setTimeout(180_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const root = join(import.meta.dirname, '../../..');
let system: System;
let seed: Record<string, string>;
let send: ReturnType<typeof ocopPeople>['send'];
let workspaces: ReturnType<typeof carbonWorkspaces>;
let sign: (login: string, transaction: string, command: object) => Promise<string>;

const [project, rival, monitoring] = Array.from({ length: 3 }, freshId) as [string, string, string];
/** Made by whoever issues. */
let [block, pool] = ['', ''];
const report = Buffer.from('Báo cáo thẩm định kỳ giám sát');
const reportDigest = sha256Hex(report);
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
  system = await sharedSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const people = ocopPeople(system, seed, 'Carbon');
  ({ send, sign } = people);
  if (browser !== null) workspaces = carbonWorkspaces(browser, () => system);
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
  test('the project is handed in, validated, registered and monitored', async () => {
    const area = seed['area-pomelo'];
    const said = [
      await send('carbon-owner', 'carbon/projects', description(project, 'DN-THU-01')),
      ...(await register(project)),
      await send('carbon-owner', 'carbon/plots', plotOf(plot, project, 107, area)),
      await send('carbon-owner', 'carbon/monitoring', {
        ...{ id: monitoring, project, from: `${year}-01-01`, until: `${year}-12-31`, vintage: year, tonnes: '1200' },
        ...{ reportDigest: digest('b'), verifier: seed['unit-carbon-verifier'] },
      }),
    ];
    expect(said).toEqual(said.map(() => 'accepted'));
  });

  test('verified by the appointed verifier, approved and issued by the authority: in their own browsers', async () => {
    if (browser === null) {
      const verify = { id: monitoring, tonnes: '1000', reportDigest };
      const issue = { id: freshId(), monitoring, block: freshId(), buffer: freshId() };
      expect([
        await sign('carbon-verifier', 'VerifyMonitoring', verify),
        await sign('carbon-authority', 'ApproveMonitoring', { id: monitoring, decision }),
        await sign('carbon-authority', 'IssueUnits', issue),
      ]).toEqual(['accepted', 'accepted', 'accepted']);
    } else {
      await workspaces.enrol('carbon-verifier');
      await workspaces.verify(monitoring, '1000', report);
      await workspaces.enrol('carbon-authority');
      await workspaces.approveAndIssue(monitoring, decision);
    }
    const { body } = await system.get(`/api/carbon/totals?project=${project}`);
    expect(body).toMatchObject({ issued: '1000', conserved: true, totals: { active: '900', buffer: '100' } });
    const list = await system.get(`/api/carbon/blocks?subject=${project}`, 'carbon-owner');
    const found = (list.body['items'] as { id: string; body: { state: string } }[]).map(
      ({ id, body: { state } }) => [state, id] as const,
    );
    [block, pool] = [new Map(found).get('active') ?? '', new Map(found).get('buffer') ?? ''];
    expect(await sign('carbon-verifier', 'RejectMonitoring', { id: monitoring, reason: 'Thử' })).toBe(
      'carbon/monitoring-stage',
    );
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
    await open(`/carbon/blocks/${sold}`, /Lô tín chỉ DN-THU-01\/\d{4} 1–300/);
    await page.getByText(internalNotice).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Loại bỏ thay cho' }).click();
    await page.getByLabel('Loại bỏ thay cho (tên pháp nhân)').fill('Công ty Xi măng Xanh');
    await page.getByLabel('Mã số thuế của pháp nhân đó').fill('3600000102');
    await page.getByLabel('Từ ngày').fill(`${year}-01-01`);
    await page.getByLabel('Đến ngày').fill(`${year}-12-31`);
    await page.locator('form button[type=submit]').click();
    await page.locator('.stages li.reached').nth(1).waitFor({ timeout: 60_000 });
    const list = await system.get(`/api/carbon/retirements?subject=${project}`, 'carbon-owner');
    [certificate = ''] = (list.body['items'] as { id: string }[]).map(({ id }) => id);
    await open(`/carbon/retirements/${certificate}`, 'Chứng nhận loại bỏ');
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
      // The code, read from the pixels, says what the link beside it says.
      const link = await codeOnCertificate(one!);
      expect(link).toBe(`${system.verifier.toUpperCase()}/R/${certificate}`);
      expect(one!.toString('latin1')).toContain(`/URI (${link})`);
      const stranger = await browser!.newPage({ viewport: { width: 390, height: 800 } });
      for (let tries = 0; tries < 30; tries += 1) {
        await stranger.goto(link.toLowerCase().replace(/\/r\/.*/, `/R/${certificate}`));
        await stranger.locator('.verdict[data-code]').waitFor();
        if (await stranger.locator('.verdict[data-code=authentic]').isVisible()) break;
        await stranger.waitForTimeout(500);
      }
      await stranger.getByText('Công ty Xi măng Xanh').waitFor();
      await stranger.getByText(`CN-DN-THU-01-${year}-1-300`, { exact: true }).waitFor();
      await stranger.getByText(/Sổ đăng ký nội bộ/).waitFor();
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
    ];
    expect(said).toEqual(['accepted', 'carbon/reversal-quantity', 'accepted']);
    const { body } = await system.get(`/api/carbon/totals?project=${project}`);
    promised('/api/carbon/totals', body);
    const retired = browser === null ? '0' : '300';
    expect(body['totals']).toMatchObject({ buffer: '60', cancelled: '40', retired });
  });

  inBrowser(
    'the authority decides the double claim on the map, and imports the ministry’s code for a block',
    async () => {
      await workspaces.confirmDoubleClaim(rivalPlot);
      const header = 'lô,mã trong nước,số sê-ri quốc gia';
      await workspaces.importCodes(
        `${header}\n${kept},VN-00001,\n${sold}0,VN-00002,\n`,
        `${header}\n${kept},VN-00001,S-1\n`,
      );
      const { body } = await system.get(`/api/carbon/blocks/${kept}`, 'carbon-authority');
      expect(body['record']).toMatchObject({ body: { national: { domesticCode: 'VN-00001', nationalSerial: 'S-1' } } });
      expect((await system.get(`/api/carbon/plots/${rivalPlot}`, 'carbon-authority')).body['record']).toMatchObject({
        status: 'revoked',
      });
    },
  );

  inBrowser('a project of a CAD Trust file is handed in with its origin, and then its periods', async () => {
    const { body } = await system.get('/api/carbon/cad-trust');
    promised('/api/carbon/cad-trust', body);
    const [exported] = (body['projects'] as Record<string, unknown>[]).filter(
      ({ projectId }) => projectId === 'DN-THU-01',
    );
    const other = { ...exported, projectId: 'VCS-77', originProjectId: 'VCS-77', registryOfOrigin: 'VCS' };
    const all = body['units'] as { warehouseProjectId: string }[];
    const units = all.filter(({ warehouseProjectId: of }) => of === exported?.['warehouseProjectId']);
    const json = JSON.stringify({ projects: [{ ...other, projectName: 'Rừng ngập mặn' }], units });
    await workspaces.importProject(json, 'Rừng ngập mặn');
    const list = await system.get('/api/carbon/projects?limit=100', 'carbon-buyer');
    expect(list.body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          body: expect.objectContaining({ code: 'VCS-77', origin: { registry: 'VCS', projectId: 'VCS-77' } }),
        }),
      ]),
    );
    const items = list.body['items'] as { id: string; body: { code: string } }[];
    const imported = items.find((one) => one.body.code === 'VCS-77')?.id ?? '';
    expect(await register(imported)).toEqual(['accepted', 'accepted']);
    await workspaces.importPeriod(json, imported, seed['unit-carbon-verifier'] ?? '', report);
    const periods = await system.get(`/api/carbon/monitoring?subject=${imported}`, 'carbon-buyer');
    expect(periods.body['items']).toMatchObject([
      { body: { tonnes: '1000', vintage: year, reportDigest, origin: { registry: 'VCS' }, stage: 'submitted' } },
    ]);
    expect(await workspaces.complaints()).toEqual([]);
  });

  inBrowser('an auditor goes from a number to its blocks, a transaction and the digest of the report', async () => {
    const { page, open, complaints } = await signedIn(browser!, system, 'carbon-auditor');
    await open('/carbon', 'Tín chỉ các-bon');
    await page.locator('dl button').nth(5).click();
    const row = page.getByRole('row', { name: new RegExp(`DN-THU-01/${year} 1–300`) });
    await row.waitFor();
    await row.locator('summary').nth(0).click();
    await row.getByText('AgriMSP').waitFor();
    await row.locator('a[href^="/ledger/transactions/"]').waitFor();
    expect(page.url()).toContain('?state=retired');
    await row.locator('summary').nth(1).click();
    await row.getByText(reportDigest).waitFor();
    await row.getByRole('link', { name: 'Kỳ giám sát' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kỳ giám sát' }).waitFor();
    await page.getByText(reportDigest).first().waitFor();
    await open(`/carbon/projects/${project}`, /DN-THU-01/);
    await page.locator('svg.map path.area').first().waitFor();
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
    expect(behind.body['items']).toMatchObject([{ quantity: '60', evidence: { verificationReport: reportDigest } }]);
    const csv = await (await fetch(`${system.gateway}/api/carbon/totals/buffer/blocks.csv?project=${project}`)).text();
    const [first] = behind.body['items'] as { id: string; txId: string }[];
    expect(csv.trim().split('\r\n')).toEqual([expect.stringContaining('ma_ho_so'), expect.stringContaining(first!.id)]);
    expect(csv).toContain(`,60,`);
    expect(csv).toContain(first!.txId);
    const life = await system.get(`/api/carbon/serials/DN-THU-01/${year}/905`);
    promised('/api/carbon/serials/:code/:vintage/:serial', life.body);
    const states = (life.body['history'] as { state: string }[]).map(({ state }) => state);
    expect(states).toEqual(['buffer', 'superseded', 'buffer', 'cancelled']);
    expect((await system.get(`/api/carbon/serials/DN-THU-01/${year}/1001`)).status).toBe(404);
    const trust = await system.get('/api/carbon/cad-trust');
    const file = { projects: trust.body['projects'], units: trust.body['units'] };
    const checked = await system.post('/api/carbon/cad-trust/check', file, 'carbon-auditor');
    promised('/api/carbon/cad-trust/check', checked.body);
    expect(checked.body).toMatchObject({ findings: [], findingCount: 0 });
  });

  test('the audit of the public log finds no difference to the dashboard', async () => {
    const program = join(root, 'gateway-api/src/audit/daunguon-audit.ts');
    const args = [program, 'carbon', system.gateway, '--policy', join(system.dataDir, 'trust'), '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += String(piece)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    const audit = JSON.parse(said) as object;
    expect([code, audit]).toMatchObject([0, { findings: [], differences: [], unseen: [], compared: true }]);
  });
});
