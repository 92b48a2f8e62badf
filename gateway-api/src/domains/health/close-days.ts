import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { DomainError, vietnamDate } from '@daunguon/records';
import type { Ledger } from '../../ledger/ledger.ts';
import type { AccessBook } from '../../vault/access-book.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';

export interface CloseDaysDeps {
  readonly book: AccessBook;
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly department: () => LedgerIdentity;
  readonly now: () => number;
}

/** Records the root of every past day of the access log, oldest first, empty days too. Repeats what a killed process began. */
export async function closeDays({ book, ledger, department, now }: CloseDaysDeps): Promise<void> {
  const today = vietnamDate(now());
  const freshId = (): string => newId(randomBytes(16));
  const fresh = () => ({ root: randomBytes(32).toString('hex'), requestId: freshId(), id: freshId() });
  for (;;) {
    const closing = book.nextClosing(today, fresh);
    if (closing === undefined) return;
    try {
      await ledger.submit(department(), 'Health:RecordAccessRoot', closing);
      book.close(closing.day);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'health/root-known') throw error;
      // Closed by a log that this one was restored from: the ledger's root stands.
      book.close(closing.day, false);
    }
  }
}
