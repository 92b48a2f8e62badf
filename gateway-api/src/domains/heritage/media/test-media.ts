/** Files as people and attackers send them, made by hand. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDeflate, deflateSync } from 'node:zlib';
import * as x509 from '@peculiar/x509';
import { JPEG } from '@trustnxt/c2pa-ts/asset';
import { CoseAlgorithmIdentifier, LocalSigner } from '@trustnxt/c2pa-ts/cose';
import { DataHashAssertion, ManifestStore } from '@trustnxt/c2pa-ts/manifest';
import sharp, { type Sharp } from 'sharp';

/** A photograph with a gradient in it, so that its copies differ from any other's. */
export const photograph = (width = 1600, height = 900, red = 180): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 120, b: 60 } } });

/** As a phone writes it: where, when, by which camera, turned by a quarter. */
export const phonePhoto = (): Promise<Buffer> =>
  photograph()
    .withExif({
      IFD0: { Make: 'MAYANH-BIMAT', Artist: 'Nguyen Van Bi Mat' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 57/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '106/1 49/1 0/1' },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>XMP-BIMAT</x:xmpmeta>',
    )
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

const crcTable = Array.from({ length: 256 }, (_, value) => {
  let crc = value;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});
const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};
const pngChunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, crc]);
};
/** A picture of so many pixels in a few hundred bytes. */
export const pixelBomb = (side: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(100_000)));
  return Buffer.concat([signature, pngChunk('IHDR', header), data, pngChunk('IEND', Buffer.alloc(0))]);
};
function* repeated(piece: Buffer, times: number): Generator<Buffer> {
  for (let time = 0; time < times; time += 1) yield piece;
}
/** A picture with a text of many megabytes, packed into a few kilobytes, before its pixels: a comment, or XMP. */
export async function textBomb(megabytes: number, kind: 'comment' | 'xmp'): Promise<Buffer> {
  const png = await photograph(64, 64).png().toBuffer();
  // Piece by piece: the test that measures memory must not take it itself.
  const pieces = Readable.from(repeated(Buffer.alloc(1_000_000, 'A'), megabytes));
  const packed = await buffer(pieces.pipe(createDeflate({ level: 9 })));
  const text =
    kind === 'comment'
      ? pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), packed]))
      : pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), packed]));
  return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
}

export const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
};
const mvhd = (seconds: number): Buffer => {
  const body = Buffer.alloc(100);
  body.writeUInt32BE(1000, 12);
  body.writeUInt32BE(seconds * 1000, 16);
  return box('mvhd', body);
};
const track = (width: number, height: number): Buffer => {
  const body = Buffer.alloc(84);
  body.writeUInt32BE(width << 16, 76);
  body.writeUInt32BE(height << 16, 80);
  return box('trak', box('tkhd', body));
};
/** Boxes of a video of 12 seconds; `more` go into its `moov`, `after` behind everything. */
export const video = (more: Buffer = Buffer.alloc(0), after: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isomavc1', 'latin1')),
    box('moov', mvhd(12), track(0, 0), track(640, 360), more),
    box('mdat', Buffer.alloc(4096, 1)),
    after,
  ]);

/** A triangle as GLB; `change` goes over its JSON. */
export function triangle(change: Readonly<Record<string, unknown>> = {}): Buffer {
  const points = Buffer.from(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer);
  const gltf = {
    ...{ asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0 }] },
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] }],
    bufferViews: [{ buffer: 0, byteLength: points.length, target: 34962 }],
    buffers: [{ byteLength: points.length }],
    ...change,
  };
  const text = JSON.stringify(gltf);
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4));
  const chunk = (type: number, data: Buffer): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(data.length);
    header.writeUInt32LE(type, 4);
    return Buffer.concat([header, data]);
  };
  const body = Buffer.concat([chunk(0x4e4f534a, json), chunk(0x004e4942, points)]);
  const header = Buffer.alloc(12);
  header.write('glTF', 'latin1');
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(12 + body.length, 8);
  return Buffer.concat([header, body]);
}

/** The triangle with a red picture on both of its sides. */
export async function paintedTriangle(): Promise<Buffer> {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#dc1414' } })
    .png()
    .toBuffer();
  const points = { componentType: 5126, count: 3 };
  return triangle({
    meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0 }, doubleSided: true }],
    textures: [{ source: 0 }],
    images: [{ uri: `data:image/png;base64,${png.toString('base64')}` }],
    accessors: [
      { ...points, bufferView: 0, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
      { ...points, bufferView: 1, type: 'VEC2' },
    ],
    bufferViews: [36, 24].map((byteLength) => ({ buffer: 0, byteLength, target: 34962 })),
  });
}

/** A photograph whose maker signed where it comes from (C2PA), with a certificate that its maker issued. */
export async function signedPhoto(): Promise<Buffer> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.create({
    ...{ publicKey: keys.publicKey, signingKey: keys.privateKey, signingAlgorithm: algorithm, serialNumber: '0a' },
    ...{ subject: 'CN=Test camera, O=Test', issuer: 'CN=Test maker, O=Test' },
    ...{ notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000 * 300) },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.emailProtection], true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const pkcs8 = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const asset = new JPEG(await photograph(800, 600).jpeg().toBuffer());
  const store = new ManifestStore();
  const signer = new LocalSigner(pkcs8, CoseAlgorithmIdentifier.ES256, certificate as never);
  const manifest = store.createManifest({
    assetFormat: 'image/jpeg',
    instanceID: 'xmp:iid:1',
    defaultHashAlgorithm: 'SHA-256',
    signer,
  });
  const hash = DataHashAssertion.create('SHA-256');
  manifest.addAssertion(hash);
  await asset.ensureManifestSpace(store.measureSize());
  await hash.updateWithAsset(asset);
  await manifest.sign(signer);
  await asset.writeManifestJUMBF(store.getBytes());
  return Buffer.from(await asset.getDataRange());
}
