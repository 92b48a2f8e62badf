import { createHmac } from 'node:crypto';
import { seal, unseal } from '../vault/seal.ts';
import { isSealedForSubject, type SubjectKeys } from '../vault/subject-keys.ts';

/** How captured events lie on disk: their contents sealed, and what they are found by as a tag that only the key's holder can make. */
export interface EventSealing {
  /** What an event says, under the key of the unit that captured it, bound to what it is about. AES-256-GCM. */
  sealOf(unit: string, text: string, about: string): string;
  /** Undefined where the unit's key was destroyed. What an earlier version sealed under one key for all opens too. @throws like `open` */
  openOf(unit: string, sealed: string, about: string): string | undefined;
  /** What belongs to no unit. */
  seal(text: string, about: string): string;
  /** @throws when the key is another one, or when bytes or what they are about were changed. */
  open(sealed: string, about: string): string;
  /** 128 bits of HMAC-SHA-256 in base64url: equal for equal values of a name. */
  tag(name: string, value: string): string;
}

/** Keys of their own for events: one for each unit, and two from the vault's root for what is of all. */
export function eventSealing(keys: Pick<SubjectKeys, 'root' | 'seal' | 'open'>): EventSealing {
  const derived = (use: string): Buffer =>
    createHmac('sha256', keys.root)
      .update(JSON.stringify(['daunguon/epcis/v1', use]))
      .digest();
  const [sealing, tagging] = [derived('seal'), derived('tag')];
  const subject = (unit: string): string => `epcis:${unit}`;
  return {
    sealOf: (unit, text, about) => keys.seal(subject(unit), text, about),
    openOf: (unit, sealed, about) =>
      isSealedForSubject(sealed) ? keys.open(subject(unit), sealed, about) : unseal(sealing, sealed, about),
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
