import { inject, resource } from '@angular/core';
import type { UnitBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { byName } from '../../format/fold.ts';

/** Units of the network, by name. Call in an injection context. */
export function unitChoices() {
  const api = inject(Api);
  return resource({
    loader: async ({ abortSignal }) => {
      const { items } = await api.get<ListAnswer<UnitBody>>('/api/registry/units?limit=1000', abortSignal);
      return items
        .filter(({ status }) => status === 'active')
        .map(({ id, body }) => ({ value: id, label: body.name, kind: body.kind }))
        .sort((a, b) => byName(a.label, b.label));
    },
  });
}
