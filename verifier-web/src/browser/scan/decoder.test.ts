import { afterEach, describe, expect, test } from '@jest/globals';
import { nativeDecoder } from './decoder.ts';

const browser = globalThis as { BarcodeDetector?: unknown };
const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) } as ImageData;

/** BarcodeDetector as phones have it; what it does is what each test says. */
function detector(behaviour: {
  formats?: () => Promise<string[]>;
  construct?: () => void;
  detect?: () => Promise<{ rawValue: string }[]>;
}): void {
  browser.BarcodeDetector = class {
    static getSupportedFormats = behaviour.formats ?? (() => Promise.resolve(['ean_13', 'qr_code']));
    detect = behaviour.detect ?? (() => Promise.resolve([{ rawValue: 'HTTPS://A.VN/R/1' }]));
    constructor() {
      behaviour.construct?.();
    }
  };
}
afterEach(() => {
  delete browser.BarcodeDetector;
});

describe('the browser’s own detector', () => {
  test('is used where it says that it reads QR codes', async () => {
    detector({});
    expect(await (await nativeDecoder())?.(picture)).toBe('HTTPS://A.VN/R/1');
  });

  test('sees nothing where there is nothing, and a picture it fails on is no end of scanning', async () => {
    detector({ detect: () => Promise.resolve([]) });
    expect(await (await nativeDecoder())?.(picture)).toBeNull();
    detector({ detect: () => Promise.reject(new Error('no')) });
    expect(await (await nativeDecoder())?.(picture)).toBeNull();
  });

  test.each([
    ['exists and reads nothing (Alipay)', { formats: () => Promise.resolve([]) }],
    ['reads other codes only', { formats: () => Promise.resolve(['ean_13']) }],
    ['throws when asked (Xiaomi, WeChat)', { formats: () => Promise.reject(new Error('not here')) }],
    [
      'throws when made',
      {
        construct: () => {
          throw new TypeError('not here');
        },
      },
    ],
  ])('is left alone where it %s', async (_where, behaviour) => {
    detector(behaviour);
    expect(await nativeDecoder()).toBeNull();
  });

  test('is left alone where it is missing', async () => {
    expect(await nativeDecoder()).toBeNull();
  });
});
