/** Cooperative, packing house, inspector. */
import { expect } from '@jest/globals';
import { seedId } from '../seed-id.ts';
import { daysAgo, freshId, type System } from '../system.ts';
import type { RoleStep } from './follow.ts';

export const cooperative = (): readonly RoleStep[] => [
  (me) => me.signIn('farmer'),
  async (me) => {
    await me.open('Vùng trồng');
    await me.see('Bản đồ');
    await me.page.locator('svg.map path').first().waitFor();
  },
  async (me) => {
    await me.open('Đăng ký lô thu hoạch');
    await me.press('Như lần trước');
    await me.untilFilled(/\(kg\)/);
    await me.fill('Khối lượng (kg)', '120,5');
  },
  async (me) => {
    await me.press('Ghi lên sổ');
    await me.proven();
  },
  async (me) => expect(await me.linked('Nhãn PDF')).toMatch(/^%PDF-/),
  async (me) => {
    await me.press('Mở trang của lô');
    for (const part of ['Cân đối khối lượng', 'Từ vườn đến kệ', 'Gia phả của lô']) await me.see(part);
  },
  async (me) => {
    await me.see('Bằng chứng trên sổ');
    await me.checkHere();
  },
  async (me) => {
    await me.open('Thành viên, ghi hộ');
    await me.see('Người của đơn vị');
    await me.press('Tạo mã mời');
    await me.seeMark('Mã QR mời vào đơn vị');
  },
];

/** A lot of 300 kg that the cooperative has sent to the packing house; its number. */
async function sentLot(system: System): Promise<string> {
  const [id, lot] = [freshId(), `DEN-${freshId().slice(0, 6)}`];
  const harvest = { growingArea: seedId(system, 'area-rambutan'), harvestDate: daysAgo(0), weightKg: '300' };
  const product = { code: 'rambutan', name: 'Chôm chôm' };
  for (const [path, body] of [
    ['batches', { id, lot, product, ...harvest }],
    ['ship', { id: freshId(), batch: id, to: seedId(system, 'unit-packing') }],
  ] as const) {
    const { status } = await system.post(`/api/origin/${path}`, { requestId: freshId(), ...body }, 'farmer');
    expect([path, status]).toEqual([path, 201]);
  }
  return lot;
}

export async function packingHouse(system: System): Promise<readonly RoleStep[]> {
  const lot = await sentLot(system);
  return [
    (me) => me.signIn('packer'),
    async (me) => {
      await me.open('Nhận hàng');
      await me.seeButton('Quét mã trên nhãn');
      const link = me.page.locator('main').getByRole('link', { name: lot, exact: true });
      const id = ((await link.getAttribute('href')) ?? '').split('/').at(-1) ?? '';
      await me.fillSome('Mã hồ sơ trên nhãn', `${me.system.verifier}/R/${id}`);
      await me.press('Mở trang của lô');
      await me.page.waitForURL(`**/origin/batches/${id}`);
    },
    async (me) => {
      await me.press('Nhận hàng');
      await me.fill('Khối lượng cân được (kg)', '299,5');
      await me.press('Nhận hàng');
      await me.see('Hai bên cân khác nhau');
    },
    async (me) => {
      await me.open('Đóng gói');
      await me.fillIn(me.page.getByLabel(new RegExp(lot)), '100');
      await me.fill('Tên sản phẩm trên nhãn', 'Chôm chôm hộp');
      await me.fill('Số lô', 'HOP-TT-01');
      await me.fill('Khối lượng (kg)', '95');
    },
    async (me) => {
      await me.press('Đóng gói');
      await me.proven();
      await me.press('Mở trang của lô');
      await me.loaded();
    },
    async (me) => {
      await me.press('Tách lô');
      const part = (label: RegExp, at: number) => me.page.locator('dn-split-form').getByLabel(label).nth(at);
      for (const [at, [number, weight]] of [
        ['HOP-TT-01-A', '60'],
        ['HOP-TT-01-B', '35'],
      ].entries()) {
        await me.fillIn(part(/Số lô|Lot number|Lot/, at), number!);
        await me.fillIn(part(/\(kg\)/, at), weight!);
      }
      await me.press('Tách lô');
      await me.proven();
    },
    async (me) => {
      await me.pick('HOP-TT-01-A');
      await me.press('Gửi hàng');
      await me.choose('Đơn vị nhận', 'Cửa hàng nông sản Biên Hòa (mẫu)');
      await me.press('Gửi hàng');
      await me.proven();
    },
    async (me) => {
      await me.see('Bằng chứng trên sổ');
      await me.checkHere();
    },
  ];
}

export const inspector = (): readonly RoleStep[] => [
  (me) => me.signIn('inspector'),
  (me) => me.enrol(),
  async (me) => {
    await me.open('Tất cả các lô');
    await me.fill('Tìm theo tên hoặc số lô', 'hop-0001');
    await me.press('Tìm');
    await me.pick('HOP-0001');
  },
  async (me) => {
    await me.press('Thu hồi lô');
    await me.see('Các lô bị ảnh hưởng');
    await me.fill('Lý do, người mua sẽ đọc', 'Dư lượng vượt mức (mẫu)');
    await me.tick('Tôi đã đọc và muốn thu hồi lô HOP-0001');
  },
  async (me) => {
    await me.press('Thu hồi');
    await me.proven();
    await me.see('Đã đánh dấu 2 lô con.');
  },
  async (me) => {
    await me.see('Bằng chứng trên sổ');
    await me.see('tự ký, khóa không rời máy người ký');
  },
  (me) => me.verdict(`${me.system.verifier}/R/${seedId(me.system, 'split-0')}`, 'ĐANG BỊ THU HỒI'),
];
