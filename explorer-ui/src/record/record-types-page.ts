import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
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
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class RecordTypesPage {
  readonly #lists = inject(Lists);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly lists = resource({ loader: () => this.#lists.all() });
  readonly domains = computed(() => {
    const types = this.lists.hasValue() ? this.lists.value().map(({ type }) => type) : [];
    const slugs = [...new Set(types.map((type) => type.split('/')[0] ?? ''))];
    return slugs.map((slug) => ({ slug, types: types.filter((type) => type.startsWith(`${slug}/`)) }));
  });
}
