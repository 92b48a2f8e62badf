import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { Person } from '../vault/vault.ts';

/**
 * What lets its bearer ask, at any later time, in which units a person works: nothing else, and nobody else's. A person has one made for
 * what goes on in their name while they are away. It is the agent's own MAC, so that the agent need keep none.
 */
export interface StandingTokens {
  of(person: Person): string;
  /** undefined for what this agent did not make. */
  read(token: string): Person | undefined;
}

export function standingTokens(dataDir: string): StandingTokens {
  const folder = join(dataDir, 'enrolment');
  const file = join(folder, 'standing.key');
  const key = (): Buffer => {
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      replaceFile(file, [randomBytes(32)], 0o600);
    }
    return readFileSync(file);
  };
  const mac = (body: string): Buffer => createHmac('sha256', key()).update(`daunguon/standing/v1 ${body}`).digest();
  return {
    of: ({ issuer, subject }) => {
      const body = Buffer.from(JSON.stringify([issuer, subject])).toString('base64url');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    read: (token) => {
      const [body = '', sent = ''] = token.split('.');
      const [given, right] = [Buffer.from(sent, 'base64url'), mac(body)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const [issuer = '', subject = ''] = JSON.parse(Buffer.from(body, 'base64url').toString()) as string[];
      return { issuer, subject };
    },
  };
}
