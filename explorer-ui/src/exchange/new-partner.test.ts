import { expect, test } from '@jest/globals';
import { emptyPartner, newPartner } from './new-partner.ts';

test('what is typed becomes the body that the gateway wants', () => {
  const typed = {
    ...emptyPartner,
    name: ' Sở Công Thương ',
    legalBasis: 'Biên bản 12',
    scopes: 'webhooks changes:origin',
  };
  expect(newPartner({ ...typed, hosts: 'Nhan.example.vn, hai.example.vn' })).toEqual({
    ...{ name: 'Sở Công Thương', legalBasis: 'Biên bản 12', scopes: ['webhooks', 'changes:origin'] },
    ...{ hosts: ['nhan.example.vn', 'hai.example.vn'], perMinute: 60, perDay: 10_000, sandbox: false },
  });
  expect(newPartner({ ...typed, unit: '0000000000000000000000abcd', sandbox: 'sandbox' })).toMatchObject({
    ...{ unit: '0000000000000000000000ABCD', sandbox: true },
  });
});
