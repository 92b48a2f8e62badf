import { HttpProblem } from '../http/http-problem.ts';
import { ask } from './enrol-person.ts';

/** A unit in which a person works, and as what. */
export interface Membership {
  readonly mspId: string;
  readonly unit: string;
  readonly role: string;
}

/** Where people work whose programs act in their name while they are away. */
export interface MemberStanding {
  /** By the person's own token, for later. @throws HttpProblem */
  remember(token: string): Promise<string>;
  /** What was remembered asked now: none where the person is no member any more; undefined while the agent does not answer. */
  of(standing: string): Promise<readonly Membership[] | undefined>;
}

/** An ended membership takes effect after so long at the latest. */
const freshMs = 10_000;

export function memberStanding(agentUrl: string, now: () => number = Date.now): MemberStanding {
  const known = new Map<string, { at: number; units: readonly Membership[] }>();
  return {
    remember: async (token) => (await ask<{ standing: string }>(agentUrl, token, '/standing', {})).standing,
    of: async (standing) => {
      const before = known.get(standing);
      if (before !== undefined && now() - before.at < freshMs) return before.units;
      try {
        const { items } = await ask<{ items: readonly Membership[] }>(agentUrl, standing, '/standing');
        known.set(standing, { at: now(), units: items });
        return items;
      } catch (error) {
        if (error instanceof HttpProblem && error.code === 'auth/enrolment-unavailable') return undefined;
        known.delete(standing);
        return [];
      }
    },
  };
}
