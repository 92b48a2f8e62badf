import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api.ts';
import { CommandSender } from '../../command/command-sender.ts';
import { checkReceipt } from '../../proof/receipt.ts';
import { Session } from '../../session/session.ts';
import { Who } from '../who.ts';
import { isWaiting, stateOf, type Entry, type EntryState, type Photo } from './entry.ts';
import {
  addEvent,
  dropPhoto,
  entryIsSent,
  isProven,
  photoOf,
  readQueue,
  sameMember,
  saveEntry,
  type PhotoNote,
} from './queue-db.ts';
import { sendQueue, type RoundEnd } from './send-queue.ts';

export interface QueueItem {
  readonly entry: Entry;
  readonly state: EntryState;
}

/** A request without an answer for so long is taken for lost; the same one goes out again. */
const answerMs = 20_000;
/** Between two rounds, while nobody answers or a receipt is not proven yet: each pause twice the last, or a phone would ask all day. */
const [firstPauseMs, longestPauseMs] = [3000, 60_000];

/** What was recorded on this device and what has become of it. One tab at a time sends; all show the same. */
@Injectable({ providedIn: 'root' })
export class Queue {
  readonly #api = inject(Api);
  readonly #sender = inject(CommandSender);
  readonly #session = inject(Session);
  readonly #who = inject(Who);
  readonly #tabs = new BroadcastChannel('dn-field');
  readonly #contents = signal<Awaited<ReturnType<typeof readQueue>> | undefined>(undefined);
  readonly #busy = signal(false);
  readonly #end = signal<RoundEnd>('done');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = firstPauseMs;

  readonly isRead = computed(() => this.#contents() !== undefined);
  readonly busy = this.#busy.asReadonly();
  /** How the newest round ended. */
  readonly end = this.#end.asReadonly();
  readonly items = computed<readonly QueueItem[]>(() => {
    const { entries = [], events } = this.#contents() ?? {};
    return entries.map((entry) => ({ entry, state: stateOf(events?.get(entry.requestId) ?? []) }));
  });
  readonly photos = computed(() => this.#contents()?.photos ?? []);
  readonly sent = computed(() => this.#contents()?.sent ?? []);
  readonly waiting = computed(() => this.items().filter(({ state }) => isWaiting(state)));
  readonly refused = computed(() => this.items().filter(({ state }) => state.at === 'refused'));
  readonly discarded = computed(() => this.items().filter(({ state }) => state.at === 'discarded'));
  /** Photos whose entry is on the ledger already. */
  readonly waitingPhotos = computed(() => {
    const queued = new Set(this.items().map(({ entry }) => entry.requestId));
    return this.photos().filter(({ requestId }) => !queued.has(requestId));
  });

  async start(): Promise<void> {
    await this.#read();
    this.#tabs.onmessage = () => void this.#read();
    addEventListener('online', () => this.sendNow());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.sendNow());
    this.sendNow();
  }

  /** On the device's disk when this returns. `instead`: the entry that was written anew. @throws ReplacedWentOut */
  async save(entry: Entry, photos: readonly Photo[], instead?: string): Promise<void> {
    await saveEntry(entry, photos, { instead });
    await this.#changed();
    this.sendNow();
  }

  /** Entries came from a file. */
  async wasAddedTo(): Promise<void> {
    await this.#changed();
    this.sendNow();
  }

  async discard(requestId: string): Promise<void> {
    await this.#add(requestId, 'discarded');
  }
  async restore(requestId: string): Promise<void> {
    await this.#add(requestId, 'restored');
  }
  /** The same request once more, after what stood in its way is gone. */
  async again(requestId: string): Promise<void> {
    await this.#add(requestId, 'again');
    this.sendNow();
  }

  sendNow(): void {
    this.#pauseMs = firstPauseMs;
    void this.#run();
  }

  async #add(requestId: string, kind: 'discarded' | 'restored' | 'again'): Promise<void> {
    await addEvent({ requestId, at: Date.now(), kind });
    await this.#changed();
  }

  async #read(): Promise<void> {
    this.#contents.set(await readQueue());
  }
  async #changed(): Promise<void> {
    await this.#read();
    this.#tabs.postMessage('changed');
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    await navigator.locks.request('dn-field-send', { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      this.#busy.set(true);
      try {
        const end = await this.#round();
        // What was waited for is there: what is waited for next is as near as the first time.
        if (end !== this.#end()) this.#pauseMs = firstPauseMs;
        this.#end.set(end);
        await this.#prove();
      } finally {
        this.#busy.set(false);
      }
    });
    this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const unproven = this.sent().some(({ proven }) => !proven);
    const left = this.#mine().length > 0 || this.#minePhotos().length > 0;
    if (this.end() === 'sign-in' || (!left && !unproven)) return;
    this.#timer = setTimeout(() => void this.#run(), this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
  }

  /** What the person who is signed in may send; others' entries wait for them. */
  #mine(): readonly Entry[] {
    const member = this.#who.member();
    return member === null ? [] : this.waiting().flatMap(({ entry }) => (sameMember(entry, member) ? [entry] : []));
  }

  #minePhotos(): readonly PhotoNote[] {
    const member = this.#who.member();
    return member === null ? [] : this.waitingPhotos().filter((photo) => sameMember(photo, member));
  }

  async #round(): Promise<RoundEnd> {
    await this.#session.load(AbortSignal.timeout(answerMs));
    const answer = this.#session.answer();
    if (answer === null) return 'no-answer';
    await this.#who.learn(answer);
    if (!answer.signedIn) return 'sign-in';
    await this.#read();
    for (let mine = this.#mine(); ; mine = this.#mine()) {
      const end = await sendQueue(mine, () => this.#uploads(), {
        send: ({ transaction, path, command }) =>
          this.#sender.send(transaction, path, command, AbortSignal.timeout(answerMs)),
        upload: async ({ bytes, type, requestId }) => {
          const file = new Blob([bytes], { type });
          // Its batch says whose it is: recorded for another unit, that unit's.
          const batch = this.sent().find((one) => one.requestId === requestId)?.id;
          const until = AbortSignal.timeout(3 * answerMs);
          await this.#api.post('/api/origin/photos', { query: { batch }, body: file }, until);
        },
        note: async (event) => {
          const isNoted = await addEvent(event);
          await this.#changed();
          return isNoted;
        },
        sent: async (sent) => {
          await entryIsSent(sent);
          await this.#changed();
        },
        uploaded: async (digest) => {
          await dropPhoto(digest);
          await this.#changed();
        },
        now: Date.now,
      });
      // Saved meanwhile.
      if (end !== 'done' || this.#mine().length === 0) return end;
    }
  }

  async *#uploads(): AsyncGenerator<Photo> {
    for (const { digest } of this.#minePhotos()) {
      const photo = await photoOf(digest);
      if (photo !== undefined) yield photo;
    }
  }

  /**
   * This device's own check of the receipts: nobody's word counts for it. Every entry makes a record of its own, so that any proof of that record
   * will do; the block of the answer may come after it, and have nothing for the log, where the entry had to be sent twice.
   */
  async #prove(): Promise<void> {
    for (const { requestId, id } of this.sent().filter(({ proven }) => !proven)) {
      if ((await checkReceipt(id)).kind !== 'proven') continue;
      await isProven(requestId);
      await this.#changed();
    }
  }
}
