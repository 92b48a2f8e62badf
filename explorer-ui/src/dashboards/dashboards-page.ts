import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dashboardSlugs } from '@daunguon/records';
import { Words } from '../i18n/words.ts';

/** Which dashboards there are. */
@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ words.t('board.nav') }}</h1>
    <ul class="tiles">
      @for (slug of slugs; track slug) {
        <li>
          <a class="tile" [routerLink]="['/dashboards', slug]">{{ words.of('board', slug) }}</a>
        </li>
      }
    </ul>
  `,
})
export class DashboardsPage {
  readonly words = inject(Words);
  readonly slugs = dashboardSlugs;
}
