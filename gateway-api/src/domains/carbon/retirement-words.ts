import type { RetirementBody } from '@daunguon/records';
import type { Words } from '../../stated-page/words.ts';

/** Said on every page until the ministry's codes are imported: the province issues no legal credits (Circular 11/2026/TT-BNNMT). */
export const internalRegistry = {
  vi: 'Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp',
  en: 'An internal registry: not a credit that the ministry issued',
} as const;

export const purposeWords: Readonly<Record<RetirementBody['purpose'], Words>> = {
  voluntary: ['Tự nguyện bù trừ', 'Voluntary compensation'],
  'domestic-offset': ['Bù trừ hạn ngạch trong nước', 'Domestic offset'],
  ndc: ['Đóng góp cho NDC', 'Counted to the NDC'],
};
