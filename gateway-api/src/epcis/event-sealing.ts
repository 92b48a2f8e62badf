import { createHmac } from 'node:crypto';
import { seal, unseal } from '../vault/seal.ts';

/** How captured events lie on disk: their contents sealed, and what they are found by as a tag that only the key's holder can make. */
export interface EventSealing {
  /** AES-256-GCM, bound to what it is about. */
  seal(text: string, about: string): string;
  /** @throws when the key is another one, or when bytes or what they are about were changed. */
  open(sealed: string, about: string): string;
  /** 128 bits of HMAC-SHA-256 in base64url: equal for equal values of a name. */
  tag(name: string, value: string): string;
}

/** Keys of their own for events, from the vault's. */
export function eventSealing(vaultKey: Buffer): EventSealing {
  const derived = (use: string): Buffer =>
    createHmac('sha256', vaultKey)
      .update(JSON.stringify(['daunguon/epcis/v1', use]))
      .digest();
  const [sealing, tagging] = [derived('seal'), derived('tag')];
  return {
    seal: (text, about) => seal(sealing, text, about),
    open: (sealed, about) => unseal(sealing, sealed, about),
    tag: (name, value) =>
      createHmac('sha256', tagging)
        .update(JSON.stringify([name, value]))
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
  };
}
