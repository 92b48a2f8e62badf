import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';

const profiles = ['tt-02-2024', 'nd-37-2026', 'fsma-204', 'gacc'] as const;

/** How complete a lot's data are by each set of rules, what is missing in which record, and who owes it; sheets to download. */
@Component({
  imports: [PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './completeness-page.html',
})
export class CompletenessPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly id = input.required<string>();
  /** From the address. */
  readonly profile = input<string>();
  readonly batch = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/batches/{id}', { path: { id: params } }, abortSignal),
  });
  readonly all = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      Promise.all(
        profiles.map((profile) =>
          this.#api.get(
            '/api/origin/batches/{id}/completeness',
            { path: { id: params }, query: { profile } },
            abortSignal,
          ),
        ),
      ),
  });
  readonly shown = computed(() => {
    if (!this.all.hasValue()) return undefined;
    return this.all.value().find(({ profile }) => profile === this.profile()) ?? this.all.value()[0];
  });
  readonly missing = computed(() => this.shown()?.items.filter(({ state }) => state === 'missing') ?? []);
  readonly others = computed(() => this.shown()?.items.filter(({ state }) => state !== 'missing') ?? []);
  /** Growing areas of the family, whose diaries belong to the lot. */
  readonly areas = resource({
    params: () => (this.batch.hasValue() ? this.batch.value() : undefined),
    loader: async ({ params: { record, genealogy }, abortSignal }) => {
      const family = [record.id, ...genealogy.upstream.map(({ id }) => id)];
      const batches = await Promise.all(
        family.map((id) => this.#api.get('/api/origin/batches/{id}', { path: { id } }, abortSignal)),
      );
      return [...new Set(batches.flatMap(({ record: { body } }) => body.growingArea ?? []))];
    },
  });
  readonly labelOf = (label: { readonly vi: string; readonly en: string }): string => label[this.words.lang()];
  readonly unitName = (id: string | null): string =>
    id === null ? this.t('complete.system') : (this.shown()?.units[id]?.name ?? id);
}
