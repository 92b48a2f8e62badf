/** WebCrypto, which browsers and Node have alike; the caller brings it, this package reaches for nothing. */
export type Subtle = typeof crypto.subtle;
/** So many fresh random bytes. */
export type Random = (length: number) => Uint8Array;

const nonceLength = 12;
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const importKey = (subtle: Subtle, key: Uint8Array, use: 'encrypt' | 'decrypt') =>
  subtle.importKey('raw', owned(key), 'AES-GCM', false, [use]);

/** AES-256-GCM (NIST SP 800-38D): nonce || ciphertext || tag. `about` is bound to it and not stored. */
export const sealBytes = async (
  subtle: Subtle,
  random: Random,
  key: Uint8Array,
  plain: Uint8Array,
  about: Uint8Array,
): Promise<Uint8Array> => {
  const iv = owned(random(nonceLength));
  const algorithm = { name: 'AES-GCM', iv, additionalData: owned(about) };
  const sealed = new Uint8Array(await subtle.encrypt(algorithm, await importKey(subtle, key, 'encrypt'), owned(plain)));
  const out = new Uint8Array(nonceLength + sealed.length);
  out.set(iv);
  out.set(sealed, nonceLength);
  return out;
};

/** Rejects unless key, bytes and `about` are those of sealing. */
export const openBytes = async (
  subtle: Subtle,
  key: Uint8Array,
  sealed: Uint8Array,
  about: Uint8Array,
): Promise<Uint8Array> => {
  const algorithm = { name: 'AES-GCM', iv: owned(sealed.subarray(0, nonceLength)), additionalData: owned(about) };
  const opening = await importKey(subtle, key, 'decrypt');
  return new Uint8Array(await subtle.decrypt(algorithm, opening, owned(sealed.subarray(nonceLength))));
};
