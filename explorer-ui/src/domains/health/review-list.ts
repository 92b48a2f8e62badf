import { computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { HealthRequests } from './health-requests.ts';

/** What the department hears of and decides once. */
export interface Reviewed {
  readonly id: string;
  readonly review?: { readonly verdict: string; readonly at: string } | undefined;
}

/** What waits for the department's decision below `/api/health/<path>`, the undecided first. Call in an injection context. */
export function reviewList<Item extends Reviewed>(path: string) {
  const [api, requests] = [inject(Api), inject(HealthRequests)];
  const asking = attempt();
  const answer = resource({
    loader: ({ abortSignal }) => api.get<{ items: readonly Item[] }>(`/api/health/${path}`, abortSignal),
  });
  return {
    asking,
    answer,
    items: computed(() => {
      const all = answer.hasValue() ? answer.value().items : [];
      return [...all.filter(({ review }) => !review), ...all.filter(({ review }) => review)];
    }),
    async review(id: string, verdict: string): Promise<void> {
      await asking.run(() => requests.send(`${path}/review`, { id, verdict }));
      answer.reload();
    },
  };
}
export type ReviewList = ReturnType<typeof reviewList>;
