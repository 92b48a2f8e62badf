import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { Cosigners } from '../proof/cosigners.ts';
import { CopyBox } from '../shell/copy-box.ts';
import { Organisations } from '../record/organisations.ts';
import { PageState } from '../shell/page-state.ts';

const everyMs = 5000;

/** Whether the gateway and what it depends on work; what to do where they do not. */
@Component({
  imports: [CopyBox, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './operations-page.html',
})
export class OperationsPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly organisations = inject(Organisations);
  readonly cosigners = inject(Cosigners);
  readonly status = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/operations/status', {}, abortSignal),
  });
  readonly alarms = computed(() =>
    (this.status.hasValue() ? this.status.value().alarms : []).map(({ id, level, vi, en, command }) => ({
      ...{ id, level, command, ...(this.words.lang() === 'vi' ? vi : en) },
    })),
  );
  readonly anchorText = computed(() => {
    const anchor = this.status.hasValue() ? this.status.value().anchor : null;
    return this.words.lang() === 'vi' ? anchor?.textVi : anchor?.text;
  });

  constructor() {
    const timer = setInterval(() => {
      if (!document.hidden) this.status.reload();
    }, everyMs);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
