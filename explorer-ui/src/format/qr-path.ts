export interface QrPath {
  readonly viewBox: string;
  /** SVG path of the dark modules. */
  readonly path: string;
}

/** Modules of quiet zone around a code (ISO/IEC 18004). */
const quiet = 4;

/** A QR code of a text at error correction level M. */
export async function qrPath(text: string): Promise<QrPath> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: quiet });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { viewBox: `0 0 ${rows.length} ${rows.length}`, path };
}
