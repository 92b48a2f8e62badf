import { existsSync, rmSync } from 'node:fs';
import { genesisFile } from './operated-network.ts';

/** Deletes keys, ledger and certificates; only in a folder that this program made. @throws Error */
export const removeData = (data: string): void => {
  if (existsSync(data) && !existsSync(genesisFile({ data }))) throw new Error(`${data} holds no network`);
  rmSync(data, { recursive: true, force: true });
};
