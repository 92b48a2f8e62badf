import { expect, test } from '@jest/globals';
import { speaker } from '../../public-pages/public-frame.ts';
import { idOf, storeWith } from '../../public-pages/test-records.ts';
import { noRetirementPage, retirementPage, retirementsPage } from './retirement-pages.ts';

const body = {
  ...{ project: idOf('2'), projectCode: 'DN-RUNG-01', vintage: 2025, start: '1', end: '12000', quantity: '12000' },
  ...{ block: idOf('4'), issuance: idOf('5'), holder: idOf('1'), number: 'CN-DN-RUNG-01-2025-1-12000' },
  ...{ beneficiary: { name: 'Công ty <Xanh>', type: 'company' }, purpose: 'voluntary' },
  ...{ periodFrom: '2025-01-01', periodUntil: '2025-12-31', retiredAt: '2026-11-25T08:00:00Z' },
};
const records = [
  { id: idOf('1'), type: 'registry/unit', body: { name: 'Công ty Lâm nghiệp' } },
  { id: idOf('2'), type: 'carbon/project', body: { name: 'Rừng Tân Phú', commune: '26116' } },
  { id: idOf('3'), type: 'carbon/retirement', body },
] as const;
const store = await storeWith(records);
const vi = speaker('vi');

test('the list names whom, how much and when, and says what these units are not', async () => {
  const shown = await retirementsPage(store, vi);
  for (const said of ['Công ty &#60;Xanh&#62;', '12.000 tCO2e', '25/11/2026', 'chưa phải tín chỉ do Bộ cấp'])
    expect(shown).toContain(said);
  expect(shown).toContain(`href="/carbon/retirements/${idOf('3')}"`);
  expect(await retirementsPage(await storeWith([]), vi)).toContain('Chưa có chứng nhận nào.');
});

test('a certificate has its serials, its proof and its print', async () => {
  const shown = await retirementPage(store, idOf('3'), speaker('en'), 'https://kiemtra.example');
  for (const said of ['DNPR-DN-RUNG-01-2025-1-12000', 'Rừng Tân Phú', 'Công ty Lâm nghiệp', 'Voluntary compensation'])
    expect(shown).toContain(said);
  expect(shown).toContain(`href="https://kiemtra.example/R/${idOf('3')}"`);
  expect(shown).toContain(`href="/api/carbon/retirements/${idOf('3')}/certificate.pdf"`);
});

test('of anything else there is none', async () => {
  for (const id of ['2', '9']) expect(await retirementPage(store, idOf(id), vi, '')).toBeUndefined();
  expect(noRetirementPage(vi)).toContain('Không có chứng nhận này');
});
