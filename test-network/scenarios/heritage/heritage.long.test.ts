/** A steward's item from its registration to a stranger's proof, to viewers elsewhere, and to its takedown. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { commitFields, disclosureFragment } from '@daunguon/proof';
import {
  paintedTriangle,
  phonePhoto,
  signedPhoto,
  triangle,
  video,
} from '../../../gateway-api/src/domains/heritage/media/test-media.ts';
import { festival, temple } from '../../../records/src/domains/heritage/heritage-fixtures.ts';
import { inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn, type Visitor } from '../explorer/visitor.ts';
import { freshId, sharedSystem, type Answer, type System } from '../system.ts';
import { heritageWorkspaces } from './workspaces.ts';

jest.setTimeout(120_000);
// The models are drawn by the processor: test machines have no graphics card.
const browser = await launchChromium(['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']);
const inBrowser = testIn(browser);
/** What software has to draw, where there is no graphics card. */
const inLongBrowser = inLongRun(inBrowser);

let system: System;
let seed: Record<string, string>;
let page: Page;
beforeAll(async () => {
  system = await sharedSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  if (browser !== null) page = await browser.newPage({ viewport: { width: 320, height: 700 } });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

const [item, hidden] = [freshId(), freshId()];
let model: { id: string; facts: Facts };
/** Sent as the steward; the code of the refusal with the fields that it names, or `accepted`. */
const send = async (path: string, command: object, login = 'steward'): Promise<string> => {
  const { status, body } = await system.post(`/api/heritage/${path}`, { requestId: freshId(), ...command }, login);
  const fields = ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
  return status === 201 ? 'accepted' : [body['code'], ...fields].join(' ');
};
const upload = (bytes: Buffer, login = 'steward', id = item): Promise<Answer> =>
  system.post(`/api/heritage/uploads?item=${id}`, new Uint8Array(bytes), login, {
    'content-type': 'application/octet-stream',
  });
interface Facts {
  readonly sha256: string;
  readonly derivatives: readonly { readonly sha256: string }[];
  readonly c2pa: { readonly verdict: string };
}
/** A file of the item, recorded. */
const added = async (bytes: Buffer, alt: { vi: string; en?: string }): Promise<{ id: string; facts: Facts }> => {
  const { status, body } = await upload(bytes);
  expect([status, body['code']]).toEqual([201, undefined]);
  const id = freshId();
  expect(await send('media', { id, item, ...body, alt })).toBe('accepted');
  return { id, facts: body as unknown as Facts };
};
const text = async (path: string): Promise<[number, string]> => {
  const answer = await fetch(system.gateway + path);
  return [answer.status, await answer.text()];
};
const kept = (digest: string): boolean => existsSync(join(system.dataDir, 'heritage', digest.slice(0, 2), digest));

describe('a steward', () => {
  test('registers an item; others, and what is sacred, are refused by name', async () => {
    expect(await send('items', { id: item, ...temple, name: 'Đình thử nghiệm' })).toBe('accepted');
    expect(await send('items', { id: freshId(), ...temple }, 'farmer')).toBe('registry/role-not-allowed');
    const sacred = { ...festival, consent: { level: 'sacred' } };
    expect(await send('items', { id: freshId(), ...sacred })).toBe('registry/invalid-command /consent/level');
    const unasked = { ...festival, consent: { level: 'public' } };
    expect(await send('items', { id: freshId(), ...unasked })).toBe('heritage/consent-needed /consent/on');
  });

  test('sends files that are what they hold; hostile ones are refused and leave nothing', async () => {
    const refused = async (bytes: Buffer, login?: string, id?: string): Promise<unknown[]> => {
      const { status, body } = await upload(bytes, login, id);
      return [status, body['code']];
    };
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await refused(svg)).toEqual([415, 'heritage/file-type']);
    // Refused at its first bytes, answered all the same.
    const long = Buffer.concat([svg, Buffer.alloc(8_000_000, 32)]);
    expect(await refused(long)).toEqual([415, 'heritage/file-type']);
    expect(await refused((await phonePhoto()).subarray(0, 2000))).toEqual([422, 'heritage/file-broken']);
    expect(await refused(video(Buffer.from('\0\0\0\x0c\xa9xyz+10.', 'latin1')))).toEqual([
      422,
      'heritage/file-location',
    ]);
    expect(await refused(svg, 'farmer')).toEqual([403, 'registry/role-not-allowed']);
    expect(await refused(svg, 'steward', freshId())).toEqual([404, 'heritage/item-not-found']);
  });

  test('keeps the master; strangers get copies that tell neither place nor name, in ranges too', async () => {
    const bytes = await phonePhoto();
    const { facts } = await added(bytes, { vi: 'Mái đình buổi sáng', en: 'The roof in the morning' });
    expect(facts.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await text(`/api/heritage/files/${facts.sha256}`))[0]).toBe(404);
    const copy = await fetch(`${system.gateway}/api/heritage/files/${facts.derivatives[0]?.sha256}`);
    expect([copy.status, copy.headers.get('content-type'), copy.headers.get('content-security-policy')]).toEqual([
      ...[200, 'image/jpeg', "default-src 'none'; sandbox"],
    ]);
    expect(Buffer.from(await copy.arrayBuffer()).toString('latin1')).not.toMatch(/Exif|BIMAT/);
    const master = await system.get(`/api/heritage/masters/${facts.sha256}`, 'steward');
    const told = ['content-disposition', 'cache-control'].map((name) => master.headers.get(name));
    expect([master.status, ...told]).toEqual([200, expect.stringContaining('attachment'), 'no-store']);
    expect((await system.get(`/api/heritage/masters/${facts.sha256}`, 'registrar')).status).toBe(403);
  });

  test('adds a signed photograph, a video and a model', async () => {
    const signed = await added(await signedPhoto(), { vi: 'Ảnh có chữ ký' });
    expect(signed.facts.c2pa).toEqual({ verdict: 'valid' });
    const film = await added(video(), { vi: 'Lễ dâng hương', en: 'Offering of incense' });
    const range = await fetch(`${system.gateway}/api/heritage/files/${film.facts.sha256}`, {
      headers: { range: 'bytes=4-7' },
    });
    expect([range.status, range.headers.get('content-range'), await range.text()]).toEqual([
      206,
      expect.stringMatching(/^bytes 4-7\//),
      'ftyp',
    ]);
    model = await added(await paintedTriangle(), { vi: 'Mô hình cổng đình', en: 'Model of the gate' });
    expect(
      (await fetch(`${system.gateway}/api/heritage/files/${model.facts.sha256}`)).headers.get('content-type'),
    ).toBe('model/gltf-binary');
    const { body } = await upload(await signedPhoto());
    expect(await send('media', { id: freshId(), item, ...body, alt: { vi: '' } })).toBe(
      'registry/invalid-command /alt/vi',
    );
  });

  test('keeps what is sacred from everybody: the ledger has a commitment and no word', async () => {
    const fields = [{ pointer: '/name', salt: 'ab'.repeat(32), value: 'Nghi thức kín' }];
    const commitment = commitFields(fields);
    expect(await send('restricted', { id: hidden, kind: 'intangible', consent: 'sacred', commitment })).toBe(
      'accepted',
    );
    const { body } = await system.get(`/r/${hidden}/story`);
    expect(body['record']).toMatchObject({ type: 'heritage/restricted', commitment, facets: { consent: 'sacred' } });
    expect(JSON.stringify(body)).not.toContain('Nghi thức');
    expect((await text(`/heritage/items/${hidden}`))[0]).toBe(404);
    expect((await text('/heritage'))[1]).not.toContain(hidden);
  });
});

describe('viewers elsewhere', () => {
  test('get a manifest whose every image answers in the sizes that it names', async () => {
    const manifest = (await system.get(`/iiif/3/items/${item}/manifest`)).body as {
      id: string;
      items: { items: { items: { body: { id: string; type: string; service?: { id: string }[] } }[] }[] }[];
    };
    expect(manifest.id).toBe(`${system.gateway}/iiif/3/items/${item}/manifest`);
    const bodies = manifest.items.map((canvas) => canvas.items[0]?.items[0]?.body);
    expect(bodies.map((body) => body?.type)).toEqual(['Image', 'Image', 'Video']);
    for (const body of bodies) expect((await fetch(body!.id)).status).toBe(200);
    const info = (await (await fetch(`${bodies[0]?.service?.[0]?.id}`)).json()) as {
      id: string;
      sizes: { width: number; height: number }[];
    };
    for (const { width, height } of info.sizes)
      expect((await fetch(`${info.id}/full/${width},${height}/0/default.jpg`)).headers.get('content-type')).toBe(
        'image/jpeg',
      );
    expect((await fetch(`${info.id}/full/17,/0/default.jpg`)).status).toBe(404);
    const collection = (await system.get('/iiif/3/collection')).body as { items: { id: string }[] };
    expect(collection.items.map(({ id }) => id)).toContain(manifest.id);
  });
});

describe('a visitor', () => {
  const clean = async (what: string): Promise<void> => {
    for (const [width, height] of [
      [320, 700],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([what, width, colorScheme, await accessibilityProblems(page)]).toEqual([what, width, colorScheme, []]);
      }
      expect([what, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([what, width]);
    }
  };

  inBrowser('finds an item without diacritics, reads its story in two languages, and proves it', async () => {
    await page.goto(`${system.gateway}/heritage`);
    await page.getByRole('heading', { level: 1, name: 'Di sản Đồng Nai' }).waitFor();
    await clean('gallery');
    await page.getByLabel('Tên, nơi hoặc từ').fill('dinh thu nghiem');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.getByText('1 di sản').waitFor();
    await page.getByRole('link', { name: 'Đình thử nghiệm' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đình thử nghiệm' }).waitFor();
    const loaded = await page.evaluate<boolean>(
      '[...document.images].every((one) => one.loading === "lazy" || one.naturalWidth > 0)',
    );
    expect(loaded).toBe(true);
    await clean('story');
    expect(await page.locator('meta[property="og:title"]').getAttribute('content')).toBe('Đình thử nghiệm');
    const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
    expect((await fetch(String(picture))).status).toBe(200);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText('Built in 1715.').waitFor();
    await clean('story in English');
    await page.goto(`${system.verifier}/R/${item}`);
    await page.locator('.verdict[data-code=authentic]').waitFor({ timeout: 60_000 });
    await page.getByText('Đình thử nghiệm').first().waitFor();
    await page.getByText('Công trình, tư liệu công cộng').waitFor();
    await clean('card');
  });

  inLongBrowser(
    'turns a 3D model, drawn from this origin alone; one that needs a decoder is to be downloaded',
    async () => {
      const draco = { extensionsUsed: ['KHR_draco_mesh_compression'] };
      await added(triangle(draco), { vi: 'Mô hình nén' });
      const [asked, complaints]: [string[], string[]] = [[], []];
      const own = await browser!.newPage({ viewport: { width: 1280, height: 800 } });
      own.on('request', (request) => void asked.push(request.url()));
      own.on('console', (message) => void complaints.push(message.text()));
      own.on('pageerror', (error) => void complaints.push(error.message));
      await own.goto(`${system.gateway}/heritage/items/${item}`);
      const figure = (name: string) => own.locator('figure', { hasText: name });
      expect(asked.filter((url) => url.includes('/heritage/models/'))).toEqual([]);
      await figure('Mô hình cổng đình').getByRole('link', { name: 'Xem 3D' }).press('Enter');
      await own.locator('#model-state[data-is=ready]').waitFor();
      // Red of the picture inside the model, in what the viewer drew.
      const redShare = `(async () => {
      const drawn = await createImageBitmap(await document.querySelector('model-viewer').toBlob());
      const context = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d');
      context.drawImage(drawn, 0, 0);
      const { data } = context.getImageData(0, 0, drawn.width, drawn.height);
      const isRed = (at) => data[at] > 150 && data[at + 1] < 80 && data[at + 3] > 0;
      return Array.from({ length: data.length / 4 }, (_, at) => isRed(at * 4)).filter(Boolean).length / (data.length / 4);
    })()`;
      expect(await own.evaluate(redShare)).toBeGreaterThan(0.03);
      const orbit = `String(document.querySelector('model-viewer').getCameraOrbit())`;
      const before = await own.evaluate(orbit);
      await own.getByRole('img', { name: /^Mô hình cổng đình\. Kéo/ }).press('ArrowLeft');
      await own.waitForFunction(`${orbit} !== ${JSON.stringify(before)}`);
      await own.getByText('Page Up và Page Down').waitFor();
      expect(await accessibilityProblems(own)).toEqual([]);
      await own.getByRole('link', { name: 'English' }).click();
      await own.locator('#model-state', { hasText: 'The model is shown.' }).waitFor();
      await own.getByRole('link', { name: 'Back to the story' }).click();
      await figure('Mô hình nén').getByRole('link', { name: 'View in 3D' }).click();
      await own.getByText('compressed in a way that this page does not open').waitFor();
      await own.getByRole('link', { name: /^Download the 3D model \(GLB\)/ }).waitFor();
      expect([
        complaints,
        asked.filter((url) => !/^(blob|data):/.test(url) && !url.startsWith(system.gateway)),
      ]).toEqual([...[[], []]]);
      // As a browser without a graphics stack answers.
      await own.addInitScript('HTMLCanvasElement.prototype.getContext = () => null');
      await own.goto(`${system.gateway}/heritage/models/${model.id}`);
      await own.getByText('thiếu WebGL 2').waitFor();
      expect(await own.locator('model-viewer').count()).toBe(0);
      await own.close();
    },
  );

  inBrowser('follows the demonstration’s route to the OCOP product, by keyboard', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${system.gateway}/heritage/routes`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Đến nội dung chính');
    await page.getByRole('link', { name: 'Từ văn miếu đến mộ đá' }).press('Enter');
    await page.getByRole('img', { name: /^Bản đồ tuyến: 1\. Văn miếu Trấn Biên; 2\./ }).waitFor();
    await page.getByRole('link', { name: 'Hồ tiêu đen Xuân Lộc (mẫu)' }).waitFor();
    await clean('route');
    const signs = await fetch(`${system.gateway}/heritage/routes/${seed['heritage route']}/signs.pdf`);
    expect([signs.status, signs.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
});

describe('the steward’s workspace', () => {
  let visitor: Visitor;
  const looked: string[] = [];
  const look = async (at: Page, name: string): Promise<void> => {
    const found = await accessibilityProblems(at);
    const width = at.viewportSize()?.width;
    const scroll = await at.evaluate('document.documentElement.scrollWidth');
    if (found.length > 0 || scroll !== width) looked.push(JSON.stringify({ name, found, scroll }));
  };
  const workspaces = () => heritageWorkspaces(visitor, look);
  const [name, alt] = ['Hội làng thử', 'Kiệu đi quanh làng'];
  let registered = '';

  inLongBrowser('registers a festival, with its day of consent, and a picture', async () => {
    visitor = await signedIn(browser!, system, 'steward', { width: 390 });
    registered = await workspaces().register(`${name} cũ`);
    await workspaces().addMedia(await signedPhoto(), alt);
    await workspaces().edit(name);
    const [status, html] = await text(`/heritage/items/${registered}`);
    expect([status, html.includes(name), html.includes(alt), html.includes('Rằm tháng Giêng')]).toEqual([
      200,
      true,
      true,
      true,
    ]);
  });

  inLongBrowser('keeps what is sacred on the device, and proves it by the file', async () => {
    const opening = await workspaces().restrict('Lễ kín thử');
    const { body } = await system.get(`/r/${opening.id}/story`);
    expect(JSON.stringify(body)).not.toContain('Lễ kín');
    const show = async (fragment: string): Promise<string> => {
      await page.goto('about:blank');
      await page.goto(`${system.verifier}/R/${opening.id}${fragment}`);
      await page.locator('.verdict[data-code]').waitFor({ timeout: 60_000 });
      await page.waitForTimeout(1000);
      return page.locator('main').innerText();
    };
    const open = await show(`#${disclosureFragment(opening)}`);
    expect([open.includes('Lễ kín thử'), open.includes('Chỉ người giữ lễ được biết')]).toEqual([true, true]);
    expect(await show('')).not.toContain('Lễ kín thử');
  });

  inLongBrowser('joins heritage in a route, ends it, and takes a picture down', async () => {
    await workspaces().route('Tuyến thử', [name, 'Văn miếu Trấn Biên']);
    await workspaces().takeDown(registered, alt);
    expect((await text(`/heritage/items/${registered}`))[1]).not.toContain(alt);
    expect([looked, visitor.complaints]).toEqual([[], []]);
  });
});

describe('an objection', () => {
  test('takes a picture away: digest kept, files gone, nobody named; the file never comes back', async () => {
    const bytes = await phonePhoto();
    const list = await system.get(`/api/heritage/media?subject=${item}`, 'steward');
    const [medium] = (list.body['items'] as { id: string; body: Facts }[])
      .filter(({ body }) => body.derivatives.length > 0)
      .reverse();
    const { sha256, derivatives } = medium!.body;
    expect([kept(sha256), kept(derivatives[0]!.sha256)]).toEqual([true, true]);
    expect(await send('takedowns', { id: medium!.id, ground: 'objection', by: 'Nguyễn Văn A' })).toBe(
      'registry/invalid-command /by',
    );
    expect(await send('takedowns', { id: medium!.id, ground: 'objection' }, 'farmer')).toBe(
      'registry/role-not-allowed',
    );
    expect(await send('takedowns', { id: medium!.id, ground: 'objection' }, 'registrar-culture')).toBe('accepted');
    for (let wait = 0; wait < 20 && kept(sha256); wait += 1) await new Promise((done) => setTimeout(done, 500));
    expect([sha256, ...derivatives.map((one) => one.sha256)].map(kept)).toEqual(
      [sha256, ...derivatives].map(() => false),
    );
    expect((await text(`/api/heritage/files/${derivatives[0]?.sha256}`))[0]).toBe(410);
    const { body } = await system.get(`/r/${medium!.id}/story`);
    expect(body['record']).toMatchObject({ status: 'erased', body: { sha256, takedown: { ground: 'objection' } } });
    const again = await upload(bytes);
    expect(await send('media', { id: freshId(), item, ...again.body, alt: { vi: 'Lại' } })).toBe(
      'heritage/taken-down /sha256',
    );
  });

  test('takes the whole item away: its page, its manifest, its card', async () => {
    expect(await send('takedowns', { id: item, ground: 'consent' })).toBe('accepted');
    const [status, html] = await text(`/heritage/items/${item}`);
    expect([status, html.includes('Đã gỡ theo yêu cầu'), html.includes('Đình thử nghiệm')]).toEqual([410, true, false]);
    expect((await text(`/iiif/3/items/${item}/manifest`))[0]).toBe(410);
    expect((await text(`/heritage/models/${model.id}`))[0]).toBe(410);
    expect((await text('/heritage'))[1]).not.toContain(item);
    expect(await send('items/update', { id: item, ...temple, reason: 'Lại' })).toBe('heritage/taken-down /id');
  });
});
