import { afterAll, expect, test } from '@jest/globals';
import { Wallet } from 'ethers';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorArtefact } from './anchor-artefact.ts';
import { startAnvil } from './anvil.ts';
import { describeWithAnvil } from './describe-with-anvil.ts';
import { rpc } from './rpc.ts';

const script = (name: string): string => join(import.meta.dirname, name);
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describeWithAnvil('the test chain of npm start', (binary) => {
  const data = mkdtempSync(join(tmpdir(), 'daunguon-evm-'));
  afterAll(() => rmSync(data, { recursive: true }));

  const launch = async (port: number): Promise<ChildProcess> => {
    const args = [script('test-chain-main.ts'), '--data', data, '--port', String(port)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => void (/^ready evm/m.test(chunk.toString()) && resolve()));
      child.once('exit', () => reject(new Error('the test chain ended')));
    });
    return child;
  };
  const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill(signal);
    });

  test('keeps its chain over a stop and a kill -9, and leaves no process behind', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const first = await launch(port);
    await rpc(url, 'anvil_mine', ['0x5']);
    const height = await rpc<string>(url, 'eth_blockNumber');
    expect(await ended(first, 'SIGTERM')).toBe(0);
    await expect(rpc(url, 'eth_blockNumber')).rejects.toThrow();

    const second = await launch(port);
    expect(Number(await rpc<string>(url, 'eth_blockNumber'))).toBeGreaterThanOrEqual(Number(height));
    expect(await rpc(url, 'eth_getCode', [anchorArtefact.address, 'latest'])).not.toBe('0x');
    await ended(second, 'SIGKILL');

    // The node outlived its launcher; the next launcher ends it and goes on with its chain.
    expect(await rpc(url, 'web3_clientVersion')).toMatch(/^anvil/);
    const third = await launch(port);
    expect(Number(await rpc<string>(url, 'eth_blockNumber'))).toBeGreaterThanOrEqual(Number(height));
    expect(await ended(third, 'SIGTERM')).toBe(0);
    await expect(rpc(url, 'eth_blockNumber')).rejects.toThrow();
  }, 30_000);

  test('a node killed with -9 comes back on the same port with its chain', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const launcher = await launch(port);
    const height = Number(await rpc<string>(url, 'eth_blockNumber'));
    process.kill(Number(readFileSync(join(data, 'anvil.pid'), 'utf8')), 'SIGKILL');
    const until = Date.now() + 10_000;
    await new Promise((resolve) => setTimeout(resolve, 200));
    while (!(await rpc(url, 'eth_blockNumber').catch(() => undefined)) && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Number(await rpc<string>(url, 'eth_blockNumber'))).toBeGreaterThanOrEqual(height);
    expect(await ended(launcher, 'SIGTERM')).toBe(0);
    await expect(rpc(url, 'eth_blockNumber')).rejects.toThrow();
  }, 30_000);

  test('the deploy script pays with a key, deploys once, and says what is wrong', async () => {
    const anvil = await startAnvil(binary, { port: 0 });
    const wallet = Wallet.createRandom();
    const keyFile = join(data, 'deployer.key');
    writeFileSync(keyFile, `${wallet.privateKey}\n`, { mode: 0o600 });
    await rpc(anvil.url, 'anvil_setBalance', [wallet.address, '0xde0b6b3a7640000']);
    const deploy = (...args: string[]) =>
      spawnSync(process.execPath, [script('deploy.ts'), ...args], { encoding: 'utf8' });
    const answers = ['đã tạo / created', 'đã có sẵn / stood already'];
    for (const answer of answers)
      expect(deploy('--rpc', anvil.url, '--key-file', keyFile)).toMatchObject({
        status: 0,
        stdout: `${answer}: ${anchorArtefact.address}\n`,
      });
    await anvil.stop();
    expect(deploy('--rpc', anvil.url).status).toBe(1);
    expect(deploy('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining(anchorArtefact.address) });
    expect(deploy().status).toBe(2);
  }, 30_000);
});
