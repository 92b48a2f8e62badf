import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { FormatError } from '../format-error.ts';
import { bakePng, bakeSvg, checkSvg, unbakePng, unbakeSvg } from './bake.ts';

const png = new Uint8Array(PNG.sync.write(new PNG({ width: 3, height: 2 })));
const svg = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>\n';
const jws = 'eyJhbGciOiJFUzI1NiJ9.eyJuYW1lIjoiSG9hIn0.c2ln';
const json = JSON.stringify({ name: 'Nguyễn Thị Hoa ]]> & <b>', proof: {} });

describe('a PNG', () => {
  test.each([jws, json])(
    'carries a credential, is still the picture for others, and is baked again without the first',
    (text) => {
      const baked = bakePng(png, 'before');
      const again = bakePng(baked, text);
      expect(unbakePng(again)).toBe(text);
      expect(unbakePng(png)).toBeUndefined();
      const picture = PNG.sync.read(Buffer.from(again), { checkCRC: true } as object);
      expect([picture.width, picture.height]).toEqual([3, 2]);
      // One chunk more than before, and no second one.
      expect(again.length - png.length).toBe(12 + 'openbadgecredential'.length + 5 + Buffer.byteLength(text));
    },
  );
  test.each<[string, Uint8Array]>([
    ['no PNG', Buffer.from(svg)],
    ['one cut off', png.subarray(0, png.length - 3)],
    ['one with a changed byte', png.map((byte, index) => (index === 20 ? byte ^ 1 : byte))],
    ['a length beyond its end', png.map((byte, index) => (index === 8 ? 0x7f : byte))],
  ])('%s is refused', (_what, bytes) => {
    expect(() => bakePng(bytes, jws)).toThrow(FormatError);
  });
});

describe('an SVG', () => {
  test.each([jws, json])('carries a credential, and is baked again without the first', (text) => {
    const again = bakeSvg(bakeSvg(svg, jws), text);
    expect(unbakeSvg(again)).toBe(text);
    expect(again.match(/<openbadges:credential/g)).toHaveLength(1);
    expect(again.match(/xmlns:openbadges/g)).toHaveLength(1);
    expect(again).toContain('<circle r="4"/>');
    expect(unbakeSvg(svg)).toBeUndefined();
  });
  test.each([
    ['a script', svg.replace('<circle', '<script>alert(1)</script><circle')],
    ['an event handler', svg.replace('r="4"', 'r="4" onload="alert(1)"')],
    ['a picture from elsewhere', svg.replace('<circle', '<image href="https://x.example/a.png"/><circle')],
    ['an entity', svg.replace('<svg', '<!DOCTYPE svg [<!ENTITY a "b">]><svg')],
    ['foreign HTML', svg.replace('<circle', '<foreignObject></foreignObject><circle')],
    ['no SVG', '<html></html>'],
  ])('%s is refused', (_what, text) => {
    expect(() => checkSvg(text)).toThrow(FormatError);
  });
});
