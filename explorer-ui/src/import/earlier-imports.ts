import { ChangeDetectionStrategy, Component, computed, inject, input, output, type ResourceRef } from '@angular/core';
import type { Answer } from '../api/asked.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';

/** The imports of a unit, newest first; where they come from matters to nobody who reads them. */
export type ImportsAnswer = Answer<'/api/credential/imports'>;

/** The imports that a unit sent before, each to be opened again. */
@Component({
  selector: 'dn-earlier-imports',
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('mapped.earlier') }}</h2>
      <dn-page-state
        [of]="of()"
        [empty]="of().hasValue() && items().length === 0"
        [emptyText]="t('mapped.none')"
        (again)="of().reload()"
      />
      @if (items().length > 0) {
        <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('mapped.earlier')">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ t('exchange.at') }}</th>
                <th scope="col">{{ t('exchange.state') }}</th>
                <th scope="col" class="number">{{ t('mapped.recorded') }}</th>
                <th scope="col">{{ t('exchange.actions') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of items(); track one.importId) {
                <tr>
                  <th scope="row">{{ formats.time(instant(one.at)) }}</th>
                  <td>{{ words.of('mapped.state', one.state) }}</td>
                  <td class="number">{{ formats.number(one.committed) }} / {{ formats.number(one.rows) }}</td>
                  <td>
                    <button type="button" class="plain" (click)="opened.emit(one.importId)">
                      {{ t('bulk.open') }}
                    </button>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </section>
  `,
})
export class EarlierImports {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly of = input.required<ResourceRef<ImportsAnswer | undefined>>();
  readonly opened = output<string>();
  readonly items = computed(() => (this.of().hasValue() ? (this.of().value()?.items ?? []) : []));
  readonly instant = (at: number): string => new Date(at).toISOString();
}
