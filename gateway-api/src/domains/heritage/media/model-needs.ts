import type { OpenedFile } from '../../../vault/sealed-file.ts';

/** Extensions of glTF that only a decoder of their own reads; the page has none, as each is a program of its own. */
const decoders = [
  'KHR_draco_mesh_compression',
  'EXT_meshopt_compression',
  'KHR_meshopt_compression',
  'KHR_texture_basisu',
];
/** A model's description is some kilobytes; what is longer is not read for a stranger who opens a page. */
const mostBytes = 16_000_000;
const jsonChunk = 0x4e4f534a;

/** Decoders that a GLB needs (glTF 2.0, §4.4 and §3.12), or `too-long` where its description is not read. */
export async function modelNeeds(model: Pick<OpenedFile, 'read'>): Promise<readonly string[] | 'too-long'> {
  const header = await model.read(0, 20);
  const length = header.readUInt32LE(12);
  if (length > mostBytes) return 'too-long';
  if (header.readUInt32LE(16) !== jsonChunk) return [];
  const json = (await model.read(20, length)).toString('utf8');
  const { extensionsUsed = [] } = JSON.parse(json) as { extensionsUsed?: string[] };
  return decoders.filter((one) => extensionsUsed.includes(one));
}
