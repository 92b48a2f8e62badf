/** Every row of the verdict table (one row for each thing that a reader may be told), with the domains in which it is met. */
import { commitFields, derivedId, discloseFields, disclosureFragment, encodeDisclosure } from '@daunguon/proof';
import type { Field, VerdictCode } from '@daunguon/proof';
import { alias, batchBody, ids as cast, issued, itemBundle, labelledLog, lot } from './cast.ts';
import type { RealLog } from './real-log.ts';
import type { StandInGateway } from './stand-in-gateway.ts';

/** The day of the pictures: nothing in them depends on when or where they are made. */
export const today = Date.parse('2026-11-28T02:00:00.000Z');
const minute = 60;
const justNow = { at: today / 1000 - minute };
const theDayBefore = { at: today / 1000 - 26 * 60 * minute };

export interface VerdictRow {
  /** Names the picture. */
  name: string;
  code: VerdictCode;
  tone: string;
  /** Of the line above the verdict, which says what it is about. */
  subject: string;
  words: string;
  /** Of the advice; what a reader does who knows nothing else. */
  advice: string;
  path: string;
  /** What stands on the page once all of it is there, whatever its language; without it nothing follows the advice. */
  shown?: string;
}

const idOf = (label: string): string => label.padStart(26, '0');
const school = idOf('SCH00');
const clinic = idOf('C11N1C');
const museum = idOf('MVSEVM');
const project = idOf('PR0JECT');
const council = idOf('C0VNC11');

const rating = {
  ...{ record: idOf('RAT1NG'), stars: 4, points: '75.5', certificate: '75-001', productVersion: 1 },
  decision: { number: '12/QĐ-UBND', date: '2026-01-20', authority: 'UBND thành phố Đồng Nai' },
  ...{ issuedOn: '2026-01-20', expiresOn: '2029-01-20', noticeFrom: '2028-12-21' },
};
const ocop = (changes: object = {}): Record<string, unknown> => ({
  ...{ name: 'Chôm chôm sấy Long Khánh', group: 'food', subgroup: 'Thực phẩm chế biến', producer: cast.unit },
  ...{ commune: '26425', story: { vi: 'Sấy lạnh trong ngày hái.' }, stage: 'rated', dossierVersion: 1, rating },
  ...{ materials: [], growingAreas: [], gtins: [], certificates: [] },
  ...changes,
});
const units = (id: string, start: string, end: string, quantity: string) => ({
  ...{ project, projectCode: 'DN-RUNG-01', vintage: 2025, start, end, quantity },
  ...{ periodFrom: '2025-01-01', periodUntil: '2025-12-31', id },
});
const block = (state: string): Record<string, unknown> => ({
  ...units(idOf('S'), '1', '12000', '12000'),
  state,
});

const values = [
  ['/kind', 'diploma'],
  ['/title', 'Bằng tốt nghiệp trung học phổ thông'],
  ['/fullName', 'Nguyễn Thị Hoa (mẫu)'],
  ['/birthDate', '2008-01-31'],
  ['/school', 'Trường THPT Xuân Lộc (mẫu)'],
  ['/graduationYear', '2026'],
  ['/unit', school],
] as const;
const fieldsOf = (change: Readonly<Record<string, string>> = {}): Field[] =>
  values.map(([pointer, value], at) => ({
    pointer,
    value: change[pointer] ?? value,
    salt: String(at + 1)
      .padStart(2, '0')
      .repeat(32),
  }));
const link = (id: string, fields: readonly Field[]): string =>
  `/R/${id}#${disclosureFragment(
    encodeDisclosure(
      id,
      discloseFields(
        fields,
        fields.map((_, at) => at),
      ),
    ),
  )}`;
const healthFields: Field[] = [
  ['/type', 'Bundle/document/60591-5'],
  ['/date', '2026-03-04'],
  ['/facility', clinic],
  ['/bytes', 'ab'.repeat(32)],
].map(([pointer = '', value = ''], at) => ({ pointer, value, salt: `0${at}`.repeat(32) }));

const credential = (label: string): string => idOf(`D1P${label}`);
const at = (name: string): string => idOf(name.toUpperCase());

