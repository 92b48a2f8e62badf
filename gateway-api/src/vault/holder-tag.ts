import { createHmac } from 'node:crypto';
import type { Person } from './vault.ts';

/** A holder's account as the sealed store knows it: without the vault's key nobody can tell whose it is, nor try names. */
export const holderTag = (vaultKey: Buffer, { issuer, subject }: Person): string =>
  createHmac('sha256', vaultKey)
    .update(JSON.stringify(['daunguon/holder-tag/v1', issuer, subject]))
    .digest('hex');
