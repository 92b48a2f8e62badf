import { execFile } from 'node:child_process';

export interface OtherClients {
  /** What `buildOtherClients` gave. */
  readonly program: string;
  /** Address of the log, ending in /log/. */
  readonly log: string;
  /** Verifier keys. */
  readonly logKey: string;
  readonly witnesses: readonly string[];
  /** Address of a bundle of a record, with `?from=`. */
  readonly bundle: string;
}

/** What each check said, by its name; a check that failed says FAILED and why. */
export function runOtherClients({
  program,
  log,
  logKey,
  witnesses,
  bundle,
}: OtherClients): Promise<Record<string, string>> {
  const args = [
    ...['-log', log, '-log-key', logKey, '-bundle', bundle],
    ...witnesses.flatMap((vkey) => ['-witness', vkey]),
  ];
  return new Promise((resolve, reject) => {
    execFile(program, args, (error, stdout, stderr) => {
      const lines = [...stdout.matchAll(/^(\S+): (.*)$/gm)];
      const said = Object.fromEntries(lines.map(([, name = '', text = '']) => [name, text]));
      if ((error?.code ?? 0) === (failing(said).length > 0 ? 1 : 0)) resolve(said);
      else reject(new Error(`it ended with ${error?.code}: ${stdout}${stderr}`));
    });
  });
}

export const failing = (said: Readonly<Record<string, string>>): string[] =>
  Object.keys(said).filter((name) => said[name]?.startsWith('FAILED'));
