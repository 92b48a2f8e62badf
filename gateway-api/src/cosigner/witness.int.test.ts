import { afterAll, expect, test } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consistencyProof, openCheckpoint, parseTlogPolicy, parseVkey, type TlogPolicy } from '@daunguon/proof';
import { CosignClient, type Proposal } from '../log/cosign-client.ts';
import { sha256 } from '../log/log-store.ts';
import { idOf, origin, TestLog } from '../mirror/test-log.ts';
import { originHash } from './cosigner.ts';

const dir = mkdtempSync(join(tmpdir(), 'witness-'));
const script = join(import.meta.dirname, 'witness.ts');
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

async function startWitness(logFile: string): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', script, '--name', 'university.example', '--log-file', logFile],
    ...['--data', join(dir, 'data'), '--port', String(port)],
  ]);
  running.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => (chunk.includes('ready') ? resolve() : undefined));
    child.once('exit', () => reject(new Error('the witness ended')));
  });
  return `http://localhost:${port}`;
}
const proposalOf = (log: TestLog): Proposal => ({
  size: log.size,
  note: log.publish({ cosigners: 0 }).head?.note ?? '',
  consistency: (old) => consistencyProof(BigInt(old), BigInt(log.size), log.log.store.nodes, sha256),
});
const patience = (): AbortSignal => AbortSignal.timeout(10_000);

test('a university can run a witness from a key file; killed and started again it still knows what it signed', async () => {
  const log = new TestLog(join(dir, 'log')).put({ id: idOf(1), body: {} });
  const logFile = join(dir, 'log.vkey');
  writeFileSync(logFile, `${log.signer.vkey}\n`);
  const first = await startWitness(logFile);
  const client = new CosignClient('university.example', first);
  const proposal = proposalOf(log);
  const line = await client.cosign(proposal, patience());
  const vkey = readFileSync(join(dir, 'data', 'vkey'), 'utf8').trim();
  expect(parseVkey(vkey)).toMatchObject({ name: 'university.example', algorithm: 4 });
  expect(statSync(join(dir, 'data', 'key')).mode & 0o777).toBe(0o600);
  const policy: TlogPolicy = parseTlogPolicy(`log ${log.signer.vkey}\nwitness university ${vkey}\nquorum university\n`);
  expect([...openCheckpoint(proposal.note + line, policy).cosigned.keys()]).toEqual(['university']);
  const served = await (await fetch(`${first}/${originHash(origin)}/checkpoint`)).text();
  expect(served).toBe(proposal.note + line);

  running[0]?.kill('SIGKILL');
  const second = await startWitness(logFile);
  const fork = new TestLog(join(dir, 'fork')).put({ id: idOf(2), body: {} }, { id: idOf(3), body: {} });
  await expect(new CosignClient('university.example', second).cosign(proposalOf(fork), patience())).rejects.toThrow(
    'university.example answers 422',
  );
  log.put({ id: idOf(4), body: {} });
  const later = proposalOf(log);
  const again = await new CosignClient('university.example', second).cosign(later, patience());
  expect(openCheckpoint(later.note + again, policy).checkpoint.size).toBe(4n);
});

test.each([[script], [join(import.meta.dirname, 'main.ts')]])('%s explains itself', (program) => {
  const help = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--help'], {
    encoding: 'utf8',
  });
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('add-checkpoint');
  expect(spawnSync(process.execPath, [program], { encoding: 'utf8' }).status).toBe(2);
});
