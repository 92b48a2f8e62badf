import { createHash } from 'node:crypto';
import { DomainError, vietnamDate } from '@daunguon/records';
import type { HealthDeps } from './health-deps.ts';

/** What a request was answered, with the digest of who asked what. */
interface Answered {
  readonly digest: string;
  readonly answer: object;
}

const keptMs = 30 * 86_400_000;
const dayOf = (time: number): string => vietnamDate(time);

/** Answers that nobody asks for again leave the vault. */
export const sweepAnswers = ({ docs, now }: Pick<HealthDeps, 'docs' | 'now'>): void =>
  docs.removeBefore('request', dayOf(now() - keptMs));

/**
 * Carries a request out, all or nothing, and keeps its answer: sent again by the same account after a lost answer it changes nothing
 * and is answered the same, for thirty days. `work` must not wait for anything. @throws DomainError `registry/request-id-reused` under another's id
 */
export function once<Answer extends object>(
  { docs, now }: Pick<HealthDeps, 'docs' | 'now'>,
  asked: { readonly tag: string; readonly route: string; readonly command: { readonly requestId: string } },
  work: () => Answer,
): Answer {
  const { requestId } = asked.command;
  const digest = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
  return docs.atomically(() => {
    const known = docs.get<Answered>('request', requestId);
    if (known === undefined) {
      const answer = work();
      docs.put('request', requestId, { digest, answer } satisfies Answered, { ref: dayOf(now()) });
      return answer;
    }
    if (known.digest !== digest) throw new DomainError('registry/request-id-reused', requestId);
    return known.answer as Answer;
  });
}
