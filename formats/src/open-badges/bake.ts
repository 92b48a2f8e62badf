import { FormatError } from '../format-error.ts';
import { badgeElement, badgeNamespace, readSvg } from './read-svg.ts';

/** Open Badges 3.0 §5.3.1: the keyword of the PNG chunk. */
const keyword = 'openbadgecredential';
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
/** CRC-32 of PNG (ISO/IEC 15948, annex D). */
const crc32 = (bytes: Uint8Array): number => {
  let value = 0xffffffff;
  for (const byte of bytes) value = crcTable[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};

interface Chunk {
  readonly type: string;
  /** With length, type and check sum. */
  readonly bytes: Uint8Array;
  readonly data: Uint8Array;
}

/** Chunks of a PNG, each with a right check sum. @throws FormatError */
function chunksOf(png: Uint8Array): Chunk[] {
  const malformed = (): FormatError => new FormatError('image-malformed', '/image', 'a whole PNG is expected');
  if (!signature.every((byte, index) => png[index] === byte)) throw malformed();
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    if (at + 12 > png.length) throw malformed();
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > png.length || view.getUint32(end - 4) !== crc32(png.subarray(at + 4, end - 4))) throw malformed();
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks.push({ type, bytes: png.subarray(at, end), data: png.subarray(at + 8, end - 4) });
    at = end;
  }
  if (chunks[0]?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') throw malformed();
  return chunks;
}

const isBaked = ({ type, data }: Chunk): boolean =>
  type === 'iTXt' && new TextDecoder().decode(data.subarray(0, keyword.length + 1)) === `${keyword}\0`;

/** iTXt without compression: keyword, then flag, method, language and translated keyword, all empty, then the text. */
const textChunk = (text: string): Uint8Array => {
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(chunk.length - 4, crc32(data));
  return chunk;
};

/** A PNG with the credential (compact JWS, or JSON with its proof) in it; one that it had before is replaced. @throws FormatError */
export function bakePng(png: Uint8Array, credential: string): Uint8Array {
  const [head, ...rest] = chunksOf(png).filter((chunk) => !isBaked(chunk));
  const parts = [Uint8Array.from(signature), head!.bytes, textChunk(credential), ...rest.map(({ bytes }) => bytes)];
  const baked = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    baked.set(part, at);
    at += part.length;
  }
  return baked;
}

/** The credential in a PNG; undefined where there is none. @throws FormatError when it is no PNG */
export function unbakePng(png: Uint8Array): string | undefined {
  const chunk = chunksOf(png).find(isBaked);
  if (chunk === undefined) return undefined;
  const after = chunk.data.subarray(keyword.length + 1);
  if (after[0] !== 0)
    throw new FormatError('image-malformed', '/image', 'the text of the badge must not be compressed');
  const language = after.indexOf(0, 2);
  const translated = after.indexOf(0, language + 1);
  return new TextDecoder('utf-8', { fatal: true }).decode(after.subarray(translated + 1));
}

/** @throws FormatError for text that is no SVG, or one that may run or load something */
export const checkSvg = (svg: string): void => void readSvg(svg);

/** An SVG with the credential in it, as attribute (compact JWS) or as text (JSON with its proof). @throws FormatError */
export function bakeSvg(svg: string, credential: string): string {
  const { rootEnd, declared, baked } = readSvg(svg);
  const isJws = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential);
  const element = isJws
    ? `<${badgeElement} verify="${credential}"/>`
    : `<${badgeElement}><![CDATA[${credential.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${badgeElement}>`;
  const declaration = ` xmlns:openbadges="${badgeNamespace}"`;
  let body = svg.slice(rootEnd + 1);
  for (const [start, end] of baked.toReversed())
    body = body.slice(0, start - rootEnd - 1) + body.slice(end - rootEnd - 1);
  const head = svg.slice(0, rootEnd);
  return `${head}${declared ? '' : declaration}>${element}${body}`;
}

const bakedElement = /<openbadges:credential\b[^>]*?(?:\/>|>[\s\S]*?<\/openbadges:credential>)/;
/** The credential in an SVG; undefined where there is none. */
export function unbakeSvg(svg: string): string | undefined {
  const [element] = svg.match(bakedElement) ?? [];
  if (element === undefined) return undefined;
  const jws = /\bverify="([\w.-]+)"/.exec(element)?.[1];
  if (jws !== undefined) return jws;
  return /<!\[CDATA\[([\s\S]*)\]\]>/.exec(element)?.[1]?.replaceAll(']]]]><![CDATA[>', ']]>');
}
