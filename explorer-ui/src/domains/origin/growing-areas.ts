import { computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import { byName } from '../../format/fold.ts';
import { Session } from '../../session/session.ts';

const growers: readonly string[] = ['farmer', 'packer'];

/** Growing areas to choose from: a farmer's own, everybody's for the department. Call in an injection context. */
export function growingAreas() {
  const [api, session] = [inject(Api), inject(Session)];
  const all = resource({
    params: () => ({ owner: growers.includes(session.role()) ? session.unit() : undefined }),
    loader: async ({ params, abortSignal }) => {
      const query = { ...params, limit: '1000' };
      const { items } = await api.get('/api/origin/growing-areas', { query }, abortSignal);
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
