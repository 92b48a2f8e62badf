/** Carbon's developer, verifier, authority, owner and auditor. */
import { expect } from '@jest/globals';
import { ocopPeople } from '../ocop/ocop-people.ts';
import { seedId } from '../seed-id.ts';
import { daysAgo, freshId, type System } from '../system.ts';
import type { RoleStep } from './follow.ts';

const year = Number(daysAgo(0).slice(0, 4)) - 1;
const decision = { number: '12/QĐ-CC', date: daysAgo(1), authority: 'Chi cục Bảo vệ môi trường' };
const digest = 'a'.repeat(64);
const square = JSON.stringify({
  type: 'Polygon',
  coordinates: [[[107.2, 11.2], [107.21, 11.2], [107.21, 11.21], [107.2, 11.21], [107.2, 11.2]]], // prettier-ignore
});
const code = (): string => `DN-${freshId().slice(0, 8)}`;

/** What the others of a project do by the API, so that each page of the guide can be followed alone. */
function others(system: System) {
  const { send, sign } = ocopPeople(system, {}, 'Carbon');
  const accepted = async (said: Promise<string>): Promise<void> => expect(await said).toBe('accepted');
  const register = async (id: string): Promise<void> => {
    await accepted(sign('carbon-verifier', 'MoveProject', { id, to: 'validated', reportDigest: digest }));
    await accepted(sign('carbon-authority', 'MoveProject', { id, to: 'registered', decision }));
  };
  /** A registered project with a period that waits for its verifier; the period's id. */
  const monitored = async (): Promise<string> => {
    const [project, id, name] = [freshId(), freshId(), code()];
    const described = { name: `Rừng ${name}`, methodology: 'VM0047', sector: 'AFOLU', kind: 'removal-nature' };
    const crediting = { creditingFrom: `${year - 4}-01-01`, creditingUntil: `${year + 20}-12-31`, bufferBps: 1000 };
    await accepted(
      send('carbon-owner', 'carbon/projects', {
        ...{ id: project, code: name, commune: '26068', coveredByNdc: 'inside', ...described, ...crediting },
      }),
    );
    await register(project);
    const period = { from: `${year}-01-01`, until: `${year}-12-31`, vintage: year, tonnes: '1200' };
    const verifier = seedId(system, 'unit-carbon-verifier');
    await accepted(
      send('carbon-owner', 'carbon/monitoring', { id, project, ...period, reportDigest: digest, verifier }),
    );
    return id;
  };
  const verified = async (): Promise<string> => {
    const id = await monitored();
    await accepted(sign('carbon-verifier', 'VerifyMonitoring', { id, tonnes: '1000', reportDigest: digest }));
    return id;
  };
  return { register, monitored, verified };
}

const fileLabel = 'Tệp (chỉ mã băm rời máy này)';

export const carbonDeveloper = (): readonly RoleStep[] => [
  (me) => me.signIn('carbon-owner'),
  async (me) => {
    await me.open('Dự án các-bon');
    await me.press('Đăng ký dự án');
    await me.fill('Mã dự án (chữ hoa, số, gạch ngang)', 'DN-HD-01');
    await me.fill('Tên', 'Nông lâm kết hợp Hướng Dẫn');
    await me.fill('Phương pháp', 'VM0047');
    await me.fill('Lĩnh vực', 'AFOLU');
    await me.chooseSome('Xã, phường');
    await me.fillSome('Thời kỳ tín chỉ từ', `${year - 4}-01-01`);
    await me.fillSome('Thời kỳ tín chỉ đến', `${year + 20}-12-31`);
  },
  async (me) => {
    await me.press('Đăng ký dự án', 'form');
    await me.proven();
    await me.pick('Nông lâm kết hợp Hướng Dẫn');
  },
  async (me) => {
    await me.press('Thêm thửa đất');
    await me.fill('Tên', 'Thửa 1');
    await me.chooseSome('Xã, phường');
    await me.fill('Diện tích (m²)', '1000000');
    await me.attach(fileLabel, 'thua.geojson', square);
    await me.press('Thêm thửa đất', 'form');
    await me.proven();
    await me.see('Ranh giới trên bản đồ');
  },
  async (me) => {
    await others(me.system).register(me.id);
    await me.page.reload();
    await me.loaded();
    await me.press('Nộp kỳ giám sát');
    await me.fillSome('Từ ngày', `${year}-01-01`);
    await me.fillSome('Đến ngày', `${year}-12-31`);
    await me.fillSome('Năm phát sinh', String(year));
    await me.fill('Số tCO2e', '1200');
    await me.chooseSome('Đơn vị thẩm định được mời');
    await me.attach(fileLabel, 'bao-cao.pdf', 'Báo cáo giám sát');
    await me.press('Nộp kỳ giám sát', 'form');
    await me.proven();
  },
  async (me) => {
    await me.see('Bằng chứng trên sổ');
    await me.checkHere();
  },
];

/** The row of this period in the list: it has no name of its own. */
const openPeriod =
  (id: string): RoleStep =>
  async (me) => {
    await me.open('Kỳ giám sát');
    await me.page.locator(`main a[href$="${id}"]`).first().click();
    await me.page.waitForURL(`**/${id}`);
    await me.loaded();
  };

