/** The six groups of products (Decision 148/QĐ-TTg), Vietnamese and English. */
export const ocopGroups = {
  food: ['Thực phẩm', 'Food'],
  beverages: ['Đồ uống', 'Beverages'],
  herbal: ['Dược liệu và sản phẩm từ dược liệu', 'Medicinal plants and products'],
  crafts: ['Thủ công mỹ nghệ', 'Handicrafts'],
  ornamental: ['Sinh vật cảnh', 'Ornamental plants and animals'],
  tourism: ['Dịch vụ du lịch cộng đồng và du lịch sinh thái', 'Community and eco-tourism services'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;
export type OcopGroup = keyof typeof ocopGroups;
