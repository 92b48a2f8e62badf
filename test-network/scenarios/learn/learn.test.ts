/** Courses as people take them: a visitor without a sign-in, a pupil from the first lesson to a certificate that verifies. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { courseSchema, readCourses } from '../../../gateway-api/src/learn/course.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import { signedIn } from '../explorer/visitor.ts';
import { freshId, sharedSystem, type System } from '../system.ts';

jest.setTimeout(300_000);
const browser = await launchChromium();
const inBrowser = testIn(browser);
let system: System;
beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

const course = courseSchema.parse(readCourses().find(({ id }) => id === 'pupil'));
interface Lots {
  readonly lessons: readonly {
    readonly id: string;
    readonly exercise?: { readonly lots?: readonly { readonly id: string; readonly address: string }[] };
  }[];
}
const lotsOf = async (lesson: string) => {
  const { body } = await system.get('/api/learn/courses/citizen');
  return (body as unknown as Lots).lessons.find(({ id }) => id === lesson)?.exercise?.lots ?? [];
};

test('a training lot is no goods: its label says so, nothing is done with it as with goods, and nothing counts it', async () => {
  const [active] = await lotsOf('limits');
  const label = await fetch(`${system.gateway}/api/origin/batches/${active!.id}/label.pdf?size=roll-50x30`);
  const pdf = await getDocument({ data: new Uint8Array(await label.arrayBuffer()) }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  expect(items.map((item) => ('str' in item ? item.str : '')).join(' ')).toContain('TẬP HUẤN');
  const sent = {
    requestId: freshId(),
    id: freshId(),
    batch: active!.id,
    weightKg: '1',
    reason: 'Thử tiêu hủy hàng tập huấn',
  };
  expect((await system.post('/api/origin/destroy', sent, 'trainee')).body['code']).toBe('origin/training-stays');
  const areas = (await system.get('/api/origin/growing-areas?limit=1000', 'registrar')).body as {
    items: { body: { training?: true } }[];
  };
  const overview = (await system.get('/api/overview', 'registrar')).body as {
    items: { type: string; records: number }[];
  };
  const counted = overview.items
    .filter(({ type }) => type === 'origin/growing-area')
    .reduce((sum, { records }) => sum + records, 0);
  const real = areas.items.filter(({ body }) => body.training !== true).length;
  expect(real).toBeLessThan(areas.items.length);
  expect(counted).toBe(real);
});

inBrowser(
  'a visitor learns without a sign-in: the verifier says TẬP HUẤN, the exercise is judged, pages are clean',
  async () => {
    const context = await browser!.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(system.explorer);
    await page.getByRole('link', { name: /Học trong 15 phút/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Tập huấn' }).waitFor();
    await page.getByText('Bạn chưa đăng nhập').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto(`${system.explorer}/learn/citizen?part=colours`);
    await page.getByRole('heading', { level: 2, name: 'Bốn màu của kết quả' }).waitFor();
    const [shown] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: /Mở mã của lô 1/ }).click(),
    ]);
    await shown.getByText('TẬP HUẤN – không phải hồ sơ thật').first().waitFor({ timeout: 60_000 });
    await shown
      .getByText(/Nếu là hàng thật: ĐANG TẠM GIỮ/)
      .first()
      .waitFor();
    expect(await shown.locator('.verdict').getAttribute('class')).toContain('amber');
    await page.getByLabel(/Chưa dùng: lô đang tạm giữ/).check();
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('Đúng.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const [active] = await lotsOf('limits');
    await shown.goto(active!.address);
    await shown.getByText('TẬP HUẤN – không phải hồ sơ thật').first().waitFor({ timeout: 60_000 });
    expect(await shown.locator('.verdict').getAttribute('class')).toContain('grey');
    await page.goto(`${system.explorer}/learn/citizen?part=certificate`);
    await page.getByText('nên cần đăng nhập').waitFor();
    await context.close();
  },
);

inBrowser('a pupil goes from the first lesson to a certificate that verifies', async () => {
  const { page, context, complaints } = await signedIn(browser!, system, 'graduate', { width: 360 });
  const part = async (name: string, heading: string): Promise<void> => {
    await page.goto(`${system.explorer}/learn/pupil?part=${name}`);
    await page.getByRole('heading', { level: 2, name: heading }).waitFor();
  };
  await part('journey', 'Chuyến đi của trái sầu riêng');
  const first = course.lessons[0]!.exercise;
  if (first?.kind !== 'order') throw new Error('the first lesson puts steps in order');
  for (const [index, [vi]] of first.steps.entries())
    await page.getByLabel(`Bước ${index + 1}`, { exact: true }).selectOption({ label: vi });
  await page.getByRole('button', { name: 'Kiểm tra' }).click();
  await page.getByText('Đúng.').waitFor();

  await part('ledger', 'Quyển sổ không tẩy được');
  await page.getByLabel('Khối lượng (kg)').fill('12,5');
  await page.getByRole('button', { name: 'Ghi lô tập huấn' }).click();
  const own = page.getByRole('link', { name: 'Mở trang kiểm tra' });
  await own.waitFor({ timeout: 60_000 });
  const address = (await own.getAttribute('href'))!;

  await part('detective', 'Trò chơi: tìm lô bị thu hồi');
  for (const choice of await page.getByRole('radio').all()) {
    await choice.check();
    // The words of the try before may still stand there: the answer itself says what came of this one.
    const answered = page.waitForResponse(/\/lessons\/detective$/);
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    if (((await (await answered).json()) as { right: boolean }).right) break;
  }
  await page.getByText('Giỏi lắm!').waitFor();
  await part('private', 'Giữ bí mật của mình và của bạn');
  await page.getByRole('button', { name: 'Tôi đã đọc' }).click();

  await part('quiz', 'Bài kiểm tra');
  for (const { question, choices, right } of course.quiz)
    await page.getByRole('group', { name: question[0] }).getByLabel(choices[right]![0], { exact: true }).check();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await page.getByText('Đạt: 100 % câu đúng.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await part('certificate', 'Chứng nhận');
  await page.getByLabel('Họ và tên trên chứng nhận').fill('Nguyễn Thị Văn Bằng');
  await page.getByRole('button', { name: 'Nhận chứng nhận' }).click();
  const link = page.locator('a.mono');
  await link.waitFor({ timeout: 60_000 });
  const certificate = (await link.getAttribute('href'))!;
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);

  const until = async (url: string, words: RegExp | string): Promise<string> => {
    for (let tries = 0; ; tries += 1) {
      await page.goto('about:blank');
      await page.goto(url);
      await page.locator('.verdict:not(.waiting)').waitFor({ timeout: 60_000 });
      const said = await page.locator('main, body').first().innerText();
      if (tries === 20 || (typeof words === 'string' ? said.includes(words) : words.test(said))) return said;
      await page.waitForTimeout(1500);
    }
  };
  const verdict = await until(certificate, 'HỒ SƠ THẬT, còn hiệu lực');
  expect(verdict).toContain('HỒ SƠ THẬT, còn hiệu lực');
  // What it says is fetched after the verdict, which stands without it.
  await page.getByText('Nguyễn Thị Văn Bằng').first().waitFor({ timeout: 60_000 });
  expect(await until(address, 'TẬP HUẤN – không phải hồ sơ thật')).toContain('TẬP HUẤN – không phải hồ sơ thật');
  await context.close();
});

test('the administrator’s list names the pupil; the ledger does not', async () => {
  const token = await system.token('registrar-tech');
  const answer = await fetch(`${system.gateway}/api/learn/finishers.csv`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toMatch(/pupil,Nguyễn Thị Văn Bằng,/);
  const { body } = await system.get('/api/credential/credentials?limit=100', 'registrar-tech');
  expect(JSON.stringify(body)).not.toContain('Nguyễn Thị Văn Bằng');
});
