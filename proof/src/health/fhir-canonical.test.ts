import { describe, expect, test } from '@jest/globals';
import { CanonicalError } from '../canonical-json.ts';
import { readFhir } from './fhir-canonical.ts';

const bytes = (source: string): Uint8Array => new TextEncoder().encode(source);
const canonical = (source: string): string => new TextDecoder().decode(readFhir(bytes(source)).canonical);

describe('dn-fhir-c14n-1', () => {
  test('names sorted by UTF-16 code units, no blanks, texts escaped as RFC 8785 says', () => {
    const source = `{ "resourceType" : "Basic",\n "b":[1 , true,null], "a": {"\\u20ac":"\\u000f\\n\\/\\u0022", "\\r":1, "1":{}} }`;
    expect(canonical(source)).toBe(
      '{"a":{"\\r":1,"1":{},"€":"\\u000f\\n/\\""},"b":[1,true,null],"resourceType":"Basic"}',
    );
  });

  test('only the top-level signature is left out; meta and narrative stay', () => {
    expect(
      canonical('{"resourceType":"Bundle","signature":{"data":"x"},"meta":{"versionId":"1"},"a":{"signature":1}}'),
    ).toBe('{"a":{"signature":1},"meta":{"versionId":"1"},"resourceType":"Bundle"}');
  });

  test('decimals 1.50 and 1.5 are two documents, and long numbers keep their digits', () => {
    const dose = (value: string): string => canonical(`{"resourceType":"Basic","value":${value}}`);
    expect(dose('1.50')).toBe('{"resourceType":"Basic","value":1.50}');
    expect(dose('1.50')).not.toBe(dose('1.5'));
    expect(dose('12345678901234567890')).toContain('12345678901234567890');
    expect(dose('1.0E-2')).toContain('1.0E-2');
  });

  test('a huge attachment is read like any text', () => {
    const binary = (data: string): string => canonical(`{"resourceType":"Binary","data":"${data}"}`);
    const data = 'QUJD'.repeat(5_000_000);
    expect(binary(data)).toHaveLength(data.length + '{"data":"","resourceType":"Binary"}'.length);
    expect(() => binary(`${data}\n`)).toThrow(CanonicalError);
  });

  test('an altered narrative is another document', () => {
    const narrative = (text: string): string =>
      canonical(`{"resourceType":"Basic","text":{"div":"<div>${text}</div>"}}`);
    expect(narrative('không dị ứng')).not.toBe(narrative('dị ứng'));
  });

  test('a name of the language’s own is a name like others', () => {
    expect(canonical('{"resourceType":"Basic","__proto__":{"x":1}}')).toBe(
      '{"__proto__":{"x":1},"resourceType":"Basic"}',
    );
  });
});

describe('refused, with the place', () => {
  const nfd = 'Nguyễn Thị Hồng'.normalize('NFD');
  test.each([
    ['duplicate JSON keys', '{"resourceType":"Basic","a":{"b":1,"b":2}}', '/a/b'],
    ['duplicate keys behind an escape', '{"resourceType":"Basic","a":1,"\\u0061":2}', '/a'],
    ['NFD text', `{"resourceType":"Patient","name":[{"text":"${nfd}"}]}`, '/name/0/text'],
    ['an NFD name', `{"resourceType":"Patient","${'é'.normalize('NFD')}":1}`, `/${'é'.normalize('NFD')}`],
    ['a lone surrogate', '{"resourceType":"Basic","a":"\\ud800"}', '/a'],
    ['no resource', '[1]', '/resourceType'],
    ['no type', '{"a":1}', '/resourceType'],
    ['two texts', '{"resourceType":"Basic"}{}', ''],
    ['a number with a leading zero', '{"resourceType":"Basic","a":01}', ''],
    ['no number', '{"resourceType":"Basic","a":NaN}', '/a'],
    ['a control character', '{"resourceType":"Basic","a":"\n"}', '/a'],
    ['an open end', '{"resourceType":"Basic"', ''],
    ['a byte order mark', '\ufeff{"resourceType":"Basic"}', ''],
    ['a nest without a bottom', `{"resourceType":"Basic","a":${'['.repeat(50_000)}`, ''],
  ])('%s', (_what, source, pointer) => {
    let error: unknown;
    try {
      readFhir(bytes(source));
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CanonicalError);
    expect((error as CanonicalError).pointer).toBe(pointer);
  });

  test('bytes that are no UTF-8', () => {
    expect(() => readFhir(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow(CanonicalError);
  });
});
