import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64.ts';

test('RFC 4648 §10', () => {
  for (const [plain, encoded] of [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foobar', 'Zm9vYmFy'],
  ] as const) {
    const bytes = new TextEncoder().encode(plain);
    expect(toBase64(bytes)).toBe(encoded);
    expect(fromBase64(encoded)).toEqual(bytes);
  }
});

test.each(['Zg', 'Zg=', 'Zh==', 'Zm9=', 'Zm9v\n', ' Zm9v', 'Zm 9v', 'Zm9v====', '_-8=', 'Zm9vé', '=', 'Zg==Zg=='])(
  '%j is not the one spelling of any bytes',
  (text) => {
    expect(fromBase64(text)).toBeUndefined();
  },
);

test('any bytes come back, and any text that is taken is what would be written', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(fromBase64(toBase64(bytes))).toEqual(bytes)));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('A', 'Q', 'g', '/', '+', '=', '\n', '-') }), (text) => {
      const bytes = fromBase64(text);
      if (bytes !== undefined) expect(toBase64(bytes)).toBe(text);
    }),
  );
});
