import { expect, test } from '@jest/globals';
import { addressOf } from './asked.ts';

test('variable parts are filled in, whatever is in them', () => {
  expect(addressOf('/api/lists')).toBe('/api/lists');
  const path = { gtin: '09521234543213', lot: 'A/1 ?' };
  expect(addressOf('/r/01/{gtin}/10/{lot}', { path })).toBe('/r/01/09521234543213/10/A%2F1%20%3F');
});

test('parameters that are empty are left out, texts are sent in composed letters', () => {
  const query = { text: 'Sầu riêng'.normalize('NFD'), status: '', owner: undefined, limit: '50' };
  const address = addressOf('/api/origin/batches', { query });
  expect(Object.fromEntries(new URLSearchParams(address.split('?')[1]))).toEqual({
    text: 'Sầu riêng'.normalize('NFC'),
    limit: '50',
  });
  expect(addressOf('/api/origin/batches', { query: { text: '' } })).toBe('/api/origin/batches');
});
