import { readFileSync } from 'node:fs';
import type { UnitRole } from '@daunguon/records';

/** A person of the demonstration. What the person may do on the ledger is not here: the enrolment agent's members file says so. */
export interface DemoAccount {
  /** Typed or clicked at the sign-in page. */
  readonly login: string;
  /** OIDC subject: opaque and stable. */
  readonly sub: string;
  readonly name: string;
  /** What the person is, in both languages, for the sign-in page. */
  readonly titleVi: string;
  readonly title: string;
  readonly mspId: string;
  readonly role: UnitRole | 'council' | 'holder' | 'auditor' | 'registrar' | 'admin';
}

const account = (
  login: string,
  name: string,
  titleVi: string,
  title: string,
  mspId: string,
  role: DemoAccount['role'],
): DemoAccount => ({ login, sub: `demo-${login}`, name, titleVi, title, mspId, role });

/** Made-up people: none of these names stands for a real person. */
export const demoAccounts: readonly DemoAccount[] = [
  account('farmer', 'Nguyễn Thị Sầu Riêng', 'Nông dân', 'Farmer', 'AgriMSP', 'farmer'),
  account('packer', 'Trần Văn Gói', 'Cơ sở đóng gói', 'Packing house', 'AgriMSP', 'packer'),
  account('carrier', 'Lê Vận Tải', 'Đơn vị vận chuyển', 'Carrier', 'AgriMSP', 'carrier'),
  account('retailer', 'Phạm Thị Chợ', 'Cửa hàng', 'Shop', 'AgriMSP', 'retailer'),
  account('port', 'Trương Văn Cảng', 'Nhân viên cổng cảng', 'Clerk at a port’s gate', 'TradeMSP', 'carrier'),
  account('inspector', 'Đỗ Kiểm Tra', 'Thanh tra', 'Inspector', 'AgriMSP', 'inspector'),
  account(
    'market-inspector',
    'Đoàn Thị Trường',
    'Kiểm soát viên quản lý thị trường',
    'Market inspector',
    'TradeMSP',
    'inspector',
  ),
  account('commune', 'Mai Xã Phường', 'Cán bộ xã, phường', 'Officer of a commune', 'AgriMSP', 'commune'),
  account('council-1', 'Trịnh Chấm Một', 'Thành viên hội đồng OCOP 1', 'OCOP council member 1', 'AgriMSP', 'council'),
  account('council-2', 'Đinh Chấm Hai', 'Thành viên hội đồng OCOP 2', 'OCOP council member 2', 'AgriMSP', 'council'),
  account('council-3', 'Tạ Chấm Ba', 'Thành viên hội đồng OCOP 3', 'OCOP council member 3', 'AgriMSP', 'council'),
  account('school', 'Phan Văn Thư', 'Văn thư trường trung học', 'Registrar of a school', 'EduMSP', 'issuer'),
  account('clinic-a', 'Huỳnh Trạm Xá', 'Trạm y tế', 'Health station', 'HealthMSP', 'clinic'),
  account('clinic-b', 'Cao Thị Bệnh Viện', 'Bệnh viện', 'Hospital', 'HealthMSP', 'clinic'),
  account('clinic-c', 'Tô Phòng Khám', 'Phòng khám', 'Clinic', 'HealthMSP', 'clinic'),
  account('patient', 'Lâm Thị Người Bệnh', 'Người bệnh', 'Patient', 'HealthMSP', 'holder'),
  account('guardian', 'Lâm Văn Giám Hộ', 'Người giám hộ', 'Guardian', 'HealthMSP', 'holder'),
  account('graduate', 'Nguyễn Thị Văn Bằng', 'Người học', 'Graduate', 'EduMSP', 'holder'),
  account('carbon-owner', 'Lưu Thị Rừng', 'Chủ dự án các-bon', 'Carbon project owner', 'AgriMSP', 'project-owner'),
  account('carbon-buyer', 'Kiều Văn Mua', 'Doanh nghiệp nắm tín chỉ', 'Holder of units', 'TechMSP', 'project-owner'),
  account('carbon-verifier', 'Thái Thẩm Định', 'Thẩm định phát thải', 'Carbon verifier', 'TechMSP', 'verifier'),
  account('carbon-authority', 'Quách Quản Lý', 'Quản lý tín chỉ', 'Carbon authority', 'AgriMSP', 'authority'),
  account('data', 'Vũ Dữ Liệu', 'Trung tâm dữ liệu', 'Data unit', 'TechMSP', 'issuer'),
  account('trainee', 'Đào Tập Huấn', 'Người hướng dẫn tập huấn', 'Instructor of exercises', 'AgriMSP', 'farmer'),
  account('trainer', 'Tôn Bồi Dưỡng', 'Trung tâm bồi dưỡng', 'Training centre', 'TechMSP', 'issuer'),
  account('carbon-auditor', 'Đoàn Kiểm Toán', 'Kiểm toán', 'Auditor', 'AgriMSP', 'auditor'),
  account('steward', 'Châu Thị Di Sản', 'Người giữ di sản', 'Heritage steward', 'CultureMSP', 'steward'),
  account(
    'registrar',
    'Vũ Đăng Ký',
    'Cán bộ Sở Nông nghiệp và Môi trường',
    'Registrar, agriculture',
    'AgriMSP',
    'registrar',
  ),
  account(
    'registrar-edu',
    'Bùi Giáo Vụ',
    'Cán bộ Sở Giáo dục và Đào tạo',
    'Registrar, education',
    'EduMSP',
    'registrar',
  ),
  account('registrar-health', 'Hồ Y Tế', 'Cán bộ Sở Y tế', 'Registrar, health', 'HealthMSP', 'registrar'),
  account(
    'registrar-tech',
    'Ngô Công Nghệ',
    'Cán bộ Sở Khoa học và Công nghệ',
    'Registrar, science and technology',
    'TechMSP',
    'registrar',
  ),
  account('registrar-trade', 'Dương Công Thương', 'Cán bộ Sở Công Thương', 'Registrar, trade', 'TradeMSP', 'registrar'),
  account(
    'registrar-culture',
    'Lý Văn Hóa',
    'Cán bộ Sở Văn hóa, Thể thao và Du lịch',
    'Registrar, culture',
    'CultureMSP',
    'registrar',
  ),
];

/** The accounts of a JSON file (a list in the shape of `DemoAccount`), or the demonstration's own. */
export const readAccounts = (file?: string): readonly DemoAccount[] =>
  file === undefined ? demoAccounts : (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]);
