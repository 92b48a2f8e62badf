import { expect, test } from '@jest/globals';
import { forgeries, nameIn, renamed } from './forgeries.ts';

const genuine = {
  body: { product: { code: 'durian', name: 'Sầu riêng' }, lot: 'L1' },
  record: { leaf: '{"block":1,"commitment":"ab12"}', index: 3 },
  checkpoint: 'origin\n7\nroot=\n\n— log AAAAAAAAAAAA\n— agri BBBBBBBBBBBB\n— edu CCCCCCCCCCCC\n',
};

test('the name that people read is found where the record has it, and changed there alone', () => {
  expect(nameIn({ body: { name: 'A', lot: 'B' } })?.name).toBe('A');
  expect(nameIn(genuine)?.name).toBe('Sầu riêng');
  expect(nameIn({ body: 7 })).toBeUndefined();
  expect(renamed(genuine, 'Mít')).toEqual({ product: { code: 'durian', name: 'Mít' }, lot: 'L1' });
  expect(genuine.body.product.name).toBe('Sầu riêng');
});

test('each forgery changes one thing, and the genuine answer stays as it is', () => {
  const before = structuredClone(genuine);
  const forged = Object.fromEntries(forgeries.map(({ name, forge }) => [name, forge(genuine)]));
  expect(genuine).toEqual(before);
  expect(forged['server']?.bundle).toEqual({ ...genuine, body: { product: { code: 'durian', name: 'Aầu riêng' }, lot: 'L1' } }); // prettier-ignore
  expect(forged['leaf']?.bundle).toMatchObject({ record: { leaf: '{"block":1,"commitment":"Ab12"}' } });
  expect(forged['signatures']?.bundle['checkpoint']).toBe(
    'origin\n7\nroot=\n\n— log AAAAAAAAAAAA\n— agri BBBBABBBBBBB\n— edu CCCCACCCCCCC\n',
  );
  expect(forged['old']).toEqual({ bundle: genuine, laterMs: 172_800_000 });
});
