import type { MediaBody } from '@daunguon/records';

export interface FileType {
  readonly kind: MediaBody['kind'];
  readonly mediaType: MediaBody['mediaType'];
}

const latin = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);
const mp4Brands = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/;

const imageType = (head: Buffer): MediaBody['mediaType'] | undefined => {
  if (head.readUIntBE(0, 3) === 0xffd8ff) return 'image/jpeg';
  if (latin(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP') return 'image/webp';
  if (['II*\0', 'MM\0*'].includes(latin(head, 0, 4))) return 'image/tiff';
  return latin(head, 4, 12) === 'ftypavif' ? 'image/avif' : undefined;
};

/** What a file is, by its first 16 bytes; undefined for everything that is not taken: SVG, HTML, PDF, archives. */
export function sniff(head: Buffer): FileType | undefined {
  if (head.length < 16) return undefined;
  const image = imageType(head);
  if (image !== undefined) return { kind: 'image', mediaType: image };
  if (latin(head, 4, 8) === 'ftyp' && mp4Brands.test(latin(head, 8, 12)))
    return { kind: 'video', mediaType: 'video/mp4' };
  if (latin(head, 0, 4) === 'glTF' && head.readUInt32LE(4) === 2)
    return { kind: 'model', mediaType: 'model/gltf-binary' };
  return undefined;
}
