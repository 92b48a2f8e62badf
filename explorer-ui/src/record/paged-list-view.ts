import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import type { PagedList } from './paged-list.ts';

/** A list of the API around its contents: loading, none, refused; what is shown of it, how many, and the way to more. */
@Component({
  selector: 'dn-paged-list',
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-page-state [of]="of().first" [empty]="count() === 0" [emptyText]="emptyText()" (again)="of().reload()" />
    @if (count() > 0) {
      <div
        [class.scrolls]="label()"
        [attr.tabindex]="label() ? 0 : null"
        [attr.role]="label() ? 'region' : null"
        [attr.aria-label]="label() || null"
      >
        <ng-content />
      </div>
      <p class="count">{{ t('state.shown', { count: count() }) }}</p>
      @if (of().moreFailed()) {
        <p class="wrong" role="alert">{{ t('state.offline') }}</p>
      }
      @if (of().hasMore()) {
        <button type="button" class="secondary" (click)="of().more()">{{ t('state.more') }}</button>
      }
    }
  `,
})
export class PagedListView {
  readonly t = inject(Words).t;
  readonly of = input.required<PagedList>();
  /** What the table is, for those who do not see it; absent where the contents scroll by themselves. */
  readonly label = input('');
  readonly emptyText = input('');
  readonly count = computed(() => this.of().items().length);
}
