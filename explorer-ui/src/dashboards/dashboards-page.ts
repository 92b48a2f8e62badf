import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dashboardSlugs } from '@daunguon/records';
import { boardWords } from './board-words.ts';

/** Which dashboards there are, and what each counts. */
@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('board.nav') }}</h1>
    <ul class="tiles">
      @for (slug of slugs; track slug) {
        <li>
          <a class="tile" [routerLink]="['/dashboards', slug]"
            ><span
              >{{ w.board(slug) }} <small class="line">{{ w.words.of('board.about', slug) }}</small></span
            ></a
          >
        </li>
      }
    </ul>
  `,
})
export class DashboardsPage {
  readonly w = boardWords();
  readonly slugs = dashboardSlugs;
}
