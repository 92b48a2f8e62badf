import type { CredentialKind } from '@daunguon/records';
import { planCredentials } from '../../../domains/credential/bulk-import.ts';
import type { CredentialDeps } from '../../../domains/credential/credential-deps.ts';
import type { IssueRow } from '../../../domains/credential/issue-credentials.ts';
import type { MappedTarget } from '../mapped-import.ts';
import { partDuplicates } from '../plan-rows.ts';

/** Diplomas and certificates that the unit itself issued before: sealed like any other, under its key, with the mark of where they came from. */
export const credentialsTarget = (
  target: 'diplomas' | 'course-certificates',
  deps: CredentialDeps,
  now: () => Date,
): MappedTarget<IssueRow> => ({
  target,
  ownerOf: ({ unit }) => `unit ${unit}`,
  plan: async (actor, id, file, imported) => {
    const kind: CredentialKind = target === 'diplomas' ? 'diploma' : 'course-certificate';
    const said = { kind, layout: 'register', values: {}, read: () => file, imported } as const;
    const { errors, ...planned } = await planCredentials(deps, now(), actor, id, said);
    const parted = partDuplicates(errors, file, ({ serialNumber, registerNumber }) =>
      [serialNumber, registerNumber].filter((number): number is string => number !== undefined && number !== ''),
    );
    return { ...planned, ...parted };
  },
});
