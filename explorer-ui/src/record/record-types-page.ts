import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import { Lists } from './lists.ts';

/** Every type of record that the network has, by domain. */
@Component({
  imports: [PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('records.title') }}</h1>
    <p class="lead">{{ t('records.lead') }}</p>
    <dn-page-state [of]="lists" (again)="lists.reload()" />
    @for (domain of domains(); track domain.slug) {
      <section class="card">
        <h2>{{ words.of('domain', domain.slug) }}</h2>
        <ul class="plain-list">
          @for (type of domain.types; track type) {
            <li>
              <a [routerLink]="'/records/' + type">{{ words.of('type', type) }}</a>
              @if (counts().get(type); as count) {
                <span class="count"> · {{ formats.number(count) }}</span>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class RecordTypesPage {
  readonly #api = inject(Api);
  readonly #lists = inject(Lists);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly lists = resource({ loader: () => this.#lists.all() });
  readonly formats = inject(Formats);
  readonly #overview = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/overview', {}, abortSignal),
  });
  /** How many of each type: a hint beside the list, which does without where it cannot be read. */
  readonly counts = computed(() => {
    const counts = new Map<string, number>();
    for (const { type, records } of this.#overview.hasValue() ? this.#overview.value().items : [])
      counts.set(type, (counts.get(type) ?? 0) + records);
    return counts;
  });
  readonly domains = computed(() => {
    const types = this.lists.hasValue() ? this.lists.value().map(({ type }) => type) : [];
    const slugs = [...new Set(types.map((type) => type.split('/')[0] ?? ''))];
    return slugs.map((slug) => ({ slug, types: types.filter((type) => type.startsWith(`${slug}/`)) }));
  });
}
