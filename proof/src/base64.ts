/** Standard base64 with padding (RFC 4648 §4). */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** The bytes of standard base64; undefined unless the text is exactly what `toBase64` writes, so that no signed bytes have two spellings. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  let binary;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  // atob skips white space, does without padding and ignores left-over bits.
  if (btoa(binary) !== text) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
};
