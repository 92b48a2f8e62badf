import { describe, expect, test } from '@jest/globals';
import { AddressRefused, checkedAddress } from './receiver-address.ts';

const at = (...addresses: string[]) => {
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, rules: { loopback: false, resolve } };
};
const refused = async (url: string, rules: Parameters<typeof checkedAddress>[1]): Promise<void> =>
  expect(checkedAddress(url, rules)).rejects.toThrow(AddressRefused);

describe('a receiver', () => {
  test('is connected to at the address that was looked at, and its name is asked for once', async () => {
    const { asked, rules } = at('113.160.0.1', '2606:4700::1');
    const checked = await checkedAddress('https://nhan.example.vn/hook?a=1', rules);
    expect([checked.address, checked.family, checked.url.pathname]).toEqual(['113.160.0.1', 4, '/hook']);
    expect(asked).toEqual(['nhan.example.vn']);
  });

  test('is refused where one of its addresses leads inside, whichever comes first', async () => {
    await refused('https://nhan.example.vn/', at('113.160.0.1', '10.0.0.1').rules);
    await refused('https://nhan.example.vn/', at('::ffff:169.254.169.254').rules);
    await refused('https://nhan.example.vn/', at().rules);
  });

  // What a URL parser reads as an address in another writing is that address, and is never looked up.
  test.each([
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
  ])('%s is this machine', async (url) => {
    const { asked, rules } = at('113.160.0.1');
    await refused(url, rules);
    expect(asked).toEqual([]);
  });

  test.each([
    'http://nhan.example.vn/',
    'https://nhan.example.vn:8443/',
    'https://a:b@nhan.example.vn/',
    'ftp://nhan.example.vn/',
    'file:///etc/passwd',
    'nhan.example.vn',
    'https://nhan.example.vn/#x',
  ])('%s is refused without a look-up', async (url) => {
    const { asked, rules } = at('113.160.0.1');
    await refused(url, rules);
    expect(asked).toEqual([]);
  });

  test('in development this machine, by http and on any port, and nothing else beside the public internet', async () => {
    const loopback = { ...at('127.0.0.1').rules, loopback: true };
    expect((await checkedAddress('http://localhost:9000/', loopback)).address).toBe('127.0.0.1');
    await refused('http://nhan.example.vn/', { ...at('113.160.0.1').rules, loopback: true });
    await refused('http://10.0.0.1:9000/', loopback);
    await refused('http://nhan.example.vn/', { ...at('127.0.0.1', '10.0.0.1').rules, loopback: true });
    expect(
      (await checkedAddress('https://nhan.example.vn/', { ...at('113.160.0.1').rules, loopback: true })).family,
    ).toBe(4);
  });
});
