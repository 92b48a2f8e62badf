import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addMediaSchema, parseCommand } from '@daunguon/records';
import sharp from 'sharp';
import { isForAll } from '../media-routes.ts';
import { openMediaStore, type MediaStore } from './media-store.ts';
import { noScanner } from '../../../scanning/scanner.ts';
import { openSubjectKeys } from '../../../vault/subject-keys.ts';
import { takingIn, type KeptFacts, type MediaFacts } from './take-in.ts';
import { box, phonePhoto, photograph, pixelBomb, signedPhoto, textBomb, triangle, video } from './test-media.ts';

const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
let folder: string;
let store: MediaStore;
let take: (bytes: Buffer, unit?: string, step?: number) => Promise<MediaFacts>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'media-'));
  store = openMediaStore(folder, keys);
  const takeIn = takingIn(store, noScanner);
  take = (bytes, unit = 'museum', step = 10_000) =>
    takeIn(
      (async function* () {
        for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
      })(),
      unit,
    );
});
afterAll(() => {
  keys.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is kept, in clear. */
const contents = async (digest: string): Promise<Buffer> => {
  const file = (await store.open(digest))!;
  try {
    return await file.read(0, file.bytes);
  } finally {
    await file.close();
  }
};
const copies = ({ derivatives }: MediaFacts): Promise<Buffer[]> =>
  Promise.all(derivatives.map(({ sha256 }) => contents(sha256)));
const refusal = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'taken',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('an image', () => {
  test('is kept as it came; its copies are drawn anew, upright, without place, camera, name or XMP', async () => {
    const bytes = await phonePhoto();
    expect(bytes.toString('latin1')).toContain('BIMAT');
    const facts = await take(bytes);
    expect(facts).toMatchObject({
      kind: 'image',
      mediaType: 'image/jpeg',
      width: 900,
      height: 1600,
      bytes: bytes.length,
    });
    expect(facts.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await contents(facts.sha256)).toEqual(bytes);
    // On disk neither the master nor a copy is readable.
    for (const { sha256 } of [facts, ...facts.derivatives])
      expect(readFileSync(store.path(sha256)!).toString('latin1')).not.toMatch(/BIMAT|JFIF|Exif/);
    expect(facts.derivatives.map(({ width, height }) => [width, height])).toEqual([
      [270, 480],
      [675, 1200],
      [900, 1600],
    ]);
    for (const copy of await copies(facts)) {
      const { exif, xmp, iptc, orientation, format } = await sharp(copy).metadata();
      expect([exif, xmp, iptc, orientation, format]).toEqual([undefined, undefined, undefined, undefined, 'jpeg']);
      expect(copy.toString('latin1')).not.toMatch(/BIMAT|Bi Mat|Exif/);
    }
    const request = { requestId: '0'.repeat(26), id: '0'.repeat(25) + '1', item: '0'.repeat(25) + '2' };
    expect(parseCommand(addMediaSchema, { ...request, ...facts, alt: { vi: 'Ảnh' } }).sha256).toBe(facts.sha256);
  });

  test('that is a copy of another is a master of its own, and the other way round', async () => {
    const facts = await take(await photograph(600, 400, 77).png().toBuffer());
    const [, copy] = await copies(facts);
    const own = await take(copy!);
    expect([own.sha256, own.derivatives.length]).toEqual([facts.derivatives[1]?.sha256, 2]);
    await take(await photograph(600, 400, 77).png({ compressionLevel: 1 }).toBuffer());
    expect(await take(copy!)).toEqual(own);
  });

  test('is shown as its copies alone, and goes back to those who sent it', async () => {
    const bytes = await photograph(500, 400, 41).png().toBuffer();
    const { sha256, derivatives } = await take(bytes);
    await take(bytes, 'library');
    expect(store.facts<KeptFacts>(sha256)?.units).toEqual(['museum', 'library']);
    expect([sha256, derivatives[0]!.sha256].map((digest) => isForAll(store, digest))).toEqual([false, true]);
  });

  test('that is sent again has its copies, and a whole day to be claimed', async () => {
    const bytes = await photograph(500, 400, 42).png().toBuffer();
    const { sha256, derivatives } = await take(bytes);
    utimesSync(store.path(sha256)!, 0, 0);
    await take(bytes);
    expect(statSync(store.path(sha256)!).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
    store.remove(derivatives[0]!.sha256);
    await take(bytes);
    expect(isForAll(store, derivatives[0]!.sha256)).toBe(true);
  });

  test('of a unit that has used up its room is not taken, and leaves nothing; one that is there already is', async () => {
    const bytes = await photograph(500, 400, 44).png().toBuffer();
    const full = takingIn(store, noScanner, 1);
    const send = (of: Buffer, unit: string) => full(Readable.from([of]), unit);
    expect(await refusal(send(bytes, 'archive'))).toBe('upload/storage-full');
    expect([store.path(createHash('sha256').update(bytes).digest('hex')), readdirSync(join(folder, 'incoming'))]).toEqual([undefined, []]); // prettier-ignore
    await take(bytes, 'archive');
    expect((await send(bytes, 'archive')).sha256).toHaveLength(64);
  });

  test('is known by its first bytes, however slowly they come; what has too few is no image', async () => {
    const bytes = (await photograph(40, 30, 43).png().toBuffer()) as Buffer;
    expect((await take(bytes, 'museum', 7)).mediaType).toBe('image/png');
    expect(await refusal(take(bytes.subarray(0, 9)))).toBe('heritage/file-type');
  });

  test('that is also a page or an archive is shown without that part', async () => {
    const page = Buffer.from('<html><script>alert("POLYGLOT")</script></html>PK\x03\x04POLYGLOT');
    for (const image of [
      photograph(700, 500, 10).jpeg(),
      photograph(700, 500, 11).png(),
      photograph(700, 500, 12).webp(),
    ]) {
      const facts = await take(Buffer.concat([await image.toBuffer(), page]));
      for (const copy of await copies(facts)) expect(copy.toString('latin1')).not.toContain('POLYGLOT');
    }
  });

  test('of TIFF and AVIF is taken, too', async () => {
    expect((await take(await photograph(300, 200).tiff().toBuffer())).mediaType).toBe('image/tiff');
    expect((await take(await photograph(300, 200).avif({ effort: 0 }).toBuffer())).mediaType).toBe('image/avif');
  });

  test('with more pixels than anybody looks at is refused before they are unpacked', async () => {
    const before = process.resourceUsage().maxRSS;
    expect(await refusal(take(pixelBomb(40_000)))).toBe('heritage/image-too-large');
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(200_000);
  });

  test.each(['comment', 'xmp'] as const)(
    'with a packed text of hundreds of megabytes takes no memory for it: %s',
    async (kind) => {
      const bomb = await textBomb(300, kind);
      expect(bomb.length).toBeLessThan(400_000);
      const before = process.resourceUsage().maxRSS;
      await refusal(take(bomb));
      // The highest it ever was, in kilobytes.
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(200_000);
    },
    30_000,
  );

  test('that is cut off, or says it is one and is not, is broken', async () => {
    const jpeg = await photograph().jpeg().toBuffer();
    expect(await refusal(take(jpeg.subarray(0, jpeg.length / 2)))).toBe('heritage/file-broken');
    const disguised = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('<svg onload="x()"/>')]);
    expect(await refusal(take(disguised))).toBe('heritage/file-broken');
  });
});

test.each([
  ['SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['HTML', '<!doctype html><script>alert(1)</script>'],
  ['PDF', '%PDF-1.7\n1 0 obj\n<<>>\nendobj'],
  ['an archive', 'PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaa'],
  ['a few bytes', 'GIF89a'],
  ['nothing', ''],
])('%s is not taken, and leaves nothing', async (_name, text) => {
  expect(await refusal(take(Buffer.from(text, 'latin1')))).toMatch(/^heritage\/file-(type|broken)$/);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

describe('where a photograph comes from (C2PA)', () => {
  test('is unknown without a manifest, valid with one, invalid once a pixel is another', async () => {
    const signed = await signedPhoto();
    expect((await take(signed)).c2pa).toEqual({ verdict: 'valid' });
    const altered = Buffer.from(signed);
    const last = altered.length - 40;
    altered[last] = altered[last]! ^ 1;
    expect((await take(altered)).c2pa).toEqual({ verdict: 'invalid', code: 'assertion.dataHash.mismatch' });
    expect((await take(await photograph(500, 400, 3).jpeg().toBuffer())).c2pa).toEqual({ verdict: 'unknown' });
  }, 30_000);
});

describe('a video', () => {
  test('is told by its boxes', async () => {
    expect(await take(video())).toMatchObject({
      ...{ kind: 'video', mediaType: 'video/mp4', width: 640, height: 360, durationMs: 12_000, derivatives: [] },
      c2pa: { verdict: 'unknown' },
    });
  });

  test('with a manifest says that it was not validated', async () => {
    const manifest = box('uuid', Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), Buffer.alloc(20));
    expect((await take(video(undefined, manifest))).c2pa).toEqual({ verdict: 'unchecked' });
  });

  test.each([
    [
      'Apple’s and Android’s atom',
      box('udta', box('\xa9xyz', Buffer.from('\0\x12\x15\xc7+10.9560+106.864/', 'latin1'))),
    ],
    ['3GPP’s', box('udta', box('loci', Buffer.alloc(20)))],
    ['metadata key', box('meta', Buffer.from('mdtacom.apple.quicktime.location.ISO6709'))],
  ])('that tells where it was taken is refused: %s', async (_name, place) => {
    expect(await refusal(take(video(place)))).toBe('heritage/file-location');
  });

  test('that tells it beside its movie box is refused, too', async () => {
    const meta = box('meta', Buffer.from('mdtacom.apple.quicktime.location.ISO6709'));
    expect(await refusal(take(video(undefined, meta)))).toBe('heritage/file-location');
  });

  test('with something behind its last box, or cut off, is broken', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>');
    expect(await refusal(take(video(undefined, page)))).toBe('heritage/file-broken');
    expect(await refusal(take(video().subarray(0, 600)))).toBe('heritage/file-broken');
    expect(await refusal(take(box('ftyp', Buffer.from('isom\0\0\0\0isomavc1', 'latin1'))))).toBe(
      'heritage/file-broken',
    );
  });
});

describe('a model', () => {
  test('that is whole is taken', async () => {
    expect(await take(triangle())).toMatchObject({ kind: 'model', mediaType: 'model/gltf-binary', derivatives: [] });
  }, 30_000);

  test('that asks for files elsewhere is refused', async () => {
    const buffers = [{ byteLength: 36, uri: 'https://example.org/track.bin' }];
    expect(await refusal(take(triangle({ buffers })))).toBe('heritage/model-external');
  }, 30_000);

  test('whose parts do not fit, or with something behind it, is broken', async () => {
    const bufferViews = [{ buffer: 0, byteLength: 3_600_000, target: 34962 }];
    expect(await refusal(take(triangle({ bufferViews })))).toBe('heritage/file-broken');
    expect(await refusal(take(Buffer.concat([triangle(), Buffer.from('<html>')])))).toBe('heritage/file-broken');
  }, 30_000);
});

test('a half-received file of a crash is gone at the next start', async () => {
  const endless = (async function* () {
    yield await phonePhoto();
    throw new Error('the line broke');
  })();
  expect(await refusal(store.receive(endless))).toContain('the line broke');
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('while it is looked at it lies sealed, and the scanner sees it in clear', async () => {
  const bytes = Buffer.concat([await phonePhoto(), Buffer.alloc(100_000, 'BIMAT')]);
  const incoming = join(folder, 'incoming');
  let [lying, seen] = [Buffer.alloc(0), Buffer.alloc(0)];
  const looking = {
    isOn: true,
    scan: async (chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
      lying = Buffer.concat(readdirSync(incoming).map((name) => readFileSync(join(incoming, name))));
      for await (const chunk of chunks) seen = Buffer.concat([seen, chunk]);
      return {};
    },
  };
  await takingIn(store, looking)(Readable.from([bytes]), 'museum');
  expect([seen.equals(bytes), lying.length > bytes.length]).toEqual([true, true]);
  expect(lying.toString('latin1')).not.toMatch(/BIMAT|JFIF|Exif/);
  expect(readdirSync(incoming)).toEqual([]);
});
