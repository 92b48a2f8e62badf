import { credentialCommands as commands } from '@daunguon/records';
import type { CommandRoute } from '../command-route.ts';

const route = (path: string, name: keyof typeof commands): CommandRoute => ({
  path: `/api/credential/${path}`,
  transaction: `Credential:${name}`,
  schema: commands[name],
});

export const credentialRoutes: readonly CommandRoute[] = [
  route('issuer-keys', 'RegisterIssuerKey'),
  route('issuer-keys/rotate', 'RotateIssuerKey'),
  route('issuer-keys/theft', 'ReportKeyTheft'),
  route('credentials', 'Issue'),
  route('credentials/bulk', 'IssueBulk'),
  route('credentials/status', 'ChangeStatus'),
  route('credentials/supersede', 'Supersede'),
  route('attestations', 'Attest'),
  route('attestations/withdraw', 'WithdrawAttestation'),
];

/** Path of a list -> record type. */
export const credentialLists = {
  '/api/credential/issuer-keys': 'credential/issuer-key',
  '/api/credential/credentials': 'credential/credential',
  '/api/credential/attestations': 'credential/attestation',
} as const;
