import type { LedgerIdentity } from '../../vault/vault.ts';

/** Whose inspectors look after goods: agriculture, and industry and trade with its market surveillance. */
const inspecting: readonly string[] = ['AgriMSP', 'TradeMSP'];

export const isInspector = ({ mspId, role }: Pick<LedgerIdentity, 'mspId' | 'role'>): boolean =>
  role === 'inspector' && inspecting.includes(mspId);
