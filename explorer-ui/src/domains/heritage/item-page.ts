import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ItemBody, MediaBody, RecordState, TakenDownMediaBody } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { FormButtons } from '../../command/form-buttons.ts';
import { openForm } from '../../command/open-form.ts';
import { Words } from '../../i18n/words.ts';
import { RecordView } from '../../record/record-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';
import { PageState } from '../../shell/page-state.ts';
import { saveFile } from '../../form/save-file.ts';
import { DescribeForm } from './describe-form.ts';
import { MediaForm } from './media-form.ts';
import { TakedownForm } from './takedown-form.ts';

type AnyMedia = RecordState<MediaBody | TakenDownMediaBody>;

/** One item: what it is, its files, and what its steward or the department can do. */
@Component({
  imports: [DescribeForm, FormButtons, MediaForm, PageState, RecordView, RouterLink, StatusBadge, TakedownForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './item-page.html',
})
export class ItemPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/heritage/items/{id}', { path: { id: params } }, abortSignal),
  });
  readonly media = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/heritage/media', { query: { subject: params, limit: '200' } }, abortSignal),
  });
  readonly #record = computed(() => (this.answer.hasValue() ? this.answer.value().record : undefined));
  readonly body = computed((): ItemBody | undefined => {
    const body = this.#record()?.body;
    return body !== undefined && 'name' in body ? body : undefined;
  });
  readonly takedown = computed(() => {
    const body = this.#record()?.body;
    return body !== undefined && 'takedown' in body ? body.takedown : undefined;
  });
  readonly isSteward = computed(
    () => this.#session.role() === 'steward' && this.#record()?.owner === this.#session.unit(),
  );
  readonly mayTakeDown = computed(
    () => this.isSteward() || (this.#session.role() === 'registrar' && this.#session.member()?.mspId === 'CultureMSP'),
  );
  readonly forms = openForm(
    computed((): readonly ('media' | 'takedown')[] => {
      if (this.body() === undefined) return [];
      return [
        ...(this.isSteward() ? (['media'] as const) : []),
        ...(this.mayTakeDown() ? (['takedown'] as const) : []),
      ];
    }),
  );
  readonly formWords = { media: 'heritage.act.media', takedown: 'heritage.act.takedown' } as const;
  /** What is being filled in for which medium: `describe` or `takedown`, and its id. */
  readonly open = signal('');
  readonly shown = ({ body }: AnyMedia): MediaBody | undefined => ('alt' in body ? body : undefined);
  readonly ground = ({ body }: AnyMedia): string =>
    'takedown' in body ? this.words.of('heritage.ground', body.takedown.ground) : '';
  readonly thumbnail = (body: MediaBody): MediaBody['derivatives'][number] | undefined =>
    body.derivatives.toSorted((a, b) => a.width - b.width)[0];

  /** The very bytes that were sent. */
  readonly taking = attempt();
  async takeMaster({ sha256, mediaType }: MediaBody): Promise<void> {
    const name = `${sha256.slice(0, 16)}.${mediaType.split('/')[1] ?? 'bin'}`;
    const path = { digest: sha256 };
    const file = await this.taking.run(() => this.#api.getFile('/api/heritage/masters/{digest}', { path }));
    if (file !== undefined) saveFile(file, name);
  }

  reload(): void {
    this.answer.reload();
    this.media.reload();
  }
}
