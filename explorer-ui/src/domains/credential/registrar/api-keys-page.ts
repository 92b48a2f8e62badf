import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../../../api/api.ts';
import { TextField } from '../../../form/text-field.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { attempt } from '../../../command/attempt.ts';
import { CopyBox } from '../../../shell/copy-box.ts';
import type { ApiKeyAnswer } from './registrar-answers.ts';

/** Keys of the unit's course platforms: made, rotated, revoked; each secret is shown once. */
@Component({
  imports: [CopyBox, PageState, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('api-key.title') }}</h1>
    <p class="lead">{{ t('api-key.lead') }}</p>
    <form class="card form" novalidate (submit)="create($event)">
      <dn-text-field
        [label]="t('api-key.label')"
        [maxlength]="80"
        [value]="label()"
        (valueChange)="label.set($event)"
        [error]="asking.fields()['/label']"
      />
      <button type="submit" class="primary" [disabled]="asking.busy() || label().trim() === ''">
        {{ t('api-key.create') }}
      </button>
    </form>
    @if (secret(); as text) {
      <section class="card" role="status"><dn-copy-box [label]="t('api-key.secret')" [text]="text" /></section>
    }
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    <dn-page-state [of]="keys" [empty]="items().length === 0" [emptyText]="t('api-key.none')" (again)="keys.reload()" />
    @if (items().length > 0) {
      <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('api-key.title')">
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('api-key.label') }}</th>
              <th scope="col">{{ t('api-key.created') }}</th>
              <th scope="col">{{ t('api-key.expires') }}</th>
              <th scope="col">{{ t('api-key.used') }}</th>
              <th scope="col">{{ t('registrar.actions') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (key of items(); track key.id) {
              <tr>
                <th scope="row">{{ key.label }}</th>
                <td>{{ formats.time(key.createdAt) }}</td>
                <td>{{ formats.time(key.expiresAt) }}</td>
                <td>{{ key.lastUsedOn ? formats.date(key.lastUsedOn) : t('api-key.never') }}</td>
                <td>
                  @if (key.revokedAt; as at) {
                    {{ t('api-key.revoked', { date: formats.time(at) }) }}
                  } @else {
                    <button type="button" class="plain" [disabled]="asking.busy()" (click)="rotate(key)">
                      {{ t('api-key.rotate') }}
                    </button>
                    <button type="button" class="plain" [disabled]="asking.busy()" (click)="revoke(key)">
                      {{ t('api-key.revoke') }}
                    </button>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class ApiKeysPage {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly label = signal('');
  readonly secret = signal('');
  readonly keys = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/credential/api-keys', {}, abortSignal),
  });
  readonly items = computed(() => (this.keys.hasValue() ? this.keys.value().items : []));

  async create(event: Event): Promise<void> {
    event.preventDefault();
    const body = { label: this.label().normalize('NFC').trim() };
    await this.#told(() => this.#api.post('/api/credential/api-keys', { body }));
    if (this.secret() !== '') this.label.set('');
  }
  rotate({ id }: ApiKeyAnswer): Promise<void> {
    return this.#told(() => this.#api.post('/api/credential/api-keys/{id}/rotate', { path: { id } }));
  }
  async revoke({ id }: ApiKeyAnswer): Promise<void> {
    this.secret.set('');
    await this.asking.run(() => this.#api.post('/api/credential/api-keys/{id}/revoke', { path: { id } }));
    this.keys.reload();
  }
  async #told(ask: () => Promise<{ readonly secret: string }>): Promise<void> {
    const answer = await this.asking.run(ask);
    this.secret.set(answer?.secret ?? '');
    this.keys.reload();
  }
}
