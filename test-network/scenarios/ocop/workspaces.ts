/** OCOP in the workspaces, as its people use them in a browser: each function is one person's part. */
import type { Browser, Page } from 'playwright-core';
import { signedIn, type Visitor, type VisitorOptions } from '../explorer/visitor.ts';
import type { System } from '../system.ts';

const proven = (page: Page): Promise<void> => page.locator('.stages li.reached').nth(2).waitFor({ timeout: 60_000 });

/** Called at every page of interest, for whoever wants to check or keep it. */
export type Look = (page: Page, name: string) => Promise<void>;

export function ocopWorkspaces(browser: Browser | null, system: () => System, look: Look) {
  const visitors = new Map<string, Promise<Visitor>>();
  const visitor = (login: string, options: VisitorOptions = {}): Promise<Visitor> => {
    const known = visitors.get(login) ?? signedIn(browser!, system(), login, options);
    visitors.set(login, known);
    return known;
  };
  /** A key of the person's own, made in this browser. */
  const enrol = async (login: string): Promise<Visitor> => {
    const { page, open, ...rest } = await visitor(login);
    await open('/signing', 'Khóa ký của tôi');
    await page.getByRole('button', { name: 'Tạo khóa và đăng ký' }).click();
    await page.getByText('Máy này có khóa của bạn').waitFor();
    return { page, open, ...rest };
  };
  const submit = async (page: Page, button: string): Promise<void> => {
    await page.locator('form').getByRole('button', { name: button, exact: true }).click();
    await proven(page);
  };
  const decide = async (page: Page, number: string, date: string): Promise<void> => {
    await page.getByLabel('Số quyết định').fill(number);
    await page.getByLabel('Ngày quyết định').fill(date);
    await page.getByLabel('Cơ quan quyết định').fill('UBND thành phố Đồng Nai');
  };

  return {
    /** The producer's dossier, its material ticked from the unit's batches; returns the product's id. */
    dossier: async (name: string, lots: readonly string[]): Promise<string> => {
      const { page, open } = await visitor('packer');
      await open('/ocop/mine', 'Sản phẩm OCOP của tôi');
      await look(page, 'mine');
      await page.getByRole('link', { name: 'Lập hồ sơ mới' }).click();
      await page.getByLabel('Tên sản phẩm').fill(name);
      await page.getByLabel('Nhóm sản phẩm').selectOption('food');
      await page.getByLabel('Phân nhóm, theo quyết định').fill('Thực phẩm chế biến');
      await page.getByLabel('Mã số thuế của pháp nhân').fill('075199001234');
      await page.getByLabel('Câu chuyện sản phẩm').fill('Chôm chôm của ba vườn, sấy lạnh trong ngày hái.');
      await page.getByLabel('Tên nguyên liệu').fill('Chôm chôm');
      for (const lot of lots) await page.getByLabel(`${lot} ·`).check();
      await look(page, 'dossier');
      // A citizen's number is refused where it is typed, and nothing typed is lost.
      await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
      await page.locator('.field .wrong').waitFor();
      await look(page, 'dossier-wrong');
      // Whose code it is, as the register of enterprises says, to compare.
      await page.getByLabel('Mã số thuế của pháp nhân').fill('3600000019');
      await page.getByRole('button', { name: 'Tra cứu mã số thuế' }).click();
      await page
        .getByRole('status')
        .filter({ hasText: /Hợp tác xã cây ăn trái Xuân Lộc.*số liệu mẫu/s })
        .waitFor();
      await look(page, 'dossier-tax-code');
      await page.getByLabel('Mã số thuế của pháp nhân').fill('3600-000019');
      await submit(page, 'Nộp hồ sơ');
      await page.getByRole('link', { name: 'Mở trang sản phẩm' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await look(page, 'product');
      return page.url().split('/').at(-1) ?? '';
    },
    /** The commune sends a dossier back, and its producer sends it again, with what the form kept of it. */
    returned: async (product: string, name: string, reason: string): Promise<void> => {
      const commune = await visitor('commune', { width: 390 });
      await commune.open('/ocop/inbox', 'Hồ sơ OCOP của xã');
      await commune.page.getByRole('link', { name }).click();
      await commune.page.getByRole('button', { name: 'Trả lại hồ sơ' }).click();
      await commune.page.getByLabel('Lý do trả lại, chủ thể sẽ đọc').fill(reason);
      await look(commune.page, 'return');
      await submit(commune.page, 'Trả lại hồ sơ');
      const { page, open } = await visitor('packer');
      await open(`/ocop/products/${product}`, new RegExp(name.slice(0, 12)));
      await page.getByText(`Xã, phường trả lại hồ sơ: ${reason}`).waitFor();
      await page.getByRole('link', { name: 'Sửa hồ sơ, đánh giá lại' }).click();
      await page.getByLabel('Vì sao sửa hồ sơ').fill('Bổ sung theo yêu cầu (mẫu)');
      await submit(page, 'Nộp hồ sơ');
    },
    /** The commune finds the dossier among those of its own commune, and receives it. */
    receive: async (name: string): Promise<void> => {
      const { page, open } = await visitor('commune', { width: 390 });
      await open('/ocop/inbox', 'Hồ sơ OCOP của xã');
      await look(page, 'inbox');
      await page.getByRole('link', { name }).click();
      await page.getByRole('button', { name: 'Tiếp nhận và đề nghị thành phố đánh giá' }).click();
      await look(page, 'receive');
      await submit(page, 'Tiếp nhận và đề nghị thành phố đánh giá');
    },
    /** The department opens a council of these units; returns its id. */
    council: async (product: string, units: readonly string[]): Promise<string> => {
      const { page, open } = await visitor('registrar');
      await open(`/ocop/products/${product}`, /./);
      await page.getByRole('button', { name: 'Lập hội đồng' }).click();
      for (const unit of units) await page.getByLabel(unit, { exact: true }).check();
      await look(page, 'council-form');
      await submit(page, 'Lập hội đồng');
      await page.reload();
      await page.getByRole('link', { name: 'Phiếu chấm' }).click();
      await page.getByRole('heading', { level: 1, name: /^Hội đồng chấm/ }).waitFor();
      return page.url().split('/').at(-1) ?? '';
    },
    /** A member scores and seals: with a key of their own only. Returns the opening file. */
    seal: async (
      login: string,
      council: string,
      points: readonly [a: string, b: string, c: string],
    ): Promise<string> => {
      const { page, open } = await visitor(login, { width: 390 });
      await open(`/ocop/councils/${council}`, /^Hội đồng chấm/);
      await page.getByText('Việc này phải ký bằng khóa của chính bạn').waitFor();
      await enrol(login);
      await open('/ocop/councils', 'Hội đồng có đơn vị của bạn');
      await look(page, 'councils');
      await open(`/ocop/councils/${council}`, /^Hội đồng chấm/);
      const labels = ['Phần A', 'Phần B', 'Phần C'];
      await page.getByLabel('Phần A').fill('41');
      await page.getByText('Từ 0 đến 40, tối đa hai chữ số thập phân').waitFor();
      for (const [index, label] of labels.entries()) await page.getByLabel(label).fill(points[index] ?? '');
      await look(page, 'score');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Tải tệp mở phiếu' }).click(),
      ]);
      const path = await file.path();
      await page.getByRole('button', { name: 'Niêm phong phiếu' }).click();
      await page.getByText('Phiếu của bạn đã niêm phong.').waitFor();
      await look(page, 'sealed');
      return path;
    },
    /** The same person on a device that lost the opening: the file opens the sheet, another file does not. */
    openWithFile: async (login: string, council: string, file: string): Promise<void> => {
      const { page, open } = await visitor(login);
      await page.evaluate('localStorage.clear()');
      await open(`/ocop/councils/${council}`, /^Hội đồng chấm/);
      await page.getByText('Máy này không có phần mở phiếu của bạn').waitFor();
      await look(page, 'open-missing');
      await page
        .getByLabel('Tệp mở phiếu')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
      await page.getByText('Tệp này không phải phần mở của phiếu này.').waitFor();
      await page.getByLabel('Tệp mở phiếu').setInputFiles(file);
      await page.getByRole('button', { name: 'Mở phiếu', exact: true }).click();
      await page.getByText('Phiếu của bạn đã mở.').waitFor();
    },
    /** The department ends the scoring. */
    endScoring: async (council: string): Promise<void> => {
      const { page, open } = await visitor('registrar');
      await open(`/ocop/councils/${council}`, /^Hội đồng chấm/);
      await page.getByRole('button', { name: 'Kết thúc chấm' }).click();
      await look(page, 'end-scoring');
      await submit(page, 'Kết thúc chấm');
    },
    /** The department records the decision with its own key; returns the council's points as the page says them. */
    rate: async (council: string, date: string, certificate: string): Promise<string> => {
      const { page, open } = await enrol('registrar');
      await open(`/ocop/councils/${council}`, /^Hội đồng chấm/);
      await page.getByRole('button', { name: 'Ghi quyết định xếp hạng' }).click();
      const said = await page.getByText('Điểm của hội đồng:').innerText();
      await decide(page, '15/QĐ-UBND', date);
      if (certificate !== '') await page.getByLabel('Số giấy chứng nhận').fill(certificate);
      await look(page, 'decide');
      await submit(page, 'Ghi quyết định xếp hạng');
      return said;
    },
    /** The department takes the stars away. */
    revoke: async (product: string, date: string, reason: string): Promise<void> => {
      const { page, open } = await visitor('registrar');
      await open(`/ocop/products/${product}`, /./);
      await page.getByRole('button', { name: 'Thu hồi hạng sao' }).click();
      await page.getByLabel('Lý do, người mua sẽ đọc').fill(reason);
      await decide(page, '16/QĐ-UBND', date);
      await page.getByLabel('Tôi đã đọc và muốn thu hồi').check();
      await look(page, 'revoke');
      await submit(page, 'Thu hồi hạng sao');
    },
    /** The department records what the ministry decided. */
    national: async (product: string, points: string, date: string, certificate: string): Promise<void> => {
      const { page, open } = await visitor('registrar');
      await open(`/ocop/products/${product}`, /./);
      await page.getByRole('button', { name: 'Ghi quyết định của Trung ương' }).click();
      await page.getByLabel('Điểm của Trung ương').fill(points);
      await decide(page, '6/QĐ-BNNMT', date);
      await page.getByLabel('Số giấy chứng nhận').fill(certificate);
      await look(page, 'national');
      await submit(page, 'Ghi quyết định của Trung ương');
    },
    /** The department sets the rules of a later day; a number left blank is named, and no zero. */
    rules: async (from: string, decision: string): Promise<void> => {
      const { page, open } = await visitor('registrar');
      await open('/ocop/rules', 'Bộ tiêu chí OCOP');
      await page.getByLabel('Áp dụng từ ngày').fill(from);
      await page.getByLabel('Văn bản').fill(decision);
      await page.getByLabel('Ít nhất bao nhiêu phiếu').fill('');
      const send = page.getByRole('button', { name: 'Đặt bộ tiêu chí', exact: true });
      // Rules without a number of sheets cannot be sent.
      await send.and(page.locator(':disabled')).waitFor();
      await page.getByLabel('Ít nhất bao nhiêu phiếu').fill('5');
      await look(page, 'rules-form');
      await submit(page, 'Đặt bộ tiêu chí');
      await page.getByRole('row', { name: new RegExp(decision) }).waitFor();
    },
    /** Pages that are only read. */
    readOnly: async (): Promise<void> => {
      const { page, open } = await visitor('registrar');
      await open('/ocop/rules', 'Bộ tiêu chí OCOP');
      await look(page, 'rules');
      await open('/ocop/expiring', 'Giấy OCOP sắp hết hạn');
      await look(page, 'expiring');
      await open('/ocop/products', 'Sản phẩm OCOP');
      await look(page, 'all');
    },
    /** What the browsers complained of: broken policies, uncaught errors, requests elsewhere. */
    complaints: async (): Promise<string[]> =>
      (await Promise.all(visitors.values())).flatMap(({ complaints }) => complaints),
  };
}