/** The log of all rows. */
export function rowsLog(): RealLog {
  const log = labelledLog();
  const commitment = commitFields(fieldsOf());
  const put = (id: string, type: string, body: Record<string, unknown>, status = 'active', msp = 'AgriMSP') =>
    log.put({ id, type, body, status, msp, ts: '2026-11-20T03:20:00.000Z' });
  const diploma = (label: string, status = 'active') => {
    const record = { id: credential(label), type: 'credential/credential', commitment, msp: 'EduMSP' };
    log.put({ ...record, ts: '2026-06-20T08:00:00.000Z' });
    if (status !== 'active') log.put({ ...record, status, ts: '2026-10-05T02:00:00.000Z' });
  };
  put(school, 'registry/unit', { name: 'Trường THPT Xuân Lộc (mẫu)', commune: '26425' }, 'active', 'EduMSP');
  put(clinic, 'registry/unit', { name: 'Trung tâm Y tế Long Khánh (mẫu)', commune: '26080' }, 'active', 'HealthMSP');
  put(museum, 'registry/unit', { name: 'Bảo tàng Đồng Nai (mẫu)', commune: '26041' }, 'active', 'CultureMSP');
  put(project, 'carbon/project', { name: 'Rừng Tân Phú (mẫu)', code: 'DN-RUNG-01', commune: '26116' });
  put(
    at('s01d'),
    'origin/batch',
    batchBody({ lot: 'SR-2611-0050', remainingKg: '0', children: [cast.honest] }),
    'closed',
  );
  put(at('tra1n'), 'origin/batch', batchBody({ lot: 'TAP-HUAN-1', training: true }));
  put(at('sta1e'), 'origin/batch', batchBody({ lot: 'SR-2611-0051' }));
  put(at('t01d'), 'origin/batch', batchBody({ lot: 'SR-2611-0052' }));
  put(at('11e'), 'origin/batch', batchBody({ lot: 'SR-2611-0053' }));
  const certificate = {
    ...{ standard: 'VietGAP', number: 'VG-75-0042', issuer: 'Vinacert (mẫu)', subjects: [cast.area] },
    ...{ from: '2025-01-01', until: '2028-01-01' },
  };
  put(at('vg'), 'origin/certificate', certificate);
  put(at('vg'), 'origin/certificate', { ...certificate, standing: { reason: 'Vi phạm quy trình' } }, 'revoked');
  put(at('vgs'), 'origin/certificate', certificate);
  put(at('vgs'), 'origin/certificate', { ...certificate, standing: { reason: 'Đang kiểm tra' } }, 'suspended');
  put(at('rec'), 'registry/accreditation', {
    ...{ unit: cast.unit, may: ['origin:harvest', 'origin:pack'], organisation: 'AgriMSP' },
    ...{ from: '2024-12-31T17:00:00Z', until: '2027-12-31T17:00:00Z' },
  });
  put(at('0c0p'), 'ocop/product', ocop());
  put(at('0c0px'), 'ocop/product', ocop({ rating: { ...rating, expiresOn: '2026-01-20' } }));
  put(at('0c0pr'), 'ocop/product', ocop());
  put(at('0c0pr'), 'ocop/product', ocop({ revocation: { reason: 'Không còn đạt chất lượng' } }), 'revoked');
  put(council, 'ocop/council', { name: 'Hội đồng OCOP (mẫu)', members: [] });
  put(at('b10ck'), 'carbon/block', block('active'));
  put(at('b10ckr'), 'carbon/block', block('retired'), 'retired');
  put(at('ret1r'), 'carbon/retirement', {
    ...{ ...units(at('ret1r'), '1', '300', '300'), number: 'CN-DN-RUNG-01-2025-1-300', purpose: 'voluntary' },
    ...{ retiredAt: '2026-11-25T08:00:00Z', beneficiary: { name: 'Công ty Xanh (mẫu)' } },
  });
  put(
    at('temp1e'),
    'heritage/item',
    {
      ...{ kind: 'tangible', workType: 'Văn miếu', name: 'Văn miếu Trấn Biên (mẫu)', steward: museum },
      ...{ summary: { vi: 'Nơi tôn vinh việc học.' }, places: [{ commune: '26041', name: 'Phường Trấn Biên' }] },
      ...{ communes: ['26041'], rights: { statement: 'cc-by', holder: 'Bảo tàng' }, consent: { level: 'not-needed' } },
    },
    'active',
    'CultureMSP',
  );
  put(at('g0ne'), 'heritage/item', { takedown: { ground: 'consent' } }, 'erased', 'CultureMSP');
  for (const [label, status] of [
    ['0K'],
    ['SEA1'],
    ['A1T'],
    ['REV', 'revoked'],
    ['SVS', 'suspended'],
    ['SVP', 'superseded'],
    ['ERA', 'erased'],
  ] as const)
    diploma(label, status);
  log.put({ id: derivedId('successor', credential('SVP')), type: 'credential/credential', commitment, msp: 'EduMSP' });
  const fields = commitFields(healthFields);
  log.put({ id: at('hea1th'), type: 'health/commitment', commitment: fields, msp: 'HealthMSP' });
  return log;
}