const ownEvidence: RoleStep = async (me) => {
  await me.see('Bằng chứng trên sổ');
  await me.see('tự ký, khóa không rời máy người ký');
  await me.checkHere();
};

export async function carbonVerifier(system: System): Promise<readonly RoleStep[]> {
  const period = await others(system).monitored();
  return [
    (me) => me.signIn('carbon-verifier'),
    (me) => me.enrol(),
    async (me) => {
      await openPeriod(period)(me);
      await me.see('Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp');
    },
    async (me) => {
      await me.press('Thẩm định kết quả');
      await me.fill('Số tCO2e', '1000');
      await me.attach(fileLabel, 'bao-cao.pdf', 'Báo cáo thẩm định');
      await me.press('Thẩm định kết quả', 'form');
      await me.proven();
    },
    ownEvidence,
  ];
}

export async function carbonAuthority(system: System): Promise<readonly RoleStep[]> {
  const period = await others(system).verified();
  return [
    (me) => me.signIn('carbon-authority'),
    (me) => me.enrol(),
    async (me) => {
      await openPeriod(period)(me);
      await me.press('Phê duyệt');
      await me.fill('Số quyết định', decision.number);
      await me.fillSome('Ngày quyết định', decision.date);
      await me.fill('Cơ quan quyết định', decision.authority);
      await me.press('Phê duyệt', 'form');
      await me.proven();
    },
    async (me) => {
      await me.press('Cấp tín chỉ');
      await me.press('Cấp tín chỉ', 'form');
      await me.proven();
    },
    ownEvidence,
    async (me) => {
      await me.open('Tín chỉ các-bon');
      await me.see('Đã cấp');
    },
  ];
}

export const carbonOwner = (): readonly RoleStep[] => [
  (me) => me.signIn('carbon-owner'),
  async (me) => {
    await me.open('Lô tín chỉ');
    const { body } = await me.system.get('/api/carbon/blocks?limit=200', 'carbon-owner');
    const items = body['items'] as { id: string; body: { state: string; quantity: string } }[];
    const block = items.find((one) => one.body.state === 'active' && Number(one.body.quantity) > 100)!.id;
    await me.page.locator(`main a[href$="${block}"]`).first().click();
    await me.press('Chia lô');
    await me.fill('Số tín chỉ của phần đầu', '25');
    await me.press('Chia lô', 'form');
    await me.proven();
  },
  async (me) => {
    await me.open('Lô tín chỉ');
    const { body } = await me.system.get('/api/carbon/blocks?limit=200', 'carbon-owner');
    const items = body['items'] as { id: string; body: { state: string; quantity: string } }[];
    const part = items.find((one) => one.body.state === 'active' && one.body.quantity === '25')!.id;
    await me.page.locator(`main a[href$="${part}"]`).first().click();
    await me.press('Loại bỏ thay cho');
    await me.fill('Loại bỏ thay cho (tên pháp nhân)', 'Công ty Xi măng Xanh');
    await me.fill('Mã số thuế của pháp nhân đó', '3600000102');
    await me.fillSome('Từ ngày', `${year}-01-01`);
    await me.fillSome('Đến ngày', `${year}-12-31`);
  },
  async (me) => {
    await me.press('Loại bỏ thay cho', 'form');
    await me.proven();
  },
  async (me) => {
    await me.open('Chứng nhận loại bỏ');
    await me.page.locator('main tbody a').first().click();
    await me.page.waitForURL(/retirements\/\w+/);
    expect(await me.linked('Tải chứng nhận (PDF)')).toMatch(/^%PDF-/);
  },
  (me) => me.verdict(`${me.system.verifier}/R/${me.id}`, 'HỒ SƠ THẬT, còn hiệu lực'),
];

export const auditor = (): readonly RoleStep[] => [
  (me) => me.signIn('carbon-auditor'),
  async (me) => {
    await me.open('Tín chỉ các-bon');
    await me.see('Đã loại bỏ');
    await me.page
      .locator('main dl > div', { hasText: /Đã loại bỏ|Retired/ })
      .getByRole('button')
      .click();
    await me.see('Các lô sau con số này');
  },
  async (me) => {
    const row = me.page.locator('dn-carbon-behind tbody tr').first();
    await row.locator('summary').nth(0).click();
    await me.see('Tổ chức xác nhận');
    await row.locator('summary').nth(1).click();
    await me.see('Mã băm báo cáo thẩm định', 'dn-carbon-behind td dt');
  },
  async (me) => {
    await me.press('Kỳ giám sát', 'dn-carbon-behind tbody tr:first-child');
    await me.loaded();
    await me.see('Bằng chứng trên sổ');
    await me.checkHere();
  },
  async (me) => {
    await me.open('Tín chỉ các-bon');
    await me.see('Lịch sử một sê-ri');
    const { body } = await me.system.get('/api/carbon/blocks?limit=1', 'carbon-auditor');
    const [block] = body['items'] as { body: { projectCode: string; vintage: number } }[];
    await me.fillSome('Mã dự án', block!.body.projectCode);
    await me.fillSome('Năm phát sinh', String(block!.body.vintage));
    await me.fill('Số sê-ri', '1');
    await me.press('Xem lịch sử');
    await me.page.locator('main ol li').first().waitFor();
  },
];
