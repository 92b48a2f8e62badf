import { describe, expect, test } from '@jest/globals';
import type { ProvenRecord } from '../../check/proven-record.ts';
import type { Names } from '../../domains.ts';
import { carbonView } from './carbon-card.ts';

const id = (label: string): string => label.padStart(26, '0');
const names: Names = {
  commune: (code) => `xã ${code}`,
  record: (asked) =>
    asked === id('P')
      ? { id: asked, type: 'carbon/project', status: 'active', msp: 'AgriMSP', body: { name: 'Rừng Tân Phú' } }
      : undefined,
};
const record = (type: string, body: Record<string, unknown>): ProvenRecord => ({
  ...{ id: id('R'), type: `carbon/${type}`, status: 'active', msp: 'AgriMSP', body },
});
const shown = (type: string, body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(carbonView.card(record(type, body), names).facts.map(({ label, value }) => [label.vi, value]));
const serials = { project: id('P'), projectCode: 'DN-1', vintage: 2025, start: '1', end: '12000', quantity: '12000' };

describe('the card', () => {
  test('of a certificate says for whom, how much, which serials, and what these units are not', () => {
    const facts = shown('retirement', {
      ...{ ...serials, number: 'CN-DN-1-2025-1-12000', purpose: 'voluntary', retiredAt: '2026-11-25T08:00:00Z' },
      ...{ periodFrom: '2025-01-01', periodUntil: '2025-12-31', beneficiary: { name: 'Công ty Xanh' } },
    });
    expect(facts).toMatchObject({
      ...{
        'Loại bỏ thay cho': 'Công ty Xanh',
        'Số lượng': { vi: '12.000 tCO2e', en: '12,000 tCO2e' },
        'Sê-ri': 'DNPR-DN-1-2025-1-12000',
      },
      ...{ 'Dự án': 'Rừng Tân Phú', 'Lưu ý': { vi: 'Sổ đăng ký nội bộ, chưa phải tín chỉ do Bộ cấp' } },
    });
  });

  test('of a block that has the ministry’s code says the code and no longer the notice', () => {
    const facts = shown('block', { ...serials, state: 'active', national: { domesticCode: 'VN-1' } });
    expect(facts).toMatchObject({ 'Mã trong nước': 'VN-1', 'Trạng thái': { en: 'Active' } });
    expect(facts).not.toHaveProperty('Lưu ý');
  });

  test('of any type, also with an empty body, shows nothing undefined', () => {
    for (const type of [
      'project',
      'plot',
      'monitoring',
      'issuance',
      'block',
      'retirement',
      'reversal',
      'inventory',
      'offer',
    ]) {
      const { title, facts } = carbonView.card(record(type, {}), names);
      expect([type, title === '', JSON.stringify(facts).includes('undefined')]).toEqual([type, false, false]);
    }
  });
});
