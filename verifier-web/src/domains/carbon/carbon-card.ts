import { isId } from '@daunguon/proof';
import { objectField, textField } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { numberSaid } from '../../check/number-text.ts';
import { formatDate, type Said } from '../../check/said.ts';
import type { Card, DomainView, Fact, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { reasonLabel } from '../past-label.ts';

type Body = Record<string, unknown>;

/** Who reads only this page must know what these units are not. */
const notNational: Said = {
  vi: 'Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp',
  en: 'An internal registry: not yet credits that the ministry issued',
};

const states: Record<string, Said> = {
  active: { vi: 'Đang lưu hành', en: 'Active' },
  'pending-transfer': { vi: 'Đang chuyển, chờ bên nhận', en: 'In transfer, not accepted yet' },
  blocked: { vi: 'Bị phong tỏa vì tranh chấp', en: 'Blocked by a dispute' },
  buffer: { vi: 'Trong quỹ dự phòng', en: 'In the buffer pool' },
  'pending-export': { vi: 'Chờ chấp thuận xuất khẩu', en: 'Waits for the approval of an export' },
  retired: { vi: 'Đã loại bỏ, không dùng lại được', en: 'Retired, never to be used again' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  exported: { vi: 'Đã xuất khẩu', en: 'Exported' },
  superseded: { vi: 'Đã chia thành hai lô', en: 'Split into two blocks' },
};
const purposes: Record<string, Said> = {
  voluntary: { vi: 'Tự nguyện bù trừ', en: 'Voluntary compensation' },
  'domestic-offset': { vi: 'Bù trừ hạn ngạch trong nước', en: 'Domestic offset' },
  ndc: { vi: 'Đóng góp cho NDC của Việt Nam', en: 'Counted to the NDC of Việt Nam' },
};

const fact = (label: Said, value: string | Said | undefined, record?: string): Fact | undefined =>
  value === undefined || value === '' ? undefined : { label, value, ...(record === undefined ? {} : { record }) };
const day = (body: Body, name: string): string | undefined => {
  const date = textField(body, name);
  return date && formatDate(date);
};
const period = (from: string | undefined, until: string | undefined): string | undefined =>
  from && until && `${from} – ${until}`;
const tonnes = (units: string | undefined): Said | undefined => numberSaid(units, ' tCO2e');

function serials(body: Body): (Fact | undefined)[] {
  const [code, vintage] = [textField(body, 'projectCode'), textField(body, 'vintage')];
  const [start, end] = [textField(body, 'start'), textField(body, 'end')];
  return [
    fact({ vi: 'Số lượng', en: 'Quantity' }, tonnes(textField(body, 'quantity'))),
    fact({ vi: 'Sê-ri', en: 'Serials' }, start && end && `DNPR-${code}-${vintage}-${start}-${end}`),
    fact({ vi: 'Năm phát sinh', en: 'Vintage' }, vintage),
  ];
}

function blockFacts(body: Body): (Fact | undefined)[] {
  const certificate = body['retirement'];
  return [
    fact({ vi: 'Trạng thái', en: 'State' }, states[textField(body, 'state') ?? '']),
    fact(
      { vi: 'Chứng nhận loại bỏ', en: 'Retirement certificate' },
      isId(certificate) ? { vi: 'Mở chứng nhận', en: 'Open the certificate' } : undefined,
      isId(certificate) ? certificate : undefined,
    ),
    fact({ vi: 'Mã trong nước', en: 'Domestic code' }, textField(objectField(body, 'national'), 'domesticCode')),
  ];
}

function retirementFacts(body: Body): (Fact | undefined)[] {
  const beneficiary = objectField(body, 'beneficiary');
  return [
    fact({ vi: 'Số chứng nhận', en: 'Certificate number' }, textField(body, 'number')),
    fact({ vi: 'Loại bỏ thay cho', en: 'Retired on behalf of' }, textField(beneficiary, 'name')),
    fact({ vi: 'Mục đích', en: 'Purpose' }, purposes[textField(body, 'purpose') ?? '']),
    fact(
      { vi: 'Cho phát thải của kỳ', en: 'For emissions of' },
      period(day(body, 'periodFrom'), day(body, 'periodUntil')),
    ),
    fact({ vi: 'Ngày loại bỏ', en: 'Retired on' }, day(body, 'retiredAt')),
    fact({ vi: 'Nội dung', en: 'Statement' }, textField(body, 'statement')),
  ];
}

function projectFacts(body: Body, names: Names): (Fact | undefined)[] {
  const commune = textField(body, 'commune');
  return [
    fact({ vi: 'Mã dự án', en: 'Project code' }, textField(body, 'code')),
    fact({ vi: 'Phương pháp', en: 'Methodology' }, textField(body, 'methodology')),
    fact({ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)),
    fact(
      { vi: 'Thời kỳ tín chỉ', en: 'Crediting period' },
      period(day(body, 'creditingFrom'), day(body, 'creditingUntil')),
    ),
  ];
}

function otherFacts(body: Body): (Fact | undefined)[] {
  return [
    fact({ vi: 'Kỳ', en: 'Period' }, period(day(body, 'from'), day(body, 'until'))),
    fact({ vi: 'Lượng khai', en: 'Claimed' }, tonnes(textField(body, 'tonnes'))),
    fact({ vi: 'Được thẩm định', en: 'Verified' }, tonnes(textField(objectField(body, 'verification'), 'tonnes'))),
    fact({ vi: 'Năm', en: 'Year' }, textField(body, 'year')),
    fact(reasonLabel, textField(body, 'reason')),
    fact({ vi: 'Nội dung', en: 'Text' }, textField(body, 'text')),
    fact({ vi: 'Mã băm báo cáo (SHA-256)', en: 'Digest of the report (SHA-256)' }, textField(body, 'reportDigest')),
  ];
}

/** Records that name another one: shown with its proven name, or as a link. */
function links(body: Body, names: Names): (Fact | undefined)[] {
  const project = body['project'];
  const proven = isId(project) ? names.record(project) : undefined;
  const certificate = body['certificate'];
  const issuance = body['issuance'];
  return [
    isId(project)
      ? fact(
          { vi: 'Dự án', en: 'Project' },
          (proven && textField(proven.body, 'name')) ?? { vi: 'Mở dự án', en: 'Open the project' },
          project,
        )
      : undefined,
    isId(certificate)
      ? fact({ vi: 'Chứng nhận', en: 'Certificate' }, { vi: 'Mở chứng nhận', en: 'Open the certificate' }, certificate)
      : undefined,
    isId(issuance)
      ? fact({ vi: 'Đợt cấp', en: 'Issuance' }, { vi: 'Mở đợt cấp', en: 'Open the issuance' }, issuance)
      : undefined,
  ];
}

function card({ type, body }: ProvenRecord, names: Names): Card {
  const own: Record<string, () => (Fact | undefined)[]> = {
    'carbon/project': () => projectFacts(body, names),
    'carbon/retirement': () => [...retirementFacts(body), ...serials(body)],
    'carbon/block': () => [...blockFacts(body), ...serials(body)],
    'carbon/issuance': () => serials(body),
    'carbon/reversal': () => serials(body),
  };
  const facts = [...(own[type]?.() ?? []), ...(type in own ? [] : otherFacts(body)), ...links(body, names)];
  const national = textField(objectField(body, 'national'), 'domesticCode') !== undefined;
  const notice = national ? undefined : fact({ vi: 'Lưu ý', en: 'Note' }, notNational);
  return {
    title: textField(body, 'name') ?? textField(body, 'facility') ?? kinds[type] ?? type,
    facts: [notice, ...facts].filter((one) => one !== undefined),
  };
}

export const carbonView: DomainView = {
  card,
  related: ({ body }) => [body['project']].filter(isId),
};
