import { DomainError } from '@daunguon/records';
import { NumberTaken } from '../../vault/number-book.ts';
import type { CredentialDeps } from './credential-deps.ts';
import type { IssueRow } from './issue-credentials.ts';
import { freeHolders, numberTags } from './number-tags.ts';

/**
 * Serial and register numbers are claimed before anything is sealed, so that two commands at once cannot give out the same one. `replaces`:
 * the credential whose numbers its successor may take over. @throws DomainError that names the row and the number
 */
export async function claimNumbers(
  deps: Pick<CredentialDeps, 'numbers' | 'sealed' | 'store' | 'unitKeys'>,
  unit: string,
  rows: readonly (IssueRow & { readonly id: string })[],
  replaces?: string,
): Promise<void> {
  const { numbers } = deps;
  const key = deps.unitKeys.lookUpKey(unit);
  const claims = rows.flatMap((row, index) =>
    numberTags(key, row).map(({ tag, field }) => ({
      tag,
      id: row.id,
      pointer: `/credentials/${index}/contents/${field}`,
    })),
  );
  const now = Date.now();
  const free = new Set(await freeHolders(deps, numbers.held(claims.map(({ tag }) => tag)), now));
  if (replaces !== undefined) free.add(replaces);
  try {
    numbers.claim(claims, free, now);
  } catch (error) {
    if (!(error instanceof NumberTaken)) throw error;
    const wrong = claims.find(({ tag, id }) => tag === error.claim.tag && id === error.claim.id);
    throw new DomainError('credential/number-in-use', '', [{ pointer: wrong?.pointer ?? '', detail: 'number-in-use' }]);
  }
}
