import { importSources } from '../../imported-words.ts';
import type { RecordStatus } from '../../record-state.ts';

/** What is done to one credential without replacing it; `refuse-erasure` changes no status but says why. */
export const credentialActs = ['suspend', 'resume', 'revoke', 'cancel', 'erase', 'refuse-erasure'] as const;
export type CredentialAct = (typeof credentialActs)[number];

/** Legal grounds by act, as codes: a public text could carry a name. */
const groundsByAct = {
  suspend: ['investigation', 'key-theft'],
  resume: ['investigation-closed'],
  revoke: ['fraud', 'not-qualified', 'no-authority', 'altered', 'used-by-other', 'court-decision'],
  cancel: ['issued-in-error', 'key-theft'],
  erase: ['holder-request', 'court-decision'],
  'refuse-erasure': ['register-must-be-kept', 'legal-claim'],
  reissue: ['clerical-error', 'damaged'],
  edit: ['civil-status-change'],
  // Of the first version: which shared database the credential was taken from.
  import: importSources,
} as const satisfies Record<CredentialAct | 'reissue' | 'edit' | 'import', readonly string[]>;
export type ActGround = (typeof groundsByAct)[keyof typeof groundsByAct][number];
export const actGrounds = [...new Set(Object.values(groundsByAct).flat())] as [ActGround, ...ActGround[]];

export const groundFits = (act: keyof typeof groundsByAct, ground: ActGround): boolean =>
  (groundsByAct[act] as readonly string[]).includes(ground);

const transitions: Readonly<Record<CredentialAct, { from: readonly RecordStatus[]; to?: RecordStatus }>> = {
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  revoke: { from: ['active', 'suspended'], to: 'revoked' },
  cancel: { from: ['active', 'suspended'], to: 'cancelled' },
  erase: { from: ['active', 'suspended', 'revoked', 'cancelled', 'superseded'], to: 'erased' },
  'refuse-erasure': { from: ['active', 'suspended', 'revoked', 'cancelled', 'superseded'] },
};

/** The status after the act; undefined where the present one does not allow it. */
export const statusAfter = (status: RecordStatus, act: CredentialAct): RecordStatus | undefined => {
  const { from, to } = transitions[act];
  return from.includes(status) ? (to ?? status) : undefined;
};
