import { expect, test } from '@jest/globals';
import { recordTitle } from './record-title.ts';

const id = '0BP5WKA1SJ3VCT1B62K2XZ06NN';

test.each([
  ['a name before all else', { name: 'Vùng trồng Ri6', puc: 'VN-DNOR-1' }, 'Vùng trồng Ri6'],
  ['a lot before its product', { lot: 'SR-1', product: { name: 'Sầu riêng' } }, 'SR-1'],
  ['the number of a container', { identity: { number: 'CSQU3054383' } }, 'CSQU3054383'],
  [
    'units of carbon',
    { projectCode: 'DN-NLKH-01', vintage: 2025, start: '301', end: '900' },
    'DN-NLKH-01/2025 301–900',
  ],
  ['a monitoring period', { from: '2025-01-01', until: '2025-12-31' }, '01/01/2025 – 31/12/2025'],
  ['an inventory', { facility: 'Xưởng sấy', facilityCode: 'XS-01', year: 2025 }, 'Xưởng sấy 2025'],
  ['units that may be had', { block: id, quantity: '200', vintage: 2025, until: '2027-02-28' }, '200 tCO2e 2025'],
  ['an OCOP rating', { certificate: 'OCOP-1', stars: 4, decision: { number: '1/QĐ' } }, 'OCOP-1 · 4★'],
  ['rules', { decision: '148/QĐ-TTg', from: '2025-07-06' }, '148/QĐ-TTg'],
  ['nothing that names it', { product: id, weightKg: '3' }, id],
  ['no body', undefined, id],
])('of %s', (_, body, title) => {
  expect(recordTitle({ id, body })).toBe(title);
});
