import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import type { Entry } from '../queue/entry.ts';
import { OwnData } from '../own-data.ts';
import { sameMember } from '../queue/queue-db.ts';
import { Queue } from '../queue/queue.ts';
import { Who } from '../who.ts';
import { comparedFields } from '../compared-fields.ts';

const paths = {
  harvest: '/api/origin/batches/{id}',
  diary: '/api/origin/diary/{id}',
  receive: '/api/origin/batches/{id}',
  inspection: '/api/origin/inspections/{id}',
} as const;

/** A refused entry: why, and beside it what the ledger has in its place. Nothing is overwritten; the person chooses. */
@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './conflict-page.html',
})
export class ConflictPage {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly #own = inject(OwnData);
  readonly #who = inject(Who);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly queue = inject(Queue);
  /** From the address. */
  readonly requestId = input.required<string>();
  readonly item = computed(() => this.queue.items().find(({ entry }) => entry.requestId === this.requestId()));
  readonly refusal = computed(() => {
    const state = this.item()?.state;
    return state?.at === 'refused' ? state.refusal : undefined;
  });
  readonly theirs = resource({
    params: () => (this.refusal() === undefined ? undefined : this.item()?.entry),
    loader: ({ params: entry, abortSignal }) => this.#onLedger(entry, abortSignal),
  });
  readonly rows = computed(() => {
    const [entry, record] = [this.item()?.entry, this.theirs.hasValue() ? this.theirs.value() : null];
    return entry === undefined ? [] : comparedFields(entry.command, record?.body, this.#nameOf);
  });
  readonly isConflict = computed(() => this.theirs.hasValue() && this.theirs.value() !== null);
  /** Whoever recorded it corrects it. */
  readonly editPath = computed(() => {
    const [entry, member] = [this.item()?.entry, this.#who.member()];
    return entry !== undefined && member !== null && sameMember(entry, member) ? `/${entry.kind}` : null;
  });

  readonly #nameOf = (text: string): string | undefined => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return this.formats.date(text);
    if (/^\d+\.\d+$/.test(text)) return this.formats.number(text);
    return (
      this.#own.areas().find(({ id }) => id === text)?.body.puc ??
      this.#own.own()?.farms.find(({ id }) => id === text)?.body.name
    );
  };

  /** The record that stands where the entry would: of the same id, of the same lot number, or the batch that was to be received. */
  async #onLedger({ kind, command }: Entry, signal: AbortSignal): Promise<RecordState | null> {
    const id = kind === 'receive' ? String(command['batch']) : command.id;
    try {
      return (await this.#api.get(paths[kind], { path: { id } }, signal)).record;
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'not-found') throw error;
    }
    if (kind !== 'harvest') return null;
    const lot = String(command['lot']);
    const { items } = await this.#api.get('/api/origin/batches', { query: { text: lot, limit: '50' } }, signal);
    const same = items.find(({ body }) => body.lot === lot && body.growingArea === command['growingArea']);
    return same ?? null;
  }

  async keepTheirs(): Promise<void> {
    await this.queue.discard(this.requestId());
    await this.#router.navigateByUrl('/queue');
  }

  async again(): Promise<void> {
    await this.queue.again(this.requestId());
    await this.#router.navigateByUrl('/queue');
  }
}
