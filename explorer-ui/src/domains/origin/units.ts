import { computed, inject, resource } from '@angular/core';
import type { UnitBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { byName } from '../../format/fold.ts';
import { Session } from '../../session/session.ts';

/** Units of the network, by name. Call in an injection context. */
export function unitChoices() {
  const api = inject(Api);
  return resource({
    loader: async ({ abortSignal }) => {
      const { items } = await api.get('/api/registry/units', { query: { limit: '1000' } }, abortSignal);
      return items
        .filter(({ status }) => status === 'active')
        .map(({ id, body: { name, kind, organisation } }) => ({ value: id, label: name, kind, organisation }))
        .sort((a, b) => byName(a.label, b.label));
    },
  });
}

/** Units of the person's own organisation, of these kinds. Call in an injection context. */
export function ownUnits(kinds: readonly UnitBody['kind'][]) {
  const [all, session] = [unitChoices(), inject(Session)];
  const choices = computed(() =>
    (all.hasValue() ? all.value() : []).filter(
      ({ kind, organisation }) => kinds.includes(kind) && organisation === session.member()?.mspId,
    ),
  );
  return { all, choices };
}
