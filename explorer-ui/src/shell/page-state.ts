import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, type Resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiError } from '../api/api-error.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';

/** What stands in place of contents that are not there: loading, nothing yet, no such thing, refused, offline, not signed in. */
@Component({
  selector: 'dn-page-state',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (of().error(); as error) {
      <div class="card state" role="alert">
        @switch (kind()) {
          @case ('session-ended') {
            <p>{{ t('state.sign-in-first') }}</p>
            <button type="button" class="primary" (click)="session.signIn()">{{ t('session.again') }}</button>
          }
          @case ('offline') {
            <h2>{{ t('state.offline') }}</h2>
            <p>{{ t('state.offline-hint') }}</p>
            <button type="button" class="secondary" (click)="again.emit()">{{ t('state.again') }}</button>
          }
          @case ('not-found') {
            <h2>{{ message() }}</h2>
            <p class="actions">
              <button type="button" class="secondary" (click)="location.back()">{{ t('state.back') }}</button>
              <a class="button secondary" routerLink="/">{{ t('nav.home') }}</a>
            </p>
          }
          @default {
            <h2>{{ t('state.error') }}</h2>
            <p>{{ message() }}</p>
            <button type="button" class="secondary" (click)="again.emit()">{{ t('state.again') }}</button>
          }
        }
      </div>
    } @else if (of().isLoading() && !of().hasValue()) {
      <p class="card state" role="status">{{ t('state.loading') }}</p>
    } @else if (of().hasValue() && empty()) {
      <p class="card state">{{ emptyText() || t('state.empty') }}</p>
    }
  `,
})
export class PageState {
  readonly session = inject(Session);
  readonly location = inject(Location);
  readonly t = inject(Words).t;
  readonly of = input.required<Resource<unknown>>();
  readonly empty = input(false);
  readonly emptyText = input('');
  readonly again = output();
  readonly #error = computed(() => {
    const error = this.of().error();
    // Angular wraps what is no Error subclass of its own realm.
    return error instanceof ApiError ? error : error?.cause instanceof ApiError ? error.cause : null;
  });
  readonly kind = computed(() => this.#error()?.kind ?? 'refused');
  readonly message = computed(() => this.#error()?.message ?? String(this.of().error()));
}
