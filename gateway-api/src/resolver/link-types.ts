/** Link types of the GS1 Web Vocabulary that this resolver uses: title by language. */
export const linkTypes = {
  pip: ['Thông tin sản phẩm', 'Product information'],
  verificationService: ['Kiểm tra hồ sơ', 'Check the record'],
  traceability: ['Hành trình của lô hàng', 'Journey of the lot'],
  epcis: ['Sự kiện EPCIS', 'EPCIS events'],
  masterData: ['Hồ sơ gốc, kèm bằng chứng', 'Master data, with proof'],
  registryEntry: ['Mục trong sổ chung', 'Entry in the common register'],
  certificationInfo: ['Chứng nhận của vùng trồng', 'Certification of the growing area'],
  recallStatus: ['Thông báo thu hồi', 'Recall notice'],
  locationInfo: ['Vùng trồng', 'Growing area'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;
export type LinkType = keyof typeof linkTypes;

export const vocabulary = 'https://gs1.org/voc/';

/** `gs1:pip`, `pip` or the full URI as the name of a type; undefined for another vocabulary. */
export const linkTypeName = (asked: string): string | undefined => {
  if (asked.startsWith(vocabulary)) return asked.slice(vocabulary.length);
  if (asked.startsWith('https://ref.gs1.org/voc/')) return asked.slice('https://ref.gs1.org/voc/'.length);
  return /^(gs1:)?([A-Za-z]+)$/.exec(asked)?.[2];
};
