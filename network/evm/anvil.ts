import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A running anvil: an EVM node of its own, loopback only, chain 31337, with published keys. It proves nothing to outsiders. */
export interface Anvil {
  readonly url: string;
  readonly child: ChildProcess;
  /** Ends it in order: the state file is written. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export interface AnvilOptions {
  /** 0: any free port. */
  readonly port: number;
  /** File in which the chain is kept; none: in memory. */
  readonly stateFile?: string;
  /** Web origin whose pages may read the chain; none: no page may. */
  readonly allowOrigin?: string;
  readonly args?: readonly string[];
}

/** Path of npm's anvil for this platform; undefined where there is none. Taken from the platform's package itself, so that no install script is needed. */
export function anvilBinary(): string | undefined {
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const program = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    const manifest = createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${platform}/package.json`);
    return join(dirname(manifest), 'bin', program);
  } catch {
    return undefined;
  }
}

/** Starts anvil and returns once it listens. @throws with its output when it ends before. */
export function startAnvil(binary: string, options: AnvilOptions): Promise<Anvil> {
  const child = spawn(
    binary,
    [
      ...['--host', '127.0.0.1', '--port', String(options.port), '--chain-id', '31337'],
      // A block is final two blocks later instead of sixty-four.
      ...['--slots-in-an-epoch', '1'],
      ...(options.stateFile === undefined ? [] : ['--state', options.stateFile, '--state-interval', '5']),
      ...(options.allowOrigin === undefined ? ['--no-cors'] : ['--allow-origin', options.allowOrigin]),
      ...(options.args ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await gone;
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4096);
      const address = /Listening on (127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (address !== undefined)
        resolve({ url: `http://${address}`, child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void gone.then(() => reject(new Error(`anvil ended before it listened:\n${output}`)));
  });
}
