import { openCheckpoint, NoteError, parseVkey, toBase64, type TlogPolicy } from '@daunguon/proof';
import { DomainError, holdsAt, type LogKey, type ProvenCheckpoint } from '@daunguon/records';

/** Registered keys of one organisation. */
export interface OrganisationKeys {
  readonly mspId: string;
  readonly keys: readonly LogKey[];
}

/**
 * What the signatures of a checkpoint prove against the registered keys that are valid at the transaction's time. Each organisation
 * counts once, however many keys it has. @throws DomainError for a malformed note, also when a registered key's signature is false.
 */
export const proveCheckpoint = (
  note: string,
  registered: readonly OrganisationKeys[],
  txTime: string,
): ProvenCheckpoint => {
  const valid = registered.flatMap(({ mspId, keys }) =>
    keys.filter((key) => holdsAt(key, txTime)).map((key) => ({ mspId, role: key.role, vkey: parseVkey(key.vkey) })),
  );
  const cosigners = valid.filter(({ role }) => role === 'cosigner');
  const policy: TlogPolicy = {
    logs: valid.filter(({ role }) => role === 'log').map(({ vkey }) => ({ vkey })),
    witnesses: new Map(cosigners.map(({ vkey }, index) => [String(index), { vkey }])),
    groups: new Map(),
    quorum: 'none',
  };
  try {
    const { checkpoint, logKeys, cosigned } = openCheckpoint(note, policy);
    const organisations = new Set([...cosigned.keys()].map((index) => cosigners[Number(index)]?.mspId ?? ''));
    return {
      origin: checkpoint.origin,
      size: Number(checkpoint.size),
      root: toBase64(checkpoint.root),
      note,
      logSigned: logKeys.length > 0,
      organisations: [...organisations].sort(),
    };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new DomainError('registry/invalid-command', error.message, [{ pointer: '/note', detail: error.code }]);
  }
};
