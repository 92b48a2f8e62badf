import { isId } from '@daunguon/proof';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The 16 bytes of a record id (`newId` is the way back). */
export const idBytes = (id: string): Uint8Array => {
  if (!isId(id)) throw new RangeError('not a record id');
  const value = [...id].reduce((sum, digit) => sum * 32n + BigInt(alphabet.indexOf(digit)), 0n);
  return Uint8Array.from({ length: 16 }, (_, at) => Number((value >> BigInt(8 * (15 - at))) & 0xffn));
};
