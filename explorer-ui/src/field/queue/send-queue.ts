import { ApiError } from '../../api/api-error.ts';
import type { Committed } from '../../api/answers.ts';
import type { Entry, EntryEvent, Photo, Refusal, Sent } from './entry.ts';

/** What sending needs of the world. */
export interface SendPorts {
  /** @throws ApiError, or anything where no answer came in time */
  send(entry: Entry): Promise<Committed>;
  /** True when the gateway has it. @throws as `send` */
  upload(photo: Photo): Promise<void>;
  /** False where the entry is not to be sent any more: somebody discarded it. */
  note(event: EntryEvent): Promise<boolean>;
  sent(sent: Sent): Promise<void>;
  uploaded(digest: string): Promise<void>;
  /** Milliseconds. */
  now(): number;
}

/** How a round ended: all that could be sent was, or nobody answers, or somebody has to sign in first. */
export type RoundEnd = 'done' | 'no-answer' | 'sign-in';

/** 429 and 5xx say that the gateway could not just now; what it says of the entry itself is below 500. */
const couldNot = ({ status }: ApiError): boolean => status >= 500 || status === 429 || status === 408;

/** What an error means for what was sent. An answer without the ledger's word is none. */
const meaningOf = (error: unknown): 'no-answer' | 'sign-in' | Refusal => {
  if (!(error instanceof ApiError) || couldNot(error)) return 'no-answer';
  if (error.kind === 'session-ended') return 'sign-in';
  if (error.kind === 'offline' || error.kind === 'unknown-outcome') return 'no-answer';
  const { code, message, fields } = error;
  // Somebody between refused it, such as the sign-in page of a Wi-Fi: the gateway names a code, and may have taken an earlier try.
  if (code === '') return 'no-answer';
  return { code, message, fields: fields.map(({ pointer, detail }) => ({ pointer, detail })) };
};

/**
 * Sends entries one after the other, the oldest first, then photos. Each is noted as going out before it goes, so that after a crash nobody takes
 * it for unsent; it leaves the queue only with the ledger's transaction id. The first silence ends the round: the next begins with the same
 * request, which the ledger answers once.
 */
export async function sendQueue(
  entries: readonly Entry[],
  photos: () => AsyncIterable<Photo>,
  ports: SendPorts,
): Promise<RoundEnd> {
  for (const entry of entries) {
    const { requestId } = entry;
    if (!(await ports.note({ requestId, at: ports.now(), kind: 'sending' }))) continue;
    try {
      const { txId, blockNumber, held } = await ports.send(entry);
      if (typeof txId !== 'string' || txId === '') throw new Error('no transaction id');
      const { id } = entry.command;
      const { kind, title, unit, role } = entry;
      const isHeld = held.includes(id);
      await ports.sent({
        requestId,
        id,
        kind,
        title,
        unit,
        role,
        txId,
        blockNumber,
        held: isHeld,
        at: ports.now(),
        proven: false,
      });
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'sign-in') {
        await ports.note({ requestId, at: ports.now(), kind: 'turned-away' });
        return meaning;
      }
      if (meaning === 'no-answer') {
        await ports.note({ requestId, at: ports.now(), kind: 'unanswered' });
        return meaning;
      }
      await ports.note({ requestId, at: ports.now(), kind: 'refused', refusal: meaning });
    }
  }
  for await (const photo of photos()) {
    try {
      await ports.upload(photo);
      await ports.uploaded(photo.digest);
    } catch (error) {
      const meaning = meaningOf(error);
      if (typeof meaning === 'string') return meaning;
    }
  }
  return 'done';
}
