import qrcode from 'qrcode';

/** Modules of quiet zone on each side (ISO/IEC 18004 §6.3.8). */
export const quietModules = 4;
/** Smallest module that phones and cheap label printers (203 dpi) manage. */
const minModuleMm = 0.4;

export interface QrModules {
  readonly size: number;
  dark(row: number, column: number): boolean;
}

type Segment =
  { readonly data: string; readonly mode: 'alphanumeric' } | { readonly data: Uint8Array; readonly mode: 'byte' };

/** Runs of QR's alphanumeric characters (ISO/IEC 18004 §7.3.4), and bytes for what lies between: a lot in lower case. */
export function segmentsOf(text: string): Segment[] {
  const runs = text.match(/[0-9A-Z $%*+\-./:]+|[^0-9A-Z $%*+\-./:]+/g) ?? [];
  return runs.map((data) =>
    /^[0-9A-Z $%*+\-./:]+$/.test(data)
      ? { data, mode: 'alphanumeric' }
      : { data: new TextEncoder().encode(data), mode: 'byte' },
  );
}

/** The QR matrix of a text: explicit segments, error correction level M. */
export function qrModules(text: string): QrModules {
  const { modules } = qrcode.create(segmentsOf(text), { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: (row, column) => modules.get(row, column) === 1 };
}

/** Module size in millimetres that fills a square box, quiet zone included. @throws when it would be too small to scan. */
export function moduleMm(size: number, boxMm: number): number {
  const mm = boxMm / (size + 2 * quietModules);
  if (mm < minModuleMm) throw new Error(`QR modules of ${mm.toFixed(2)} mm are too small to scan`);
  return mm;
}
