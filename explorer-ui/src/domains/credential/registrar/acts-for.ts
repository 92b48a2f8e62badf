import { actGrounds, groundFits, statusAfter, type CredentialAct, type CredentialKind } from '@daunguon/records';

type Replacement = 'reissue' | 'edit';
const acts = ['suspend', 'resume', 'revoke', 'cancel', 'erase', 'refuse-erasure'] as const satisfies CredentialAct[];

/** What can be done to a credential of this status: the register of diplomas is kept, so that they are not erased. */
export const actsFor = (kind: CredentialKind, status: string): readonly CredentialAct[] =>
  acts.filter((act) => {
    if (act === 'erase' && kind === 'diploma' && status !== 'cancelled') return false;
    return statusAfter(status as Parameters<typeof statusAfter>[0], act) !== undefined;
  });

export const groundsFor = (act: CredentialAct | Replacement) => actGrounds.filter((ground) => groundFits(act, ground));