const scans = { scans: 2, communes: 1, days: 30, copied: false, first: { day: '2026-11-20', commune: '26080' } };

/** The gateway answers for all rows, honestly unless the row is about one that does not. */
export function serveRows(
  { gateway, mirror }: { gateway: StandInGateway; mirror: StandInGateway },
  log: RealLog,
): void {
  const honest = (id: string, signing: { at: number } = justNow): void =>
    gateway.say(`/r/${id}`, 200, (from: number) => {
      const bundle = log.bundle(id, { from: Math.min(from, log.size), signing });
      return { status: bundle.record === null ? 404 : 200, body: bundle };
    });
  const all = ['s01d', 'tra1n', 't01d', 'vg', 'vgs', 'rec', '0c0p', '0c0px', '0c0pr', 'b10ck', 'b10ckr', 'ret1r'];
  for (const id of [...Object.values(cast), school, clinic, museum, project, council]) honest(id);
  for (const name of [...all, 'temp1e', 'g0ne', 'hea1th']) honest(at(name));
  for (const label of ['0K', 'SEA1', 'A1T', 'REV', 'SVS', 'SVP', 'ERA']) honest(credential(label));
  honest(derivedId('successor', credential('SVP')));
  honest(at('sta1e'), theDayBefore);
  gateway.say(`/r/${at('t01d')}/story`, 200, { timeline: [], recall: { reason: 'Nghi nhiễm' } });
  gateway.say(`/r/${at('11e')}`, 200, {
    ...log.bundle(at('11e'), { signing: justNow }),
    body: batchBody({ lot: 'SR-2611-0053', weightKg: '9250.5' }),
  });
  for (const one of [gateway, mirror]) one.say(`/r/${at('d0wn')}`, 503, { status: 503 });
}

/** Labels of one lot share an address: what the gateway says of this row's, from now on. */
export function serveItem({ name, path }: VerdictRow, gateway: StandInGateway, log: RealLog): void {
  const serial = path.split('/21/')[1];
  if (serial === undefined) return;
  const told = name === 'amber-label-copied' ? { ...scans, scans: 12, communes: 4, copied: true } : scans;
  const bundle = { ...itemBundle(log, serial, { signing: justNow }), stated: { scans: told } };
  gateway.say(`/r/${alias}`, 200, bundle);
}

// prettier-ignore
const row = (name: string, said: readonly [VerdictCode, string], subject: string, words: string, advice: string, path: string, shown?: string): VerdictRow =>
  ({ name, code: said[0], tone: said[1], subject, words, advice, path, ...(shown === undefined ? {} : { shown }) });

const compare = 'So tên và số lô bên dưới';

