import { computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { Asked, ItemOf } from '../../api/asked.ts';
import { attempt } from '../../command/attempt.ts';
import { HealthRequests } from './health-requests.ts';

/** What the department hears of and decides once. */
export interface Reviewed {
  readonly id: string;
  readonly review?: { readonly verdict: string; readonly at: string } | undefined;
}

type ReviewPath = '/api/health/break-glass' | '/api/health/claim-disputes';

/** What waits for the department's decision, the undecided first. Call in an injection context. */
export function reviewList<Path extends ReviewPath>(path: Path) {
  type Item = ItemOf<Path> & Reviewed;
  const [api, requests] = [inject(Api), inject(HealthRequests)];
  const asking = attempt();
  const answer = resource({
    loader: ({ abortSignal }) => api.get(path, {} as Asked<'GET', Path>, abortSignal),
  });
  return {
    asking,
    answer,
    items: computed(() => {
      const all = answer.hasValue() ? (answer.value() as { readonly items: readonly Item[] }).items : [];
      return [...all.filter(({ review }) => !review), ...all.filter(({ review }) => review)];
    }),
    async review(id: string, verdict: string): Promise<void> {
      await asking.run(() => requests.send<`${ReviewPath}/review`>(`${path}/review`, { id, verdict }));
      answer.reload();
    },
  };
}
export type ReviewList = ReturnType<typeof reviewList>;
