import { writeFile } from 'node:fs/promises';
import encodeQR from 'qr';

export const side = 480;

/** Writes a two-frame Y4M video (4:2:0) of one grey picture, `side` × `side` bytes of luma (16 black, 235 white), for Chromium's fake camera. */
export async function writeStillVideo(path: string, luma: Buffer): Promise<void> {
  const chroma = Buffer.alloc((side * side) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  await writeFile(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${side} H${side} F10:1 Ip A1:1 C420\n`), frame, frame]));
}

/** A video that shows `text` as a QR code on white. */
export async function writeQrVideo(path: string, text: string): Promise<void> {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const scale = Math.floor((side * 0.7) / modules.length);
  const offset = Math.floor((side - scale * modules.length) / 2);
  const luma = Buffer.alloc(side * side, 235);
  modules.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (!dark) return;
      for (let dy = 0; dy < scale; dy++) {
        const start = (offset + y * scale + dy) * side + offset + x * scale;
        luma.fill(16, start, start + scale);
      }
    }),
  );
  await writeStillVideo(path, luma);
}
