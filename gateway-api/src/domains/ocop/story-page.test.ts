import { expect, test } from '@jest/globals';
import { speaker } from '../../public-pages/public-frame.ts';
import { idOf, storeWith } from '../../public-pages/test-records.ts';
import { noStoryPage, storyPage } from './story-page.ts';

const rating = {
  ...{ record: idOf('9'), stars: 4, points: '75', certificate: '75-001', productVersion: 1 },
  ...{ issuedOn: '2026-11-20', expiresOn: '2029-11-20', noticeFrom: '2029-10-21' },
};
const body = {
  ...{ name: 'Tiêu <sọ>', group: 'food', subgroup: 'Gia vị', commune: '25195', stage: 'rated', rating },
  ...{ producer: idOf('1'), dossierVersion: 1, story: { vi: 'Hái tay.\nPhơi nắng.' } },
  materials: [{ name: 'Hồ tiêu', batches: [idOf('3'), idOf('4')] }],
};
const batch = { kind: 'harvest', lot: 'HOP-1', harvestDate: '2026-11-01', product: { code: 'pepper', name: 'Tiêu' } };
const store = await storeWith([
  { id: idOf('1'), type: 'registry/unit', body: { name: 'Hợp tác xã Lộc Ninh' } },
  { id: idOf('2'), type: 'ocop/product', body },
  { id: idOf('3'), type: 'origin/batch', body: batch },
  { id: idOf('5'), type: 'ocop/product', body: { ...body, rating: undefined } },
  { id: idOf('6'), type: 'ocop/product', status: 'revoked', body },
]);
const page = (id: string, language: 'vi' | 'en' = 'vi', today = '2026-12-01') =>
  storyPage(store, idOf(id), speaker(language), { verifierUrl: 'https://kiemtra.example', today });

test('tells who makes it, of what, and leads to the proof of the product and of each lot that is known', async () => {
  const shown = await page('2');
  expect(shown).toContain('<h1>Tiêu &#60;sọ&#62;</h1>');
  for (const said of ['Hái tay.', 'Hợp tác xã Lộc Ninh', 'Lô HOP-1, thu hoạch 01/11/2026', '75-001', 'Còn hiệu lực'])
    expect(shown).toContain(said);
  expect(shown).toContain(`href="https://kiemtra.example/R/${idOf('2')}"`);
  expect(shown).toContain(`href="https://kiemtra.example/R/${idOf('3')}"`);
  // A lot of which the index knows nothing is not talked about.
  expect(shown).not.toContain(idOf('4'));
});

test('in English what is Vietnamese only is marked so; what has ended says so', async () => {
  expect(await page('2', 'en')).toContain('<p class="story" lang="vi">Hái tay.');
  expect(await page('2', 'vi', '2030-01-01')).toContain('Đã hết hạn');
  expect(await page('6')).toContain('ĐÃ BỊ THU HỒI');
});

test('of what was not rated, is something else or is not there nothing is told', async () => {
  for (const id of ['5', '3', '7']) expect(await page(id)).toBeUndefined();
  expect(noStoryPage(speaker('en'))).toContain('There is no such OCOP product');
});
