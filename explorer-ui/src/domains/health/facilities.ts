import { computed, inject, Injectable, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import { byName } from '../../format/fold.ts';

/** Health facilities of the network, by name. */
@Injectable({ providedIn: 'root' })
export class Facilities {
  readonly #api = inject(Api);
  readonly all = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/registry/units', { query: { limit: '1000' } }, abortSignal),
  });
  readonly choices = computed(() => {
    const items = this.all.hasValue() ? this.all.value().items : [];
    const clinics = items.filter(({ body }) => body.kind === 'clinic');
    return clinics.map(({ id, body }) => ({ value: id, label: body.name })).sort((a, b) => byName(a.label, b.label));
  });

  nameOf(id: string): string {
    return this.choices().find(({ value }) => value === id)?.label ?? id;
  }
}
