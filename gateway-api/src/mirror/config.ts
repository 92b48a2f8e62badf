import { join } from 'node:path';

/** Where a mirror keeps what it copies and whom it trusts when no option says otherwise. */
export interface MirrorConfig {
  readonly data: string;
  /** Folder with policy.txt and policy.json. */
  readonly policy: string;
}

/** DAUNGUON_DATA: data folder of `npm start` (default .daunguon in the clone). */
export function readMirrorConfig(env: NodeJS.ProcessEnv): MirrorConfig {
  const data = env['DAUNGUON_DATA'] ?? join(import.meta.dirname, '../../../.daunguon');
  return { data: join(data, 'mirror'), policy: join(data, 'trust') };
}
