import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the command line verifier looks when no option says otherwise. */
export interface CliConfig {
  /** Folder with policy.txt and policy.json. */
  policy: string;
  /** File with the newest head proven on this machine, a log a line. */
  state: string;
}

/**
 * DAUNGUON_DATA: data folder of `npm start` (default .daunguon in the clone); XDG_STATE_HOME: where programs keep what they learned
 * (XDG Base Directory Specification; default ~/.local/state).
 */
function readCliConfig(env: NodeJS.ProcessEnv): CliConfig {
  const data = env['DAUNGUON_DATA'] ?? join(import.meta.dirname, '../../../.daunguon');
  const stateHome = env['XDG_STATE_HOME'] || join(homedir(), '.local/state');
  return { policy: join(data, 'trust'), state: join(stateHome, 'daunguon/heads.json') };
}

export const cliConfig: CliConfig = readCliConfig(process.env);
