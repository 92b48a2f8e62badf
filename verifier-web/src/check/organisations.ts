import type { Said } from './said.ts';

const names: Record<string, Said> = {
  AgriMSP: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Department of Agriculture and Environment' },
  EduMSP: { vi: 'Sở Giáo dục và Đào tạo', en: 'Department of Education and Training' },
  HealthMSP: { vi: 'Sở Y tế', en: 'Department of Health' },
  TechMSP: { vi: 'Sở Khoa học và Công nghệ', en: 'Department of Science and Technology' },
  TradeMSP: { vi: 'Sở Công Thương', en: 'Department of Industry and Trade' },
  CultureMSP: { vi: 'Sở Văn hóa, Thể thao và Du lịch', en: 'Department of Culture, Sports and Tourism' },
};

/** The organisation behind a ledger identity; an unknown one keeps its code. */
export function organisationName(msp: string): Said {
  return names[msp] ?? { vi: msp, en: msp };
}
