import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api.ts';
import { recordPath } from '../domains.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';

/** A record of which only the id is known: finds out its type and goes to its page. */
@Component({
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('record.id') }} {{ id() }}</h1>
    <dn-page-state [of]="found" (again)="found.reload()" />
  `,
})
export class AnyRecordPage {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly found = resource({
    params: () => this.id(),
    loader: async ({ params, abortSignal }) => {
      const { record } = await this.#api.get('/r/{id}/story', { path: { id: params } }, abortSignal);
      await this.#router.navigateByUrl(recordPath(record.type, record.id), { replaceUrl: true });
      return record.type;
    },
  });
}
