import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { CopyBox } from '../shell/copy-box.ts';
import { PageState } from '../shell/page-state.ts';

interface Said {
  readonly what: string;
  readonly who: string;
}
/** `GET /api/operations/status` (gateway-api/src/openapi/dashboard-operations.ts). */
interface StatusAnswer {
  readonly index: {
    readonly ledgerUp: boolean;
    readonly indexUp: boolean;
    readonly block: number;
    readonly lagSeconds: number;
  };
  readonly peers: readonly { readonly mspId: string; readonly up: boolean }[];
  readonly log: {
    readonly size: number;
    readonly waiting: number;
    readonly checkpoint: { readonly size: number; readonly cosigned: Readonly<Record<string, string>> } | null;
    readonly cosigners: readonly { readonly name: string; readonly state: string }[];
  };
  readonly anchor: {
    readonly textVi: string;
    readonly text: string;
    readonly contract: string;
    readonly newest: { readonly size: string; readonly state: string } | null;
  } | null;
  readonly alarms: readonly {
    readonly id: string;
    readonly level: 'serious' | 'warning';
    readonly vi: Said;
    readonly en: Said;
    readonly command: string;
  }[];
}

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
  readonly status = resource({
    loader: ({ abortSignal }) => this.#api.get<StatusAnswer>('/api/operations/status', abortSignal),
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
