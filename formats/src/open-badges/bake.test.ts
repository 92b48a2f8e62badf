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

/** A credential as somebody else wrote it into the picture. */
const baked = (text: string): string =>
  `<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">${text}</openbadges:credential>`;

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
    ['a handler behind a slash', svg.replace('r="4"', 'r="4"/onload="alert(1)"')],
    ['a handler in capitals', svg.replace('<svg', '<svg OnLoad="alert(1)"')],
    ['an address in entities', svg.replace('<circle', '<image href="&#104;ttps://x.example/a.png"/><circle')],
    ['a script in entities', svg.replace('<circle', '<a href="java&#115;cript:alert(1)"><circle/></a><circle')],
    ['an unknown entity', svg.replace('<circle', '<text>&evil;</text><circle')],
    ['an address without quotes', svg.replace('<circle', '<image href=https://x.example/a.png /><circle')],
    [
      'a script under another prefix',
      svg
        .replace('<svg', '<svg xmlns:s="http://www.w3.org/2000/svg"')
        .replace('<circle', '<s:script>1</s:script><circle'),
    ],
    [
      'a link under another prefix',
      svg
        .replace('<svg', '<svg xmlns:l="http://www.w3.org/1999/xlink"')
        .replace('<circle', '<use l:href="//x"/><circle'),
    ],
    ['HTML by its namespace', svg.replace('<circle', '<g xmlns="http://www.w3.org/1999/xhtml"></g><circle')],
    ['a script in CDATA', svg.replace('<circle', '<style><![CDATA[@import "//x.example";]]></style><circle')],
    ['a script inside the credential', svg.replace('<circle', `${baked('<script>alert(1)</script>')}<circle`)],
    ['a style sheet from elsewhere', svg.replace('<svg', '<?xml-stylesheet href="//x.example/a.css"?><svg')],
    ['a style that imports', svg.replace('<circle', '<style>@import "https://x.example/a.css"</style><circle')],
    ['a style with an address', svg.replace('r="4"', 'style="fill: url(https://x.example/a)"')],
    ['an address in an escape', svg.replace('r="4"', 'fill="\\75rl(https:x)"')],
    ['an address in a paint', svg.replace('r="4"', 'fill="URL (\'x.svg#a\')"')],
    ['an image set', svg.replace('r="4"', 'style="background: image-set(\'a.png\' 1x)"')],
    ['an animated link', svg.replace('<circle', '<set attributeName="href" to="javascript:alert(1)"/><circle')],
    ['another base', svg.replace('<svg', '<svg xml:base="https://x.example/"')],
    ['an SVG in an SVG', svg.replace('<circle', '<image href="data:image/svg+xml;base64,AAAA"/><circle')],
    ['another encoding', svg.replace('version="1.0"', 'version="1.0" encoding="UTF-7"')],
    ['a byte that is no UTF-8', svg.replace('r="4"', 'id="\ufffd"')],
    ['a control character', svg.replace('r="4"', 'id="\u0000"')],
    ['an end that is none of its beginning', svg.replace('</svg>', '</g></svg>')],
    ['a second root', `${svg}<svg xmlns="http://www.w3.org/2000/svg"></svg>`],
    ['an attribute twice', svg.replace('r="4"', 'r="4" r="5"')],
    ['another namespace for the badge', svg.replace('<svg', '<svg xmlns:openbadges="http://www.w3.org/2000/svg"')],
  ])('%s is refused', (_what, text) => {
    expect(text).not.toBe(svg);
    expect(() => checkSvg(text)).toThrow(FormatError);
  });
  test('what only draws is taken, and a root tag is found past comments and in attributes', () => {
    const drawn =
      '\ufeff<?xml version="1.0" encoding="UTF-8"?><!-- <svg> --><svg xmlns="http://www.w3.org/2000/svg" id="a>b">' +
      '<style>.a { fill: url(#g); } /* > */</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>' +
      '<image href="data:image/png;base64,iVBORw0KGgo="/><text class="a">Giỏi &amp; xuất sắc</text></svg>';
    expect(unbakeSvg(bakeSvg(bakeSvg(drawn, json), jws))).toBe(jws);
    expect(bakeSvg(drawn, jws)).toContain(
      `id="a>b" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:`,
    );
  });
});
