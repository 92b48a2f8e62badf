/**
 * Search key of Vietnamese text: case, diacritics, đ/Đ and the place of the tone mark (Hòa, Hoà) do not count.
 * SQLite's `remove_diacritics` and MongoDB's collations treat đ differently, so the key is made here and stored.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}
