import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:net';

export interface TestMongo {
  readonly uri: string;
  readonly kind: 'MONGODB_URI' | 'MongoDB in Docker' | 'FerretDB';
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../../..');

const works = (command: string, args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Builds FerretDB v1.24.2 once from the Go module proxy into the data folder. */
const buildFerret = (): string => {
  const binary = join(root, '.daunguon/cache', process.platform === 'win32' ? 'ferretdb.exe' : 'ferretdb-1.24.2');
  if (!existsSync(binary)) {
    mkdirSync(join(root, '.daunguon/cache'), { recursive: true });
    const cwd = join(import.meta.dirname, 'ferretdb');
    execFileSync('go', ['build', '-o', binary, '.'], { cwd, stdio: 'ignore', timeout: 400_000 });
  }
  return binary;
};

const startFerret = async (): Promise<TestMongo> => {
  const binary = buildFerret();
  const directory = mkdtempSync(join(tmpdir(), 'daunguon-ferretdb-'));
  const port = await freePort();
  const child = spawn(binary, [`127.0.0.1:${port}`, directory], { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; tries < 100 && !(await answers(port)); tries += 1) await sleep(100);
  return {
    uri: `mongodb://127.0.0.1:${port}/daunguon`,
    kind: 'FerretDB',
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

const startContainer = async (): Promise<TestMongo> => {
  const { GenericContainer } = await import('testcontainers');
  const container = await new GenericContainer('mongo:8').withExposedPorts(27017).start();
  const uri = `mongodb://${container.getHost()}:${container.getMappedPort(27017)}/daunguon`;
  return { uri, kind: 'MongoDB in Docker', stop: async () => void (await container.stop()) };
};

/** A MongoDB to test against: MONGODB_URI, else Docker, else FerretDB; a string is the reason why there is none. */
export async function startTestMongo(): Promise<TestMongo | string> {
  const given = process.env['MONGODB_URI'];
  if (given) return { uri: given, kind: 'MONGODB_URI', stop: async () => undefined };
  if (works('docker', ['info'])) return startContainer();
  if (!works('go', ['version'])) return 'no MONGODB_URI, no Docker engine, and no Go to build FerretDB with';
  return startFerret();
}
