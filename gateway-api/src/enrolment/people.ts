import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyRing } from '../vault/key-ring.ts';
import type { SubjectKeys } from '../vault/subject-keys.ts';
import type { Person } from '../vault/vault.ts';

/** Whom the agent knows: by a blinded account, and what is kept about each under a key of their own. */
export interface People {
  /** HMAC-SHA-256 of issuer and subject under a secret of this agent, hexadecimal: nobody else can make or try it. */
  tag(person: Person): string;
  /** Under the key of whom `tag` names, bound to `about`. */
  seal(tag: string, text: string, about: string): string;
  /** Undefined where they were erased. @throws when bytes or what they are about were changed */
  open(tag: string, sealed: string, about: string): string | undefined;
  close(): void;
}

const subjectOf = (tag: string): string => `member:${tag}`;

/** Folder of the agent's own keys: it shares none with a gateway. */
export const agentKeysDir = (dataDir: string): string => join(dataDir, 'enrolment', 'keys');

/** The agent's keys as the gateway has the vault's: by the configured key, else by one that is made in the folder. */
export function openPeople(dataDir: string, configured: string | undefined): People {
  const keys: SubjectKeys = openKeyRing(agentKeysDir(dataDir), configured);
  return {
    tag: keys.tag,
    seal: (tag, text, about) => keys.seal(subjectOf(tag), text, about),
    open: (tag, sealed, about) => keys.open(subjectOf(tag), sealed, about),
    close: keys.close,
  };
}

/**
 * The key of somebody in the book of the agent whose folder this is, for their erasure: whether there is one, and its destruction. Undefined where no
 * agent keeps its book.
 */
export function memberKey(
  dataDir: string,
  configured: string | undefined,
  person: Person,
): { readonly subjects: readonly string[]; destroy(): void; close(): void } | undefined {
  if (!existsSync(join(agentKeysDir(dataDir), 'subject-keys.db'))) return undefined;
  const keys = openKeyRing(agentKeysDir(dataDir), configured);
  const subject = subjectOf(keys.tag(person));
  return {
    subjects: keys.subjects('member').filter((one) => one === subject),
    destroy: () => keys.destroy(subject),
    close: keys.close,
  };
}
