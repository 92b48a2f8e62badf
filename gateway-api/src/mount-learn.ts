import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandDeps } from './domains/command-routes.ts';
import type { BadgeDeps } from './domains/credential/badge-routes.ts';
import { readCourses } from './learn/course.ts';
import type { LearnParts } from './learn/learn-routes.ts';
import { practice } from './learn/practice.ts';
import { createRateLimit } from './market/rate-limit.ts';
import { openAppointee } from './vault/appointee.ts';
import { openLearnBook } from './vault/learn-book.ts';
import type { Vault } from './vault/vault.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

const hour = 3_600_000;

/** Courses with their live exercises; progress lies in the vault's folder. */
export function mountLearn(
  deps: Pick<CommandDeps, 'config' | 'store' | 'ledger' | 'indexed'>,
  vault: Pick<Vault, 'get'>,
  vaultKey: Buffer,
  keys: SubjectKeys,
  credentials: BadgeDeps,
  now: () => number = Date.now,
): { readonly parts: LearnParts; close(): void } {
  const { issuer: provider, dataDir } = deps.config;
  const dir = join(dataDir, 'learn');
  mkdirSync(dir, { recursive: true });
  mkdirSync(join(dataDir, 'vault'), { recursive: true });
  const exerciser = openAppointee(join(dir, 'exerciser.json'), { vault, keys }, provider);
  const issuer = openAppointee(join(dir, 'issuer.json'), { vault, keys }, provider);
  const book = openLearnBook(join(dataDir, 'vault', 'learned.db'), keys);
  const parts = {
    ...{ courses: readCourses(), practice: practice({ ...deps, exerciser, now }), exerciser, issuer, book, vaultKey },
    ...{ credentials, now, answers: createRateLimit(now, 50_000, hour), lots: createRateLimit(now, 50_000, hour) },
  };
  return { parts, close: () => book.close() };
}
