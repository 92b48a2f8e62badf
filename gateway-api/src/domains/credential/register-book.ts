import { SealedError } from '@daunguon/proof';
import type { CredentialContents, CredentialKind, FieldsState } from '@daunguon/records';
import { csvText } from '@daunguon/formats/csv';
import { HttpProblem } from '../../http/http-problem.ts';
import { stateIn } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { openedRecord } from './formats-documents.ts';

/** A line of a unit's register (sổ gốc): what was issued, opened with the unit's own key, and how it stands. */
export interface RegisterEntry {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  /** Empty when they are `missing`. */
  readonly contents: Partial<CredentialContents>;
  /** They are not in this server's vault, or its keys do not open them: the record stands all the same. */
  readonly missing?: true;
}
export interface RegisterQuestion {
  readonly kind: CredentialKind;
  /** Year of issue, YYYY. */
  readonly year?: string;
  readonly after?: string;
  readonly limit: number;
}

type RegisterDeps = Pick<CredentialDeps, 'store' | 'sealed' | 'unitKeys'>;

export const registerEntry = async (deps: RegisterDeps, state: FieldsState): Promise<RegisterEntry> => {
  const entry = { id: state.id, status: state.status, version: state.version };
  try {
    const { contents } = await openedRecord(deps, state as never);
    return { ...entry, contents };
  } catch (error) {
    if (error instanceof HttpProblem || error instanceof SealedError) return { ...entry, contents: {}, missing: true };
    throw error;
  }
};

/** Records of a unit and kind in the order of their issue; erased ones have nothing left to show. */
export async function registerPage(
  deps: RegisterDeps,
  unit: string,
  { kind, year, after, limit }: RegisterQuestion,
): Promise<{ items: readonly RegisterEntry[]; next?: string }> {
  const states: FieldsState[] = [];
  let cursor = after;
  do {
    const page = await deps.store.find('records', {
      equals: { type: 'credential/credential', owner: unit },
      prefix: { field: 'name', text: kind },
      sort: { field: 'ts' },
      limit,
      ...(cursor === undefined ? {} : { after: cursor }),
    });
    const found = page.docs.map((doc) => stateIn(doc) as unknown as FieldsState);
    states.push(
      ...found.filter(
        ({ status, facets }) => status !== 'erased' && (year === undefined || facets['month']?.startsWith(year)),
      ),
    );
    cursor = page.next;
  } while (cursor !== undefined && states.length < limit);
  const items = await Promise.all(states.map((state) => registerEntry(deps, state)));
  return { items, ...(cursor === undefined ? {} : { next: cursor }) };
}

/** Numbers inside numbers in their order: 2/2026 before 10/2026. */
const byRegisterNumber = new Intl.Collator('vi', { numeric: true }).compare;

/** The whole register of a year, by register number. */
export async function wholeRegister(
  deps: RegisterDeps,
  unit: string,
  question: Pick<RegisterQuestion, 'kind' | 'year'>,
): Promise<readonly RegisterEntry[]> {
  const entries: RegisterEntry[] = [];
  let after: string | undefined;
  do {
    const page = await registerPage(deps, unit, { ...question, limit: 500, ...(after === undefined ? {} : { after }) });
    entries.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return entries.sort((a, b) => byRegisterNumber(a.contents.registerNumber ?? '', b.contents.registerNumber ?? ''));
}

/** In the place of a name: the line is there, so that nobody takes the register for complete. */
const missingText = '(thiếu nội dung trong kho niêm phong)';
const statusNames: Readonly<Record<string, string>> = {
  active: 'Còn hiệu lực',
  suspended: 'Tạm đình chỉ',
  revoked: 'Đã thu hồi',
  cancelled: 'Đã hủy',
  superseded: 'Đã có bản thay thế',
};
const written = (name: string, value: unknown): string => {
  if (value === undefined) return '';
  if (name === 'gender') return value === 'male' ? 'Nam' : 'Nữ';
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value));
  return day === null ? String(value) : `${day[3]}/${day[2]}/${day[1]}`;
};

/**
 * Columns of a file for the ministry's database of diplomas: the main contents of register and diploma (Circular 10/2026/TT-BGDĐT; Circular
 * 27/2019/TT-BGDĐT for the supplement). A file port: nothing is sent anywhere.
 */
const ministryColumns: Readonly<Record<string, string>> = {
  personalId: 'Số định danh cá nhân',
  fullName: 'Họ, chữ đệm, tên',
  birthDate: 'Ngày, tháng, năm sinh',
  birthPlace: 'Nơi sinh',
  gender: 'Giới tính',
  ethnicity: 'Dân tộc',
  nationality: 'Quốc tịch',
  studentCode: 'Mã người học',
  title: 'Tên văn bằng',
  programme: 'Ngành/Chương trình đào tạo',
  modeOfStudy: 'Hình thức đào tạo',
  classification: 'Xếp loại tốt nghiệp',
  graduationYear: 'Năm tốt nghiệp',
  graduationDecision: 'Số quyết định công nhận tốt nghiệp',
  graduationDate: 'Ngày quyết định công nhận tốt nghiệp',
  serialNumber: 'Số hiệu văn bằng',
  registerNumber: 'Số vào sổ gốc cấp văn bằng',
  issuedOn: 'Ngày cấp',
  issuedAt: 'Địa danh cấp',
  issuer: 'Cơ sở giáo dục cấp',
  signer: 'Người ký',
  signerTitle: 'Chức danh người ký',
};

export function ministryCsv(entries: readonly RegisterEntry[]): string {
  const names = Object.keys(ministryColumns);
  const head = ['STT', ...Object.values(ministryColumns), 'Tình trạng', 'Mã hồ sơ'];
  const rows = entries.map(({ id, status, contents, missing }, index) => {
    const values = { ...contents, ...(missing && { fullName: missingText }) } as Readonly<Record<string, unknown>>;
    const cells = names.map((name) => written(name, values[name]));
    return [String(index + 1), ...cells, statusNames[status] ?? status, id];
  });
  return csvText(head, rows);
}
