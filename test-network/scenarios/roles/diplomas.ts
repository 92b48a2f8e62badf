/** Who issues diplomas and who holds them. */
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { daysAgo, freshId, type System } from '../system.ts';
import type { RoleStep } from './follow.ts';

const row = (birthDate: string): string =>
  [
    'Họ và tên,Ngày sinh,Số hiệu,Số vào sổ gốc,Ngày cấp,Ngày tốt nghiệp,Tên văn bằng,Cơ sở cấp',
    `Lê Thị Mẫu,${birthDate},LTM.0001,1/LTM,${daysAgo(20)},${daysAgo(30)},Bằng tốt nghiệp,Trường (mẫu)`,
  ].join('\n');

export function schoolRegistrar(): readonly RoleStep[] {
  let link = '';
  return [
    (me) => me.signIn('school'),
    async (me) => {
      await me.open('Cấp từ tệp CSV');
      await me.attach('Tệp CSV', 'bang.csv', row(daysAgo(1)));
      await me.press('Xem trước');
      await me.see('1 dòng, 0 dòng đúng, 1 lỗi');
    },
    async (me) => {
      await me.attach('Tệp CSV', 'bang.csv', row('2008-02-29'));
      await me.press('Xem trước');
      await me.press('Ghi 1 dòng lên sổ');
      await me.see('Xong. Tải lại tệp này sẽ không ghi trùng.');
    },
    async (me) => {
      const lines = readFileSync(await me.download('Tải tệp đường dẫn và biên nhận (CSV)'), 'utf8').split('\r\n');
      link = lines[1]?.split(',')[5] ?? '';
      expect(link).toContain('#');
    },
    (me) => me.verdict(link, 'HỒ SƠ THẬT, còn hiệu lực'),
    async (me) => {
      await me.page.goto(me.system.explorer);
      await me.open('Sổ gốc');
      await me.fill('Số hiệu hoặc số vào sổ gốc', 'LTM.0001');
      await me.press('Tìm');
      await me.page.locator('main tbody tr').nth(1).waitFor({ state: 'detached' });
      await me.seeButton('In');
      await me.pick('Lê Thị Mẫu');
    },
    async (me) => {
      await me.choose('Việc cần làm', 'Tạm đình chỉ', 'dn-act-form');
      await me.fill('Số quyết định', '12/QĐ-THPT', 'dn-act-form');
      await me.press('Ghi lên sổ');
      await me.see('Những gì đã làm');
    },
    (me) => me.verdict(link, 'đang bị tạm đình chỉ'),
  ];
}

/** A diploma that the school has issued to the graduate's account; its id. */
async function issued(system: System): Promise<string> {
  const contents = {
    ...{ title: 'Bằng tốt nghiệp trung học phổ thông', issuer: 'Trường THPT Xuân Lộc (mẫu)', issuedOn: daysAgo(12) },
    ...{ fullName: 'Lê Văn Giữ', birthDate: '2007-10-19', serialNumber: `LVG.${freshId().slice(0, 6)}` },
  };
  const credentials = [{ kind: 'diploma', contents, holder: 'demo-graduate' }];
  const { status, body } = await system.post(
    '/api/credential/custodial/issue',
    { requestId: freshId(), credentials },
    'school',
  );
  expect(status).toBe(201);
  const { id } = (body['links'] as { id: string }[])[0]!;
  // Opened by its holder once a checkpoint covers it.
  for (let tries = 0; tries < 60 && (await system.get(`/r/${id}`)).status !== 200; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 500));
  return id;
}

export async function holder(system: System): Promise<readonly RoleStep[]> {
  const id = await issued(system);
  let link = '';
  return [
    (me) => me.signIn('graduate'),
    async (me) => {
      await me.open('Văn bằng của tôi');
      await me.page.locator(`main a[href$="${id}"]`).click();
      await me.see('Máy này đã tự kiểm chứng: nội dung khớp với sổ chung.');
    },
    async (me) => {
      await me.see('Chia sẻ một phần');
      const birth = me.page.locator('dn-share-form label', { hasText: '19/10/2007' }).getByRole('checkbox');
      await me.see('Ngày sinh', 'dn-share-form');
      expect(await birth.isChecked()).toBe(false);
      await me.press('Tạo đường dẫn');
      link = await me.page.locator('#share-link').inputValue();
    },
    async (me) => {
      await me.verdict(link, 'HỒ SƠ THẬT, còn hiệu lực');
      await me.page.getByText('Lê Văn Giữ').first().waitFor();
      expect(await me.page.locator('main').innerText()).not.toContain('19/10/2007');
      await me.page.goto(`${me.system.explorer}/credential/mine/${id}`);
    },
    async (me) => {
      await me.see('Đang chia sẻ');
      await me.press('Rút lại');
      await me.see('Đã rút lại: đường dẫn ấy không mở được nữa.');
    },
    async (me) =>
      expect(
        readFileSync(await me.download('Tải tất cả (ZIP)'))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK'),
  ];
}
