import { HttpProblem } from '../../../http/http-problem.ts';
import type { OpenedFile } from '../../../vault/sealed-file.ts';

/** A video's bytes, read in places. */
type Video = Pick<OpenedFile, 'bytes' | 'read'>;

interface Box {
  readonly type: string;
  readonly start: number;
  /** Where its contents begin, and end. */
  readonly from: number;
  readonly to: number;
}

/** Boxes that a video file has at its top (ISO/IEC 14496-12); anything else is another file in disguise. */
const topLevel = new Set(
  ['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'moof', 'mfra', 'sidx', 'ssix', 'meta', 'uuid', 'wide', 'pdin', 'prft', 'emsg'], // prettier-ignore
);
const c2paUuid = 'd8fec3d61b0e483c92975828877ec481';
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac';
const mostMoov = 64_000_000;
/** How places are written: Apple's and Android's atoms, 3GPP's `loci`, Apple's metadata key, XMP. */
const places = ['\xa9xyz', 'loci', 'com.apple.quicktime.location', 'exif:GPS'].map((text) =>
  Buffer.from(text, 'latin1'),
);

const broken = (): never => {
  throw new HttpProblem('heritage/file-broken');
};

const headerAt = (bytes: Buffer, at: number, start: number, end: number): Box => {
  if (bytes.length - at < 8) return broken();
  const short = bytes.readUInt32BE(at);
  const isLong = short === 1;
  if (isLong && bytes.length - at < 16) return broken();
  const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - start : short;
  const header = isLong ? 16 : 8;
  if (size < header || start + size > end) return broken();
  return { type: bytes.toString('latin1', at + 4, at + 8), start, from: start + header, to: start + size };
};

async function topBoxes(file: Video): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = 0; at < file.bytes; at = boxes.at(-1)!.to) {
    const box = headerAt(await file.read(at, 16), 0, at, file.bytes);
    if (!topLevel.has(box.type) || boxes.length > 100_000) return broken();
    boxes.push(box);
  }
  return boxes;
}

const contents = async (file: Video, { from, to }: Box): Promise<Buffer> =>
  to - from > mostMoov ? broken() : file.read(from, to - from);

const childrenOf = (bytes: Buffer): { type: string; body: Buffer }[] => {
  const found: { type: string; body: Buffer }[] = [];
  for (let at = 0; at < bytes.length;) {
    const box = headerAt(bytes, at, at, bytes.length);
    found.push({ type: box.type, body: bytes.subarray(box.from, box.to) });
    at = box.to;
  }
  return found;
};

/** Duration by `mvhd`, in milliseconds. */
const durationOf = (mvhd: Buffer): number => {
  const isLong = mvhd[0] === 1;
  if (mvhd.length < (isLong ? 32 : 20)) return broken();
  const scale = mvhd.readUInt32BE(isLong ? 20 : 12);
  const length = isLong ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16);
  return scale === 0 ? broken() : Math.round((length / scale) * 1000);
};

/** Width and height by `tkhd`, 16.16 fixed point at its end; sound has none. */
const sizeOf = (tkhd: Buffer): readonly [number, number] =>
  tkhd.length < 84 ? broken() : [tkhd.readUInt32BE(tkhd.length - 8) >>> 16, tkhd.readUInt32BE(tkhd.length - 4) >>> 16];

export interface VideoFacts {
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  /** A C2PA manifest is in the file. */
  readonly hasManifest: boolean;
}

/** Reads a video's boxes without decoding it. @throws HttpProblem for what is no whole video, or tells where it was taken */
export async function videoFacts(file: Video): Promise<VideoFacts> {
  const boxes = await topBoxes(file);
  const moovs = boxes.filter(({ type }) => type === 'moov');
  if (moovs.length !== 1 || !boxes.some(({ type }) => type === 'mdat')) return broken();
  let hasManifest = false;
  for (const box of boxes.filter(({ type }) => type === 'uuid')) {
    const uuid = (await file.read(box.from, 16)).toString('hex');
    hasManifest ||= uuid === c2paUuid;
    if (uuid === xmpUuid) refusePlaces(await contents(file, box));
  }
  for (const box of boxes.filter(({ type }) => type === 'meta')) refusePlaces(await contents(file, box));
  const moov = await contents(file, moovs[0]!);
  refusePlaces(moov);
  const parts = childrenOf(moov);
  const mvhd = parts.find(({ type }) => type === 'mvhd')?.body ?? broken();
  const sizes = parts
    .filter(({ type }) => type === 'trak')
    .map(({ body }) => sizeOf(childrenOf(body).find(({ type }) => type === 'tkhd')?.body ?? broken()))
    .filter(([width, height]) => width > 0 && height > 0);
  const [width, height] = sizes[0] ?? broken();
  return { width, height, durationMs: Math.max(1, durationOf(mvhd)), hasManifest };
}

const refusePlaces = (bytes: Buffer): void => {
  if (places.some((place) => bytes.includes(place))) throw new HttpProblem('heritage/file-location');
};
