import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FileChoice } from '../../form/file-choice.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { saveFile } from '../../form/save-file.ts';
import { mayDiscard } from '../queue/entry.ts';
import { sameMember } from '../queue/queue-db.ts';
import { Queue, type QueueItem } from '../queue/queue.ts';
import { exportQueue, importQueue } from '../queue/queue-file.ts';
import { Who } from '../who.ts';

/** Everything recorded on this device and where it stands. */
@Component({
  imports: [FileChoice, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './queue-page.html',
})
export class QueuePage {
  readonly #who = inject(Who);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly queue = inject(Queue);
  /** Request id of the entry whose discarding has to be confirmed. */
  readonly sure = signal('');
  readonly imported = signal<number | null>(null);
  readonly importWrong = signal(false);
  readonly live = computed(() => this.queue.items().filter(({ state }) => state.at !== 'discarded'));
  readonly isEmpty = computed(() => this.queue.isRead() && this.queue.items().length + this.queue.sent().length === 0);
  readonly isKept = resource({ loader: async () => (await navigator.storage?.persisted?.()) ?? false });
  readonly mayDiscard = mayDiscard;

  readonly photosOf = (requestId: string): number =>
    this.queue.photos().filter((photo) => photo.requestId === requestId).length;
  readonly isOther = ({ entry }: QueueItem): boolean => {
    const member = this.#who.member();
    return member !== null && !sameMember(entry, member);
  };

  async discard(requestId: string): Promise<void> {
    await this.queue.discard(requestId);
    this.sure.set('');
  }

  async export(): Promise<void> {
    saveFile(await exportQueue(), `so-vuon-${new Date().toISOString().slice(0, 10)}.json`);
  }

  async import(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    this.imported.set(null);
    this.importWrong.set(false);
    try {
      this.imported.set(await importQueue(file));
      await this.queue.wasAddedTo();
    } catch {
      this.importWrong.set(true);
    }
  }
}
