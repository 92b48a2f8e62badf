import { z } from 'zod';
import { idSchema, instantSchema } from '../../schema-parts.ts';

/** Organisations that run a peer, derive the log from it and cosign its checkpoints; three of the four are a quorum. */
export const cosigningOrganisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'] as const;
export const cosigningQuorum = 3;

export const logKeyRoles = ['log', 'cosigner'] as const;
export type LogKeyRole = (typeof logKeyRoles)[number];

/** A verifier key of C2SP signed-note: `<name>+<key id>+<base64 of type and Ed25519 key>`. */
export const vkeySchema = z.string().regex(/^[!-*,-~]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/, 'vkey');

export const registerLogKeySchema = z.strictObject({
  requestId: idSchema,
  vkey: vkeySchema,
  role: z.enum(logKeyRoles),
  validFrom: instantSchema,
  validUntil: instantSchema,
});
export type RegisterLogKey = z.infer<typeof registerLogKeySchema>;

/** A checkpoint of the log with its signatures, as it was published. */
export const recordCheckpointSchema = z.strictObject({
  requestId: idSchema,
  note: z.string().min(1, 'text-empty').max(16_000, 'text-too-long'),
});
export type RecordCheckpoint = z.infer<typeof recordCheckpointSchema>;

/** An organisation's vote for derivation rules; the third vote makes them hold. */
export const agreeRulesSchema = z.strictObject({ requestId: idSchema, rules: z.int().min(2).max(999_999) });
export type AgreeRules = z.infer<typeof agreeRulesSchema>;

/** A key that an organisation registered. */
export interface LogKey {
  readonly vkey: string;
  readonly role: LogKeyRole;
  readonly validFrom: string;
  readonly validUntil: string;
}

/** A checkpoint on the ledger; `size` and `root` (base64) as the note says. */
export interface LedgerCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly at: string;
}

/** Keys outside `r/`: recording a checkpoint makes no leaf, else every checkpoint would ask for the next. */
export const logKeysKey = (mspId: string): string => `k/${mspId}`;
export const ledgerHeadKey = (origin: string): string => `c/${origin}`;
export const ledgerCheckpointKey = (origin: string, size: number): string =>
  `c/${origin}/${String(size).padStart(16, '0')}`;
export const rulesVotesKey = (rules: number): string => `v/rules/${rules}`;
/** The key whose write makes these rules hold (docs/proof-format.md §2). */
export const rulesKey = (rules: number): string => `rules/${rules}`;
