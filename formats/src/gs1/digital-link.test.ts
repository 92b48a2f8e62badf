import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDigitalLink, canonicalLink, elementsOf, parseDigitalLink } from './digital-link.ts';
import { elementString, type Element } from './element.ts';
import { Gs1Error } from './gs1-error.ts';
import { encodeValue } from './percent.ts';

interface Vector {
  readonly uri: string;
  readonly ok: boolean;
  readonly elements: string;
  readonly stem: string | null;
  readonly option?: readonly string[];
}
const vectorsOf = (name: string): Vector[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors/gs1-syntax-engine', name), 'utf8')) as Vector[];
const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Gs1Error)) throw error;
    return `${error.code} ${error.ai}`.trim();
  }
};
const bracketed = (text: string): Element[] =>
  [...text.matchAll(/\((\d+)\)([^(]*)/g)].map(([, ai = '', value = '']) => ({ ai, value }));

describe('GS1’s own vectors', () => {
  const parse = vectorsOf('dl-parse.json');
  const build = vectorsOf('dl-build.json');

  test('are all there', () => {
    expect([parse.length, parse.filter(({ ok }) => !ok).length, build.length]).toEqual([118, 45, 22]);
  });
  test.each(parse.filter(({ option }) => option === undefined))('parse $uri', ({ uri, ok, elements }) => {
    if (ok) expect(`^${elementString(elementsOf(parseDigitalLink(uri)), '^')}`).toBe(elements);
    else expect(refusal(() => parseDigitalLink(uri))).not.toBe('accepted');
  });
  test.each(parse.filter(({ option }) => option !== undefined))(
    'what only an option of the engine takes: $uri',
    ({ uri }) => {
      expect(refusal(() => parseDigitalLink(uri))).not.toBe('accepted');
    },
  );
  test.each(build.filter(({ option }) => option === undefined))('build $elements', ({ uri, ok, elements, stem }) => {
    const made = () => buildDigitalLink(bracketed(elements), stem ?? undefined);
    if (ok) expect(made()).toBe(uri);
    else expect(refusal(made)).not.toBe('accepted');
  });
  test.each(vectorsOf('dl-escape.json') as unknown as { text: string; path: string }[])(
    'escape $text',
    ({ text, path }) => {
      expect(encodeValue(text)).toBe(path);
    },
  );
});

describe('a link that is wrong is refused by the AI that is wrong', () => {
  test.each([
    ['/01/09520123456789', 'check-digit 01'],
    ['/01/9520123456788', 'length 01'],
    ['/gtin/09520123456788', 'word-key'],
    ['/01/09520123456788/21/1/10/A', 'ai-order 10'],
    ['/01/09520123456788/254/A', 'ai-in-path 254'],
    ['/01/09520123456788/10/' + 'A'.repeat(21), 'length 10'],
    ['/01/09520123456788/10/L%C3%B4', 'characters 10'],
    ['/01/09520123456788/10/A%2', 'encoding 10'],
    ['/01/09520123456788/10/', 'empty-value 10'],
    ['/01/09520123456788?10=A', 'ai-not-attribute 10'],
    ['/01/09520123456788?17=260230', 'value 17'],
    ['/01/09520123456788?17=260228&17=260228', 'ai-repeated 17'],
    ['/01/09520123456788?4999=A', 'unknown-ai 4999'],
    ['/00/006141411234567891', 'check-digit 00'],
    ['/414/9520123456789', 'check-digit 414'],
    ['/8018/123456789012345676', 'check-digit 8018'],
    ['/8013/1987654Ad4X4bL5ttr2310c3L', 'check-digit 8013'],
    ['/r/abc', 'no-key'],
  ])('%s', (path, expected) => {
    expect(refusal(() => parseDigitalLink(`https://id.example.vn${path}`))).toBe(expected);
  });
  test('and so is what is no link at all', () => {
    for (const text of [
      '',
      'ftp://a/01/09520123456788',
      'https://a/01/09520123456788/10/Lô',
      'https:///01/09520123456788',
    ])
      expect(refusal(() => parseDigitalLink(text))).toBe('not-a-uri');
  });
});

test('the canonical form: id.gs1.org, attributes in order, nothing that is no AI', () => {
  const link = parseDigitalLink(
    'https://x.vn/a/01/09520123456788/10/a%2fb/21/1?linkType=gs1:pip&17=260228&3103=000195&s+t=u%20v#f',
  );
  expect(canonicalLink(link)).toBe('https://id.gs1.org/01/09520123456788/10/a%2Fb/21/1?17=260228&3103=000195');
  expect(link).toMatchObject({
    stem: 'https://x.vn/a',
    parameters: [
      ['linkType', 'gs1:pip'],
      ['s t', 'u v'],
    ],
  });
});

test('the rightmost key names the thing, even in a stem that looks like one', () => {
  const { stem, path } = parseDigitalLink('https://a/01/09520123456788/414/9520123456788/254/VN-DNOR-0269');
  expect([stem, path.map(({ ai }) => ai)]).toEqual(['https://a/01/09520123456788', ['414', '254']]);
});
