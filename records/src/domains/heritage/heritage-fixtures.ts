import type { ItemDescription } from './item.ts';

/** A readable id for tests: 26 characters that end in the label. */
export const idOf = (label: string): string => label.padStart(26, '0');

/** A public monument, as a steward describes it. */
export const temple: ItemDescription = {
  ...{ kind: 'tangible', workType: 'Văn miếu', name: 'Văn miếu (thử)', nameEn: 'Temple of Literature (trial)' },
  summary: { vi: 'Nơi thờ Khổng Tử và tôn vinh việc học.' },
  story: { vi: ['Dựng năm 1715.', 'Dựng lại từ năm 1998.'], en: ['Built in 1715.'] },
  communes: ['26041'],
  pointE7: [1_068_640_000, 109_560_000],
  events: [{ type: 'creation', when: { vi: 'Năm 1715', en: '1715' } }],
  recognitions: [{ level: 'national', decision: '1/QĐ-THỬ', on: '2016-08-29' }],
  rights: { statement: 'cc-by', holder: 'Bảo tàng (thử)' },
  consent: { level: 'not-needed' },
};

/** A festival whose community agreed. */
export const festival: ItemDescription = {
  ...{ kind: 'festival', workType: 'Lễ hội', name: 'Lễ hội (thử)', summary: { vi: 'Mừng lúa mới.' } },
  ...{ story: { vi: ['Mở hằng năm.'] }, communes: ['26041'], rights: { statement: 'other-restrictions' } },
  consent: { level: 'public', on: '2026-11-01' },
};

export const digestOf = (digit: string): string => digit.repeat(64);
export const photo = {
  ...{ kind: 'image', mediaType: 'image/jpeg', sha256: digestOf('a'), bytes: 4_000_000, width: 4000, height: 3000 },
  derivatives: [{ sha256: digestOf('b'), bytes: 200_000, width: 1000, height: 750 }],
  c2pa: { verdict: 'unknown' },
  alt: { vi: 'Cổng văn miếu buổi sáng', en: 'The gate in the morning' },
} as const;
