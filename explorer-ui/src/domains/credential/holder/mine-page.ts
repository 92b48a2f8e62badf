import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { PageState } from '../../../shell/page-state.ts';
import { DownloadAll } from './download-all-section.ts';
import { ErasureForm } from './erasure-form.ts';
import { fieldText } from './field-text.ts';
import { openMine, shownFields } from './open-mine.ts';
import { RecoverLink } from './recover-link.ts';
import { ShareForm } from './share-form.ts';
import { ShareList } from './share-list.ts';

/** One credential of the person: opened and verified here, shown in part, downloaded, its link renewed, its erasure asked for. */
@Component({
  imports: [DownloadAll, ErasureForm, PageState, RecoverLink, RouterLink, ShareForm, ShareList, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './mine-page.html',
})
export class MinePage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  readonly answer = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/credential/mine', {}, abortSignal),
  });
  readonly held = computed(() =>
    this.answer.hasValue() ? this.answer.value().items.find(({ id }) => id === this.id()) : undefined,
  );
  readonly opened = resource({
    params: () => (this.held()?.opens === true ? this.id() : undefined),
    loader: ({ params }) => openMine(this.#api, params, this.t('holder.not-yet')),
  });
  readonly shown = computed(() => (this.opened.hasValue() ? shownFields(this.opened.value().fields) : []));
  readonly proven = computed(() => this.opened.hasValue() && this.opened.value().proven);
  readonly valueOf = (name: string, value: string): string => fieldText(name, value, this.words, this.formats);
}
