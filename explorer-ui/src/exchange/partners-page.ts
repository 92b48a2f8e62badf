import { ChangeDetectionStrategy, Component, computed, inject, resource, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { attempt } from '../command/attempt.ts';
import { CopyBox } from '../shell/copy-box.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { PageState } from '../shell/page-state.ts';
import type { PartnerAnswer } from './exchange-answers.ts';
import { newPartner, type TypedPartner } from './new-partner.ts';
import { PartnerForm } from './partner-form.ts';
import { SureButton } from './sure-button.ts';

/** Systems that read this province's records: made, given a new key, revoked; each key is shown once. */
@Component({
  imports: [CopyBox, PageState, PartnerForm, RouterLink, SureButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('exchange.nav.partners') }}</h1>
    <p class="lead">{{ t('exchange.partners-lead') }}</p>
    @if (key(); as text) {
      <section class="card" role="status"><dn-copy-box [label]="t('exchange.key')" [text]="text" /></section>
    }
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('exchange.none')"
      (again)="answer.reload()"
    />
    @if (items().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('exchange.nav.partners')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('exchange.name') }}</th>
              <th scope="col">{{ t('exchange.scopes') }}</th>
              <th scope="col">{{ t('exchange.today') }}</th>
              <th scope="col">{{ t('exchange.state') }}</th>
              <th scope="col">{{ t('exchange.actions') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (partner of items(); track partner.id) {
              <tr>
                <th scope="row">
                  {{ partner.name }}
                  @if (partner.sandbox) {
                    <small class="badge">{{ t('exchange.sandbox') }}</small>
                  }
                  <br /><small>{{ partner.legalBasis }}</small>
                </th>
                <td>
                  @for (scope of partner.scopes; track scope) {
                    <div>{{ words.of('exchange.scope', scope) }}</div>
                  }
                </td>
                <td>
                  {{ t('exchange.of', { count: formats.number(partner.today), most: formats.number(partner.perDay) }) }}
                </td>
                <td>
                  @if (partner.revokedAt; as at) {
                    {{ t('exchange.revoked', { date: formats.time(at) }) }}
                  } @else {
                    {{ t('exchange.live') }}
                  }
                </td>
                <td>
                  <a [routerLink]="['/exchange/partners', partner.id]">{{ t('exchange.log') }}</a>
                  @if (!partner.revokedAt) {
                    <button type="button" class="plain" [disabled]="asking.busy()" (click)="rotate(partner)">
                      {{ t('exchange.rotate') }}
                    </button>
                    <dn-sure-button
                      [label]="t('exchange.revoke')"
                      [question]="t('exchange.revoke-sure')"
                      [disabled]="asking.busy()"
                      (sure)="revoke(partner)"
                    />
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    @if (answer.hasValue()) {
      <dn-partner-form [busy]="asking.busy()" [errors]="asking.fields()" (sent)="add($event)" />
    }
  `,
})
export class PartnersPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly key = signal('');
  readonly form = viewChild(PartnerForm);
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/exchange/partners', {}, abortSignal),
  });
  readonly items = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));

  async add(typed: TypedPartner): Promise<void> {
    const body = newPartner(typed);
    if (await this.#told(() => this.#api.post('/api/exchange/partners', { body }))) this.form()?.clear();
  }
  async rotate({ id }: PartnerAnswer): Promise<void> {
    await this.#told(() => this.#api.post('/api/exchange/partners/{id}/rotate', { path: { id } }));
  }
  async revoke({ id }: PartnerAnswer): Promise<void> {
    this.key.set('');
    await this.asking.run(() => this.#api.post('/api/exchange/partners/{id}/revoke', { path: { id } }));
    this.answer.reload();
  }
  async #told(ask: () => Promise<{ readonly key: string }>): Promise<boolean> {
    const told = await this.asking.run(ask);
    this.key.set(told?.key ?? '');
    this.answer.reload();
    return told !== undefined;
  }
}