// prettier-ignore
export const verdictRows: readonly VerdictRow[] = [
  row('red-recalled', ['recalled', 'red'], 'Lô hàng: Sầu riêng Ri6, lô SR-2611-0043', 'ĐANG BỊ THU HỒI – không dùng sản phẩm này', 'Đừng ăn, đừng dùng, đừng bán', `/R/${cast.recalled}`, 'Dư lượng cadimi'),
  row('red-no-match', ['mismatch', 'red'], 'Văn bằng, chứng chỉ: mã', 'KHÔNG KHỚP – nội dung đã bị sửa', 'Đừng chấp nhận bản này', link(credential('A1T'), fieldsOf({ '/fullName': 'Nguyễn Văn Tráo' }))),
  row('red-no-record', ['absent', 'red'], 'Mã 7ZZZ', 'KHÔNG CÓ HỒ SƠ NÀY', 'So mã ở trên', `/R/${cast.absent}`),
  row('red-label-not-issued', ['not-issued', 'red'], 'số sê-ri QX7R2K9M', 'NHÃN NÀY KHÔNG DO ĐƠN VỊ NÀY PHÁT HÀNH', 'Đừng mua, đừng dùng. So số sê-ri', `/${alias}/21/QX7R2K9M`, lot),
  row('red-diploma-revoked', ['withdrawn', 'red'], 'Văn bằng, chứng chỉ: Bằng tốt nghiệp trung học phổ thông, Nguyễn Thị Hoa', 'VĂN BẰNG NÀY ĐÃ BỊ THU HỒI/HỦY từ 05/10/2026', 'Đừng chấp nhận văn bằng này', link(credential('REV'), fieldsOf()), 'Nguyễn Thị Hoa'),
  row('red-certificate-revoked', ['withdrawn', 'red'], 'Chứng nhận: VietGAP, số VG-75-0042', 'CHỨNG NHẬN NÀY ĐÃ BỊ THU HỒI/HỦY từ 20/11/2026', 'Đây không phải lệnh thu hồi hàng', `/R/${at('vg')}`, 'VG-75-0042'),
  row('red-ocop-revoked', ['withdrawn', 'red'], 'Sản phẩm OCOP: Chôm chôm sấy Long Khánh', 'KẾT QUẢ OCOP NÀY ĐÃ BỊ THU HỒI/HỦY từ 20/11/2026', 'Đây không phải lệnh thu hồi hàng', `/R/${at('0c0pr')}`, 'Chôm chôm sấy'),
  row('amber-label-copied', ['authentic', 'amber stated'], 'Lô hàng: Sầu riêng Ri6', 'CÓ DẤU HIỆU NHÃN BỊ SAO CHÉP – quét 12 lần ở 4 xã', 'Khoan mua', `/${alias}/21/${issued}`, lot),
  row('amber-recall-told', ['authentic', 'amber stated'], 'lô SR-2611-0052', 'HÀNG NÀY CÓ THỂ ĐANG BỊ THU HỒI', 'Đừng mua, đừng dùng lúc này', `/R/${at('t01d')}`, 'SR-2611-0052'),
  row('amber-stale', ['stale', 'amber'], 'lô SR-2611-0051', 'HỒ SƠ THẬT, tình trạng biết đến 07:00 27/11/2026', 'khoan mua, dùng hay chấp nhận', `/R/${at('sta1e')}`, 'SR-2611-0051'),
  row('amber-held', ['held', 'amber'], 'lô SR-2611-0044', 'ĐANG TẠM GIỮ – chờ kiểm tra', 'Đừng mua, đừng dùng lúc này', `/R/${cast.held}`, 'SR-2611-0044'),
  row('amber-certificate-suspended', ['suspended', 'amber'], 'Chứng nhận: VietGAP', 'CHỨNG NHẬN NÀY ĐANG BỊ TẠM ĐÌNH CHỈ từ 20/11/2026', 'Khoan dựa vào chứng nhận này', `/R/${at('vgs')}`, 'VG-75-0042'),
  row('amber-diploma-suspended', ['suspended', 'amber'], 'Nguyễn Thị Hoa', 'VĂN BẰNG NÀY ĐANG BỊ TẠM ĐÌNH CHỈ từ 05/10/2026', 'Khoan chấp nhận văn bằng này', link(credential('SVS'), fieldsOf()), 'Nguyễn Thị Hoa'),
  row('grey-ocop-expired', ['expired', 'grey'], 'Sản phẩm OCOP: Chôm chôm sấy Long Khánh', 'HỒ SƠ THẬT, kết quả OCOP đã hết hạn ngày 20/01/2026', 'Hạng OCOP hết hạn, không phải món hàng', `/R/${at('0c0px')}`, 'Chôm chôm sấy'),
  row('grey-diploma-replaced', ['superseded', 'grey'], 'Nguyễn Thị Hoa', 'HỒ SƠ THẬT, đã có bản thay thế', 'Hỏi người đưa về bản mới', link(credential('SVP'), fieldsOf()), 'Nguyễn Thị Hoa'),
  row('grey-offline', ['cannot-check', 'grey'], 'Mã ', 'CHƯA KIỂM TRA ĐƯỢC (mất mạng) – không có nghĩa là hàng giả', 'khoan mua, khoan nhận', `/R/${at('d0wn')}`),
  row('grey-gateway-lies', ['cannot-check', 'grey'], 'Mã ', 'CHƯA KIỂM TRA ĐƯỢC – không có nghĩa là hàng giả', 'khoan mua, khoan nhận', `/R/${at('11e')}`),
  row('grey-diploma-erased', ['erased', 'grey'], 'Văn bằng, chứng chỉ: mã', 'ĐÃ XÓA theo yêu cầu', 'Hỏi người đưa xem họ có giấy tờ khác không', `/R/${credential('ERA')}`),
  row('grey-heritage-erased', ['erased', 'grey'], 'Di sản', 'ĐÃ XÓA theo yêu cầu', 'Đừng dùng lại nội dung cũ', `/R/${at('g0ne')}`),
  row('grey-batch-closed', ['closed', 'grey'], 'lô SR-2611-0050', 'HỒ SƠ THẬT, lô này không còn hàng', 'Tìm số lô mới trên bao bì', `/R/${at('s01d')}`, 'SR-2611-0050'),
  row('grey-carbon-retired', ['closed', 'grey'], 'Lô tín chỉ các-bon: DNPR-DN-RUNG-01-2025-1-12000', 'HỒ SƠ THẬT, tín chỉ không còn lưu hành', 'Đừng mua, đừng nhận tín chỉ này', `/R/${at('b10ckr')}`, 'Rừng Tân Phú'),
  row('grey-diploma-sealed', ['sealed', 'grey'], 'Văn bằng, chứng chỉ (niêm phong)', 'NỘI DUNG NIÊM PHONG – chưa chấp nhận được', 'hỏi thẳng nơi cấp', `/R/${credential('SEA1')}`),
  row('grey-health-sealed', ['sealed', 'grey'], 'Hồ sơ sức khỏe (niêm phong)', 'NỘI DUNG NIÊM PHONG – chưa chấp nhận được', 'hỏi thẳng cơ sở y tế', `/R/${at('hea1th')}`),
  row('grey-training', ['authentic', 'grey'], 'lô TAP-HUAN-1', 'TẬP HUẤN – không phải hồ sơ thật', 'Chỉ để học', `/R/${at('tra1n')}`, 'TAP-HUAN-1'),
  row('green-batch', ['authentic', 'green'], 'Lô hàng: Sầu riêng Ri6, lô SR-2611-0042', 'HỒ SƠ THẬT, còn hiệu lực', compare, `/R/${cast.honest}`, lot),
  row('green-label', ['authentic', 'green'], 'Lô hàng: Sầu riêng Ri6, lô SR-2611-0042, số sê-ri', 'HỒ SƠ THẬT, còn hiệu lực', compare, `/${alias}/21/${issued}`, lot),
  row('green-ocop', ['authentic', 'green'], 'Sản phẩm OCOP: Chôm chôm', 'HỒ SƠ THẬT, còn hiệu lực', 'sao OCOP là thật', `/R/${at('0c0p')}`, 'OCOP 4'),
  row('green-diploma', ['authentic', 'green'], 'Nguyễn Thị Hoa', 'HỒ SƠ THẬT, còn hiệu lực', 'So họ tên, ngày sinh', link(credential('0K'), fieldsOf()), 'Nguyễn Thị Hoa'),
  row('green-health', ['authentic', 'green'], 'Hồ sơ sức khỏe: Trung tâm Y tế Long Khánh', 'HỒ SƠ THẬT, còn hiệu lực', 'chọn tệp ấy', link(at('hea1th'), healthFields), 'Trung tâm Y tế'),
  row('green-carbon-certificate', ['authentic', 'green'], 'Chứng nhận loại bỏ tín chỉ: số CN-DN-RUNG-01', 'HỒ SƠ THẬT, còn hiệu lực', 'giấy bạn nhận được', `/R/${at('ret1r')}`, 'Công ty Xanh'),
  row('green-carbon-units', ['authentic', 'green'], 'Lô tín chỉ các-bon: DNPR', 'HỒ SƠ THẬT, còn hiệu lực', 'hợp đồng hay tin chào bán', `/R/${at('b10ck')}`, 'Rừng Tân Phú'),
  row('green-heritage', ['authentic', 'green'], 'Di sản: Văn miếu Trấn Biên', 'HỒ SƠ THẬT, còn hiệu lực', 'biển hay lời giới thiệu', `/R/${at('temp1e')}`, 'Văn miếu Trấn Biên'),
  row('green-unit', ['authentic', 'green'], 'Đơn vị: Hợp tác xã Sầu riêng', 'HỒ SƠ THẬT, còn hiệu lực', 'không nói về món hàng', `/R/${cast.unit}`, 'Hợp tác xã Sầu riêng'),
  row('green-accreditation', ['authentic', 'green'], 'Giấy công nhận: Hợp tác xã Sầu riêng', 'HỒ SƠ THẬT, còn hiệu lực', 'Đúng tên, đúng việc thì giao dịch được', `/R/${at('rec')}`, 'Hợp tác xã Sầu riêng'),
];
