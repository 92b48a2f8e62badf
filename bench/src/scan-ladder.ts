import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Picture } from '../../verifier-web/src/browser/scan/decode-message.ts';
import { labelPicture, type View } from './label-pictures.ts';
import { measurement, median, type Measurement } from './measurement.ts';
import { seededNumbers } from './seed.ts';
import { idOf } from './synthetic-block.ts';

const verifier = join(import.meta.dirname, '../../verifier-web/src/browser/scan');
const pictures = 20;

const views: Readonly<Record<string, View>> = {
  clean: {},
  turned: { turned: 180 },
  tilted: { turned: 20, tilted: 0.5 },
  small: { turned: 20, module: 2.5 },
  blurred: { turned: 20, blurred: 3 },
  'low-light': { turned: 20, light: [70, 46], noisy: 6 },
  noisy: { turned: 20, noisy: 60 },
  stained: { turned: 20, stained: 0.08 },
  everything: { turned: 30, tilted: 0.25, blurred: 1.5, light: [110, 60], noisy: 10, stained: 0.03 },
};

interface Read {
  readonly light: boolean;
  readonly large: boolean;
  readonly lightMs: number;
  readonly largeMs: number;
}

/** The verifier's own decoders; the large one takes its WebAssembly from the package, as its worker takes it from beside itself. */
async function decoders() {
  const { prepareZXingModule } = await import('zxing-wasm/reader');
  const wasm = createRequire(join(verifier, 'zxing-worker.ts')).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = readFileSync(wasm);
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(bytes).buffer } });
  const { readLight } = await import('../../verifier-web/src/browser/scan/read-light.ts');
  const { readLarge } = await import('../../verifier-web/src/browser/scan/read-large.ts');
  return { readLight, readLarge };
}

async function timed(read: () => string | null | Promise<string | null>, text: string): Promise<[boolean, number]> {
  const begun = performance.now();
  const said = await read();
  if (said !== null && said !== text) throw new Error(`read ${said} in place of ${text}`);
  return [said === text, performance.now() - begun];
}

/**
 * Share of labels that the scan ladder reads in one picture, kind by kind: the light decoder, then the large one of last resort. A phone's own
 * detector, which comes first where there is one, is in no headless browser and not measured here.
 */
export async function scanLadder(): Promise<Measurement[]> {
  const { readLight, readLarge } = await decoders();
  const look = async (picture: Picture, text: string): Promise<Read> => {
    const [light, lightMs] = await timed(() => readLight(picture), text);
    const [large, largeMs] = await timed(() => readLarge(picture), text);
    return { light, large, lightMs, largeMs };
  };
  await look(labelPicture('warm-up', {}, seededNumbers('warm-up')), 'warm-up');
  const all: Read[] = [];
  const rows: Measurement[] = [];
  const share = (of: readonly Read[], holds: (read: Read) => boolean): number =>
    (100 * of.filter(holds).length) / of.length;
  const row = (name: string, of: readonly Read[], target?: { atLeast: number }): Measurement =>
    measurement({
      ...{ name, value: share(of, ({ light, large }) => light || large) },
      unit:
        `% of ${of.length} pictures read; the large decoder alone ${share(of, ({ large }) => large).toFixed(0)} % ` +
        `(${median(of.map(({ largeMs }) => largeMs)).toFixed(0)} ms), the light one in ${median(of.map(({ lightMs }) => lightMs)).toFixed(0)} ms`,
      ...(target && { target }),
      other: { name: '% by the light decoder alone', value: share(of, ({ light }) => light) },
    });
  for (const [name, view] of Object.entries(views)) {
    const read: Read[] = [];
    for (let number = 0; number < pictures; number += 1) {
      const text = `HTTPS://NGUON.EXAMPLE.VN/R/${idOf('label', number)}`;
      read.push(await look(labelPicture(text, view, seededNumbers(`${name} ${number}`)), text));
    }
    rows.push(row(`scan-ladder/${name}`, read));
    all.push(...read);
  }
  return [row('scan-ladder', all, { atLeast: 80 }), ...rows];
}
