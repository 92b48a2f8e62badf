/** What a gateway may do and what the page then says: with a lying gateway nothing is green and nothing is red. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { alias, batchBody, gtin, ids, lot, playedLog, serveHonestly, story } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import { RealLog } from './real-log.ts';
import { openVerifierPage } from './verifier-page.ts';
import type { VerifierPage } from './verifier-page.ts';

jest.setTimeout(90_000);

const browser: Browser | null = await launchChromium();
const inBrowser = testIn(browser);
const log = playedLog();
const stranger = new RealLog('strangers');
const everybody = Object.values(ids);
let at: VerifierPage;

beforeAll(async () => {
  if (browser !== null) at = await openVerifierPage(browser, log);
});
afterAll(async () => {
  await at?.close();
  await browser?.close();
});
beforeEach(async () => {
  if (browser === null) return;
  serveHonestly(at.gateway, log, everybody);
  for (const id of everybody) at.mirror.say(`/r/${id}`, 503, {});
  at.gateway.say(`/r/${ids.honest}/story`, 200, story);
  await at.freshDevice();
});

describe('an honest gateway', () => {
  inBrowser(
    'a proven batch is green, with three sentences, proven facts and one request before the verdict',
    async () => {
      at.gateway.asked.length = 0;
      const verdict = await at.verdictOf(`/R/${ids.honest}`);
      expect(verdict).toMatchObject({ code: 'authentic', tone: 'green' });
      expect(verdict.text).toContain('HỒ SƠ THẬT, còn hiệu lực');
      expect(at.gateway.asked[0]).toBe(`/r/${ids.honest}?from=0`);
      const [who, checked, not] = await at.page.locator('.sentences li').allInnerTexts();
      expect(who).toContain('Sở Nông nghiệp và Môi trường');
      expect(who).toContain('cổng ký hộ');
      expect(checked).toContain('4 cơ quan cùng xác nhận');
      expect(not).toContain('hãy so tên, số lô');
      await at.page.getByText('VN-DNOR-0269').waitFor(); // proven from the growing area's own record
      await at.page.getByText('Từ vườn đến kệ hàng').waitFor();
      const facts = await at.page.locator('main').innerText();
      for (const fact of ['Sầu riêng Ri6', lot, gtin, '1.250,5 kg', '18/11/2026', 'Phường Xuân Lộc'])
        expect(facts).toContain(fact);
      expect(await at.page.locator('dl').first().innerText()).toContain('Hợp tác xã Sầu riêng Xuân Lộc');
      for (const word of ['blockchain', 'hash', 'Merkle', 'checkpoint'])
        expect(facts.toLowerCase()).not.toContain(word.toLowerCase());
      expect(await at.page.locator('.trial').innerText()).toContain('thử nghiệm');
    },
  );

  inBrowser('the story is framed as the gateway’s word, and each step has a verdict of its own', async () => {
    await at.verdictOf(`/R/${ids.honest}`);
    const told = at.page.locator('.told');
    await told.waitFor();
    expect(await told.innerText()).toContain('Theo lời máy chủ của cổng');
    await told.locator('a', { hasText: 'Đóng gói' }).click();
    await at.page.waitForURL(`${at.verifier.url}/R/${ids.event}`);
    expect(await at.verdictShown()).toMatchObject({ code: 'authentic', tone: 'green' });
  });

  inBrowser('a proven recall is red and gives the notice’s own proven reason', async () => {
    const verdict = await at.verdictOf(`/R/${ids.recalled}`);
    expect(verdict).toMatchObject({ code: 'recalled', tone: 'red' });
    expect(verdict.text).toContain('ĐANG BỊ THU HỒI – không dùng sản phẩm này');
    const reason = at.page.locator('.recall-reason');
    await reason.getByText('Dư lượng cadimi vượt mức').waitFor();
    expect(await reason.innerText()).toContain('Mức I:');
  });

  inBrowser('a held lot is amber', async () => {
    expect(await at.verdictOf(`/R/${ids.held}`)).toMatchObject({ code: 'held', tone: 'amber' });
  });

  inBrowser('a code that no record has is red, because its absence is proven', async () => {
    const verdict = await at.verdictOf(`/R/${ids.absent}`);
    expect(verdict).toMatchObject({ code: 'absent', tone: 'red' });
    expect(verdict.text).toContain('KHÔNG CÓ HỒ SƠ NÀY');
  });

  inBrowser('a recall that only the gateway’s index knows of warns in amber until the proof follows', async () => {
    at.gateway.say(`/r/${ids.honest}/story`, 200, { ...story, recall: { id: ids.notice, reason: 'x' } });
    await at.page.goto(`${at.verifier.url}/R/${ids.honest}`);
    await at.page.locator('.verdict.amber').waitFor();
    expect((await at.verdictShown()).text).toContain('THU HỒI');
  });
});

describe('a GS1 Digital Link', () => {
  const path = `/01/${gtin}/10/${lot}`;

  inBrowser('leads to the batch whose alias is proven', async () => {
    at.gateway.say(`/r/${alias}`, 200, (from: number) => ({
      status: 200,
      body: log.lotBundle(alias, ids.honest, { from }),
    }));
    expect(await at.verdictOf(path)).toMatchObject({ code: 'authentic', tone: 'green' });
    expect(at.gateway.asked).toContain(`/r/${alias}?from=0`);
  });

  inBrowser('with a serial that the record does not have is neither green nor red, and says why', async () => {
    at.gateway.say(`/r/${alias}`, 200, (from: number) => ({
      status: 200,
      body: log.lotBundle(alias, ids.honest, { from }),
    }));
    const verdict = await at.verdictOf(`${path}/21/17`);
    expect(verdict).toMatchObject({ code: 'cannot-check', tone: 'grey' });
    expect(verdict.text).toContain('nói về hàng khác');
  });

  inBrowser('redirected to another lot is neither green nor red', async () => {
    at.gateway.say(`/r/${alias}`, 200, (from: number) => ({
      status: 200,
      body: log.lotBundle(alias, ids.held, { from }),
    }));
    expect(await at.verdictOf(path)).toMatchObject({ code: 'cannot-check', tone: 'grey' });
    const said = await at.page.locator('main').innerText();
    expect(said).toContain('số lô');
    expect(said).not.toContain('SR-2611-0044');
  });
});

describe('a lying gateway without an honest mirror', () => {
  const honest = () => log.bundle(ids.honest);
  const lies: [string, () => unknown][] = [
    ['an altered body', () => ({ ...honest(), body: batchBody({ weightKg: '9999' }) })],
    ['a swapped salt', () => ({ ...honest(), salt: 'ff'.repeat(16) })],
    ['the record of another id', () => log.bundle(ids.held)],
    ['another id’s proof under this id', () => ({ ...log.bundle(ids.held), id: ids.honest })],
    [
      'an altered leaf',
      () => ({
        ...honest(),
        record: { ...honest().record, leaf: honest().record?.leaf.replace('AgriMSP', 'HealthMSP') },
      }),
    ],
    [
      'a truncated proof',
      () => ({ ...honest(), record: { ...honest().record, inclusion: honest().record?.inclusion.slice(1) } }),
    ],
    ['2 of 4 cosignatures', () => log.bundle(ids.honest, { signing: { by: ['AgriMSP', 'TechMSP'] } })],
    [
      'cosignatures of strangers under the names of witnesses',
      () => log.bundle(ids.honest, { signing: { keys: stranger.witnesses } }),
    ],
    ['the signature of a stranger’s log', () => log.bundle(ids.honest, { signing: { log: stranger.logSigner } })],
    ['a page instead of proof', () => '<html>'],
    ['a plain “not found”', () => ({ status: 404 })],
    ['an absence that is not proven', () => ({ ...log.bundle(ids.absent), id: ids.honest })],
  ];

  inBrowser.each(lies)('%s: grey, nothing of it shown as fact, the evidence offered', async (_lie, answer) => {
    at.gateway.say(`/r/${ids.honest}`, 200, answer());
    const verdict = await at.verdictOf(`/R/${ids.honest}`);
    expect(verdict).toMatchObject({ code: 'cannot-check', tone: 'grey' });
    expect(verdict.text).toContain('CHƯA KIỂM TRA ĐƯỢC');
    expect(await at.page.locator('main dl').count()).toBe(0);
    expect(at.mirror.asked.at(-1)).toBe(`/r/${ids.honest}?from=0`);
  });

  inBrowser('an old head with fresh-looking words is amber with its date', async () => {
    const old = Math.floor(Date.now() / 1000) - 2 * 3600;
    serveHonestly(at.gateway, log, [ids.honest], { at: old });
    const verdict = await at.verdictOf(`/R/${ids.honest}`);
    expect(verdict).toMatchObject({ code: 'stale', tone: 'amber' });
    expect(verdict.text).toMatch(/tình trạng biết đến \d\d:\d\d \d\d\/\d\d/);
  });

  inBrowser('markup in what it tells stays text', async () => {
    at.gateway.say(`/r/${ids.honest}/story`, 200, {
      timeline: [
        { id: ids.event, type: 'origin/event', eventType: '<img src=x>', at: 'x', unit: { name: '<img src=y>' } },
      ],
    });
    await at.verdictOf(`/R/${ids.honest}`);
    await at.page.locator('.told').waitFor();
    expect(await at.page.locator('main img').count()).toBe(0);
    expect(await at.page.locator('.told').innerText()).toContain('<img src=y>');
  });
});

describe('mirrors', () => {
  inBrowser('take over from a gateway that lies, and the page says so', async () => {
    at.gateway.say(`/r/${ids.honest}`, 200, { ...log.bundle(ids.honest), body: batchBody({ weightKg: '9999' }) });
    serveHonestly(at.mirror, log, [ids.honest]);
    const verdict = await at.verdictOf(`/R/${ids.honest}`);
    expect(verdict).toMatchObject({ code: 'authentic', tone: 'green' });
    expect(verdict.text).toContain('bản sao');
    await at.page.getByText('1.250,5 kg').waitFor();
  });

  inBrowser('take over from a gateway that takes the question and never answers', async () => {
    at.gateway.hang(`/r/${ids.honest}`);
    serveHonestly(at.mirror, log, [ids.honest]);
    const verdict = await at.verdictOf(`/R/${ids.honest}`);
    expect(verdict).toMatchObject({ code: 'authentic', tone: 'green' });
    expect(verdict.text).toContain('bản sao');
  });
});
