import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api.ts';
import { addressOf, type ItemOf } from '../api/asked.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { pagedItems } from '../record/paged-list.ts';
import { PagedListView } from '../record/paged-list-view.ts';
import { CopyBox } from '../shell/copy-box.ts';
import { PageState } from '../shell/page-state.ts';

/** `GET /api/audit/acts` (gateway-api/src/security/audit-routes.ts). */
type ActLine = ItemOf<'/api/audit/acts'>;

/** Every act of administration of this gateway: found, checked as a chain, taken along as a file. The filter is the address. */
@Component({
  imports: [CopyBox, PagedListView, PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './audit-page.html',
})
export class AuditPage {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly phases = ['asked', 'done', 'refused', 'failed'] as const;
  /** From the address. */
  readonly text = input<string>();
  readonly phase = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly #filters = computed(() => ({
    ...{ text: this.text(), phase: this.phase(), from: this.from(), to: this.to() },
  }));
  readonly isFiltered = computed(() => Object.values(this.#filters()).some(Boolean));
  readonly list = pagedItems('/api/audit/acts', () => ({ query: this.#filters() }));
  readonly csv = computed(() => addressOf('/api/audit/acts.csv', { query: this.#filters() }));
  /** Asked for by the button; as often as it is pressed. */
  readonly asked = signal(0);
  readonly check = resource({
    params: () => this.asked() || undefined,
    loader: ({ abortSignal }) => this.#api.get('/api/audit/check', {}, abortSignal),
  });

  /** An act that no operation is known for stands as it was noted. */
  titleOf({ title, act }: ActLine): string {
    const [vi, en] = title.split(' / ');
    if (en !== undefined) return (this.words.lang() === 'vi' ? vi : en) ?? act;
    return title === '' ? act : this.words.of('call', title);
  }

  find(event: Event): void {
    event.preventDefault();
    const sent = new FormData(event.target as HTMLFormElement);
    const value = (name: string): string | null => String(sent.get(name) ?? '').trim() || null;
    this.go({ text: value('text'), phase: value('phase'), from: value('from'), to: value('to') });
  }

  go(queryParams: Readonly<Record<string, string | null>>): void {
    void this.#router.navigate([], { queryParams });
  }
}
