import { computed, inject, resource } from '@angular/core';
import type { GrowingAreaBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { byName } from '../../format/fold.ts';
import { listPath } from '../../record/list-path.ts';
import { Session } from '../../session/session.ts';

const growers: readonly string[] = ['farmer', 'packer'];

/** Growing areas to choose from: a farmer's own, everybody's for the department. Call in an injection context. */
export function growingAreas() {
  const [api, session] = [inject(Api), inject(Session)];
  const all = resource({
    params: () => ({ owner: growers.includes(session.role()) ? session.unit() : undefined }),
    loader: async ({ params, abortSignal }) => {
      const path = listPath('/api/origin/growing-areas', { ...params, limit: '1000' });
      const { items } = await api.get<ListAnswer<GrowingAreaBody>>(path, abortSignal);
      return [...items].sort((a, b) => byName(a.body.name, b.body.name));
    },
  });
  const items = computed(() => (all.hasValue() ? all.value() : []));
  return {
    all,
    items,
    choices: computed(() => items().map(({ id, body }) => ({ value: id, label: `${body.puc} · ${body.name}` }))),
  };
}
