import type { ColumnTable } from './read-csv.ts';

export type BatchColumn =
  'lot' | 'crop' | 'product' | 'gtin' | 'puc' | 'commune' | 'harvestDate' | 'weightKg' | 'inputs' | 'note';

/** Column names as written in files: Vietnamese first, English, and the field's own name. Compared folded. */
const columnNames: Readonly<Record<BatchColumn, readonly string[]>> = {
  lot: ['Số lô', 'Mã lô', 'Lot', 'Lot number'],
  crop: ['Cây trồng', 'Loại cây', 'Crop'],
  product: ['Tên sản phẩm', 'Sản phẩm', 'Product', 'Product name'],
  gtin: ['GTIN', 'Mã GTIN'],
  puc: ['Mã số vùng trồng', 'Mã vùng trồng', 'PUC', 'Growing area', 'Growing area code'],
  commune: ['Mã xã', 'Mã xã/phường', 'Commune', 'Commune code'],
  harvestDate: ['Ngày thu hoạch', 'Harvest date', 'harvestDate'],
  weightKg: ['Khối lượng (kg)', 'Khối lượng', 'Weight (kg)', 'Weight', 'weightKg'],
  inputs: ['Vật tư sử dụng', 'Vật tư', 'Inputs', 'Inputs used'],
  note: ['Ghi chú', 'Note', 'Notes'],
};

export const requiredColumns: readonly BatchColumn[] = ['lot', 'crop', 'product', 'puc', 'harvestDate', 'weightKg'];

export const batchColumns: ColumnTable<BatchColumn> = { names: columnNames, required: requiredColumns };

/** Crops that the statistics know, with the names farmers write. */
export const cropNames: Readonly<Record<string, readonly string[]>> = {
  durian: ['Sầu riêng'],
  pomelo: ['Bưởi'],
  banana: ['Chuối'],
  mango: ['Xoài'],
  rambutan: ['Chôm chôm'],
  pepper: ['Hồ tiêu', 'Tiêu'],
  coffee: ['Cà phê'],
  cashew: ['Điều'],
};
