/** An OCOP product from its dossier to a consumer who reads its three batches; then its expiry, its revocation, the ministry. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { commitRecord } from '@daunguon/proof';
import { inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';
import { ocopPeople } from './ocop-people.ts';
import { ocopWorkspaces } from './workspaces.ts';

jest.setTimeout(120_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
const inLongBrowser = inLongRun(inBrowser);

let system: System;
let seed: Record<string, string>;
let people: ReturnType<typeof ocopPeople>;
let page: Page;

const [product, area] = [freshId(), freshId()];
const batches = [1, 2, 3].map((number) => ({ id: freshId(), lot: `CCS-${number}` }));
const name = 'Chôm chôm sấy lạnh (thử)';
const dossier = {
  ...{ id: product, name, nameEn: 'Freeze-dried rambutan (trial)', group: 'food', subgroup: 'Thực phẩm chế biến' },
  ...{ taxCode: '3600000019', story: { vi: 'Chôm chôm của ba vườn, sấy lạnh trong ngày hái.' } },
  materials: [{ name: 'Chôm chôm', batches: batches.map(({ id }) => id) }],
  growingAreas: [area],
};
/** The day that many months and days ago, on the calendar. */
const calendarAgo = (months: number, days = 0): string => {
  const day = new Date(`${daysAgo(days)}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
};
const decision = (date: string, number = '12/QĐ-UBND') => ({ number, date, authority: 'UBND thành phố Đồng Nai' });
const good = ['30', '31', '32'].map((a) => ({ a, b: '20', c: '25.5' }));

beforeAll(async () => {
  system = await sharedSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  people = ocopPeople(system, seed);
  if (browser !== null) page = await browser.newPage({ viewport: { width: 320, height: 700 } });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

/** Waits until the page says this verdict: a reader who comes before the next cosigned head asks again. */
const verdict = async (id: string, code: string): Promise<string> => {
  for (let tries = 0; tries < 20; tries += 1) {
    await page.goto(`${system.verifier}/R/${id}`);
    await page.locator('.verdict[data-code]').waitFor();
    if (await page.locator(`.verdict[data-code=${code}]`).isVisible()) break;
    await page.waitForTimeout(500);
  }
  return page.locator(`.verdict[data-code=${code}]`).innerText();
};

describe('from dossier to stars', () => {
  test('the producer’s three batches are on the ledger, and the dossier names them', async () => {
    const { send } = people;
    const unit = seed['unit-packing'];
    const period = { from: `${daysAgo(30)}T00:00:00Z`, until: `${daysAgo(-365)}T00:00:00Z` };
    const site = { puc: 'VN-DNOR-7001', name: 'Vườn chôm chôm (thử)', crop: 'rambutan', commune: '26068' };
    const harvest = { growingArea: area, harvestDate: daysAgo(5), weightKg: '400' };
    const said = [
      await send('registrar', 'registry/accreditations', { id: freshId(), unit, may: ['origin:harvest'], ...period }),
      await send('registrar', 'origin/growing-areas', { id: area, unit, ...site, areaM2: 50_000, maxYieldKgPerHa: 16_000 }), // prettier-ignore
      await send('packer', 'origin/batches/bulk', {
        batches: batches.map((batch) => ({ ...batch, product: { code: 'rambutan', name: 'Chôm chôm' }, ...harvest })),
      }),
      await send('packer', 'ocop/products', dossier),
    ];
    expect(said).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  });

  test('bad input is refused where it is wrong, and loses nothing', async () => {
    const citizen = { requestId: freshId(), ...dossier, id: freshId(), taxCode: '075199001234' };
    const refused = await system.post('/api/ocop/products', citizen, 'packer');
    expect([refused.status, refused.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '/taxCode', code: 'tax-code' })],
    ]);
    const materials = [{ name: 'Chôm chôm', batches: [batches[0]?.id, freshId()] }];
    const unlinked = await system.post(
      '/api/ocop/products',
      { ...citizen, taxCode: '3600000019', materials },
      'packer',
    );
    expect([unlinked.body['code'], unlinked.body['errors']]).toEqual([
      'ocop/link-not-found',
      [expect.objectContaining({ pointer: '/materials/0/batches/1' })],
    ]);
    expect(await people.send('farmer', 'ocop/products/receive', { id: product })).toBe('registry/role-not-allowed');
    const members = ['unit-inspectorate', 'unit-food-safety', 'unit-commune'].map((unit) => seed[unit]);
    expect(await people.send('registrar', 'ocop/councils', { id: freshId(), product, members })).toBe(
      'ocop/product-stage',
    );
  });

  test('each member scores alone with a key of their own; a gateway cannot score for them', async () => {
    const { send, sign } = people;
    const id = freshId();
    const members = ['unit-inspectorate', 'unit-food-safety', 'unit-shop'].map((unit) => seed[unit]);
    expect(await send('commune', 'ocop/products/receive', { id: product })).toBe('accepted');
    const withCommune = [...members, seed['unit-commune']];
    expect(await send('registrar', 'ocop/councils', { id, product, members: withCommune })).toBe(
      'ocop/member-excluded',
    );
    expect(await send('registrar', 'ocop/councils', { id, product, members })).toBe('accepted');
    const salt = '0f'.repeat(16);
    const scores = good[0];
    const commitment = commitRecord({ council: id, member: members[0], scores }, salt);
    const sheet = { id: freshId(), council: id, commitment };
    expect(await send('council-1', 'ocop/sheets', sheet)).toBe('registry/own-key-required');
    expect(await sign('council-1', 'SealScores', sheet)).toBe('accepted');
    expect(await sign('council-1', 'OpenScores', { id: sheet.id, scores, salt })).toBe('ocop/council-stage');
    expect(await send('registrar', 'ocop/councils/end-scoring', { id })).toBe('ocop/sheets-too-few');
    const rest = { council: id, commitment: 'ab'.repeat(32) };
    expect(await sign('council-2', 'SealScores', { id: freshId(), ...rest })).toBe('accepted');
    expect(await sign('council-3', 'SealScores', { id: freshId(), ...rest })).toBe('accepted');
    expect(await send('registrar', 'ocop/councils/end-scoring', { id })).toBe('accepted');
    const other = { ...scores, a: '40' };
    expect(await sign('council-1', 'OpenScores', { id: sheet.id, scores: other, salt })).toBe('ocop/sheet-mismatch');
    // Two members sealed what they cannot open: the office starts over, and everybody can see why.
    const reason = 'Hai phiếu không mở được';
    expect(await send('registrar', 'ocop/councils/cancel', { id, reason })).toBe('accepted');
  });

  test('the council’s mean gives four stars, which the office signs with its own key', async () => {
    // The cancelled council left the dossier received: its producer sends it once more.
    expect(await people.send('packer', 'ocop/products/update', { ...dossier, reason: 'Nộp lại' })).toBe('accepted');
    const council = await people.judge(product, good);
    const rating = { id: freshId(), council, decision: decision(daysAgo(0)), certificate: 'THU-0001' };
    expect(await people.send('registrar', 'ocop/ratings', rating)).toBe('registry/own-key-required');
    expect(await people.sign('registrar', 'DecideRating', rating)).toBe('accepted');
    const { body } = await system.get(`/api/ocop/products/${product}`, 'packer');
    expect(body['record']).toMatchObject({
      ...{ status: 'active', by: { signing: 'own' } },
      body: { stage: 'rated', rating: { stars: 4, points: '76.5', certificate: 'THU-0001' } },
    });
    const label = `/api/ocop/products/${product}/label.pdf`;
    let printed = await system.get(label);
    // Labels wait for a verified receipt: the log's checkpoint comes seconds after the commit.
    for (; printed.status === 409; printed = await system.get(label))
      await new Promise((done) => setTimeout(done, 500));
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const found = await system.get(`/api/ocop/sheets?subject=${council}`, 'registrar');
    expect((found.body['items'] as { body: { total: string } }[]).map((sheet) => sheet.body.total).sort()).toEqual([
      '75.5',
      '76.5',
      '77.5',
    ]);
  });
});

describe('the consumer', () => {
  inBrowser('finds it in the catalogue without diacritics, and reads its three batches', async () => {
    const clean = async (what: string): Promise<void> => {
      expect([what, await accessibilityProblems(page)]).toEqual([what, []]);
      const { width } = page.viewportSize()!;
      expect([what, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([what, width]);
    };
    await page.goto(`${system.gateway}/ocop`);
    await page.getByLabel('Tên sản phẩm').fill('chom chom say');
    await page.getByLabel('Số sao').selectOption('4');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.getByText('1 sản phẩm').waitFor();
    expect(await page.locator('.stated').innerText()).toContain('Theo lời máy chủ, chưa kiểm chứng');
    await clean('catalogue');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('h3').innerText()).toBe('Freeze-dried rambutan (trial)');
    await clean('catalogue in English');
    await page.getByRole('link', { name: 'Check it yourself' }).click();
    await page.waitForURL(`${system.verifier}/R/${product}`);
    expect(await verdict(product, 'authentic')).toContain('HỒ SƠ THẬT, còn hiệu lực');
    for (const { lot } of batches) await page.getByRole('link', { name: `Lô ${lot} · thu hoạch` }).waitFor();
    expect(await page.locator('dd').first().innerText()).toBe('OCOP 4 sao ★★★★');
    await clean('card');
    await page.setViewportSize({ width: 320, height: 700 });
    await clean('card, narrow');
    await page.getByRole('link', { name: 'Lô CCS-2' }).click();
    await page.waitForURL(`${system.verifier}/R/${batches[1]?.id}`);
    await page.locator('.verdict[data-code=authentic]').waitFor();
    await page.getByText('CCS-2').first().waitFor();
  });

  test('is told of an expired certificate, which nobody had to write', async () => {
    const pepper = seed['ocop product'] ?? '';
    const { body } = (await system.get(`/api/ocop/products/${pepper}`, 'packer')).body['record'] as {
      body: Record<string, unknown>;
    };
    const { name: own, group, subgroup, taxCode, story, materials } = body;
    const update = { id: pepper, name: own, group, subgroup, taxCode, story, materials, reason: 'Chấm lại' };
    expect(await people.send('packer', 'ocop/products/update', update)).toBe('accepted');
    const council = await people.judge(pepper, good);
    const rating = { id: freshId(), council, decision: decision(calendarAgo(37)), certificate: 'THU-0002' };
    expect(await people.sign('registrar', 'DecideRating', rating)).toBe('accepted');
    const first = await system.get(`/api/ocop/ratings/${seed['ocop rating']}`, 'packer');
    expect(first.body['record']).toMatchObject({ status: 'superseded' });
    const { body: expired } = await system.get('/api/ocop/catalogue?standing=expired');
    expect((expired['items'] as { id: string }[]).map(({ id }) => id)).toEqual([pepper]);
  });

  inBrowser('sees it in grey', async () => {
    expect(await verdict(seed['ocop product'] ?? '', 'expired')).toContain('HỒ SƠ THẬT, kết quả OCOP đã hết hạn');
  });

  test('is told of a revocation, which needs the office’s own key', async () => {
    const { body } = (await system.get(`/api/ocop/products/${product}`, 'packer')).body['record'] as {
      body: { rating: { record: string } };
    };
    const revocation = {
      id: body.rating.record,
      reason: 'Dùng nguyên liệu ngoài hồ sơ',
      decision: decision(daysAgo(0)),
    };
    expect(await people.send('registrar', 'ocop/ratings/revoke', revocation)).toBe('registry/own-key-required');
    expect(await people.sign('registrar', 'RevokeRating', revocation)).toBe('accepted');
    const { body: revoked } = await system.get('/api/ocop/catalogue?standing=revoked');
    expect((revoked['items'] as { id: string }[]).map(({ id }) => id)).toEqual([product]);
  });

  inBrowser('sees it in red, with its reason', async () => {
    expect(await verdict(product, 'withdrawn')).toContain('ĐÃ BỊ THU HỒI/HỦY từ');
    await page.getByText('Dùng nguyên liệu ngoài hồ sơ').waitFor();
    await page.goto(`${system.gateway}/ocop?text=chom`);
    expect(await page.locator('.revoked').innerText()).toBe('ĐÃ BỊ THU HỒI');
  });
});

test('rated anew with 90 points it waits for the ministry, whose decision gives five stars and a reminder in time', async () => {
  expect(await people.send('packer', 'ocop/products/update', { ...dossier, reason: 'Đổi nguyên liệu' })).toBe(
    'accepted',
  );
  const excellent = good.map(() => ({ a: '37', b: '22', c: '31' }));
  const council = await people.judge(product, excellent);
  const rating = { id: freshId(), council, decision: decision(daysAgo(0)) };
  expect(await people.sign('registrar', 'DecideRating', { ...rating, certificate: 'THU-0003' })).toBe(
    'ocop/certificate-unwanted',
  );
  expect(await people.sign('registrar', 'DecideRating', rating)).toBe('accepted');
  const proposed = await system.get(`/api/ocop/products/${product}`, 'packer');
  expect(proposed.body['record']).toMatchObject({ status: 'revoked', body: { stage: 'proposed5' } });
  const national = { ...decision(calendarAgo(36, -10), '5/QĐ-BNNMT'), authority: 'Bộ Nông nghiệp và Môi trường' };
  const given = { id: rating.id, points: '92.5', decision: national, certificate: 'TW-0001' };
  expect(await people.sign('registrar', 'RecordNationalDecision', given)).toBe('accepted');
  const rated = await system.get(`/api/ocop/products/${product}`, 'packer');
  expect(rated.body['record']).toMatchObject({ status: 'active', body: { stage: 'rated', rating: { stars: 5 } } });
  const { items } = (await system.get('/api/ocop/expiring', 'registrar')).body as {
    items: { product: string; daysLeft: number }[];
  };
  expect(items.map((item) => item.product)).toEqual([product]);
  expect(Math.abs((items[0]?.daysLeft ?? 0) - 10)).toBeLessThanOrEqual(1);
});

describe('in the workspaces', () => {
  const made = { id: '', name: 'Chôm chôm dẻo (thử)' };
  const workspaces = ocopWorkspaces(
    browser,
    () => system,
    async (at, what) => {
      expect([what, await accessibilityProblems(at)]).toEqual([what, []]);
    },
  );

  inLongBrowser(
    'producer, commune, council member and department bring a product from its dossier to its stars',
    async () => {
      const { items } = (await system.get('/api/registry/units?limit=1000', 'registrar')).body as {
        items: { id: string; body: { name: string } }[];
      };
      const members = ['unit-inspectorate', 'unit-food-safety', 'unit-shop'].map((unit) => seed[unit] ?? '');
      const names = members.map((id) => items.find((unit) => unit.id === id)?.body.name ?? '');
      made.id = await workspaces.dossier(made.name, batches.map(({ lot }) => lot)); // prettier-ignore
      await workspaces.returned(made.id, made.name, 'Thiếu phiếu kiểm nghiệm (mẫu)');
      await workspaces.receive(made.name);
      const council = await workspaces.council(made.id, names);
      const file = await workspaces.seal('council-1', council, ['32', '19,5', '27']);
      const [salt, scores] = ['0a'.repeat(16), { a: '30', b: '20', c: '25' }];
      const others = [2, 3].map((number) => ({
        login: `council-${number}`,
        id: freshId(),
        member: members[number - 1],
      }));
      for (const { login, id, member } of others) {
        const commitment = commitRecord({ council, member, scores }, salt);
        expect(await people.sign(login, 'SealScores', { id, council, commitment })).toBe('accepted');
      }
      await workspaces.endScoring(council);
      // What opens the sheet is lost with the browser's storage; the file opens it.
      await workspaces.openWithFile('council-1', council, file);
      for (const { login, id } of others)
        expect(await people.sign(login, 'OpenScores', { id, scores, salt })).toBe('accepted');
      expect(await workspaces.rate(council, daysAgo(0), 'THU-0004')).toContain('76.16 (A 30.66, B 19.83, C 25.66)');
      await workspaces.readOnly();
      await workspaces.rules('2099-01-01', '99/QĐ-TTg mẫu');
      const { body } = await system.get(`/api/ocop/products/${made.id}`, 'packer');
      expect(body['record']).toMatchObject({ status: 'active', body: { stage: 'rated', rating: { stars: 4 } } });
      expect(await workspaces.complaints()).toEqual([]);
    },
    400_000,
  );

  inLongBrowser(
    'a buyer goes from the catalogue to the product and to the verdict of each of its three batches',
    async () => {
      await page.goto(`${system.gateway}/ocop?text=deo`);
      await page.getByRole('link', { name: new RegExp(`Tự kiểm chứng.*${made.name.slice(0, 14)}`) }).click();
      await page.waitForURL(`${system.verifier}/R/${made.id}`);
      expect(await verdict(made.id, 'authentic')).toContain('HỒ SƠ THẬT, còn hiệu lực');
      for (const { id, lot } of batches) {
        await page.goto(`${system.verifier}/R/${made.id}`);
        await page.getByRole('link', { name: `Lô ${lot}` }).click();
        await page.waitForURL(`${system.verifier}/R/${id}`);
        await page.locator('.verdict[data-code=authentic]').waitFor();
        await page.getByText(lot).first().waitFor();
      }
    },
  );

  inLongBrowser('the department takes the stars away, and the buyer reads why', async () => {
    await workspaces.revoke(made.id, daysAgo(0), 'Dùng nguyên liệu ngoài hồ sơ (thử)');
    expect(await verdict(made.id, 'withdrawn')).toContain('ĐÃ BỊ THU HỒI/HỦY từ');
    await page.getByText('Dùng nguyên liệu ngoài hồ sơ (thử)').waitFor();
  });

  inLongBrowser(
    'rated anew with 90 points and more, it has five stars once the ministry’s decision is recorded',
    async () => {
      const { body: before } = await system.get(`/api/ocop/products/${made.id}`, 'packer');
      const {
        name: of,
        group,
        subgroup,
        taxCode,
        story,
        materials,
      } = (before['record'] as { body: Record<string, unknown> }).body;
      const again = { id: made.id, name: of, group, subgroup, taxCode, story, materials, reason: 'Đánh giá lại' };
      expect(await people.send('packer', 'ocop/products/update', again)).toBe('accepted');
      const council = await people.judge(made.id, good.map(() => ({ a: '37', b: '22', c: '31' }))); // prettier-ignore
      const rating = { id: freshId(), council, decision: decision(daysAgo(0), '17/QĐ-UBND') };
      expect(await people.sign('registrar', 'DecideRating', rating)).toBe('accepted');
      await workspaces.national(made.id, '91,5', daysAgo(0), 'TW-0002');
      const { body } = await system.get(`/api/ocop/products/${made.id}`, 'packer');
      expect(body['record']).toMatchObject({
        status: 'active',
        body: { rating: { stars: 5, certificate: 'TW-0002' } },
      });
      expect(await workspaces.complaints()).toEqual([]);
    },
  );
});
