import { expect, test } from '@jest/globals';
import { withCount } from './drawn-labels.ts';

const fresh = () => 'NEW';
const form = { requestId: 'Q', id: 'I', count: '10', drawn: '' };

test('before serials are drawn the count is anybody’s', () => {
  expect(withCount(form, '12', fresh)).toEqual({ ...form, count: '12' });
});

test('a form that was kept after its serials were drawn is another issue for another count, the same for the same', () => {
  const kept = JSON.parse(JSON.stringify({ ...form, drawn: '10' })) as typeof form;
  expect(withCount(kept, '1', fresh)).toEqual({ requestId: 'NEW', id: 'NEW', count: '1', drawn: '' });
  expect(withCount(kept, '10 ', fresh)).toEqual({ ...kept, count: '10 ' });
});
