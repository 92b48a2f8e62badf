import { DomainError, fieldProblemText, originCommands, parseCommand, type Language } from '@daunguon/records';

/**
 * What is wrong with a command as the ledger's own schema sees it, by pointer, in the reader's language; empty where nothing is. A page without a
 * network says at once what the ledger would refuse for its form; what it refuses for its contents only the ledger knows.
 */
export function wrongFields(
  transaction: string,
  command: object,
  language: Language,
): Readonly<Record<string, string>> {
  const name = transaction.slice('Origin:'.length) as keyof typeof originCommands;
  try {
    parseCommand(originCommands[name], command);
    return {};
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer, fieldProblemText(detail, language)]));
  }
}
