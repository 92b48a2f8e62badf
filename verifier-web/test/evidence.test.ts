/** Evidence leaves the page as files, and the command line says the same of them, of labels and of liars. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { batchBody, ids, playedLog, serveHonestly } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { testIn } from './in-browser.ts';
import type { RealLog } from './real-log.ts';
import { startStandInChain } from './stand-in-chain.ts';
import { startStandInGateway } from './stand-in-gateway.ts';
import type { StandInGateway } from './stand-in-gateway.ts';
import { openVerifierPage } from './verifier-page.ts';

jest.setTimeout(90_000);

const repository = join(import.meta.dirname, '../..');
const command = join(import.meta.dirname, '../src/cli/daunguon-verify.ts');
const browser: Browser | null = await launchChromium();
const inBrowser = testIn(browser);
const log: RealLog = playedLog();
let folder = '';
let gateway: StandInGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-cli-'));
  gateway = await startStandInGateway();
  serveHonestly(gateway, log, Object.values(ids));
  await writeFile(join(folder, 'policy.txt'), log.policyText());
  await writeFile(join(folder, 'policy.json'), JSON.stringify(log.policyJson([gateway.url])));
});
afterAll(async () => {
  await browser?.close();
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs the command in a process of its own; unless told otherwise with a memory of its own. */
function verify(argument: string, ...options: string[]): Promise<Run> {
  const state = options.includes('--state') ? [] : ['--state', join(folder, `${Math.random()}.json`)];
  const args = [command, argument, '--policy', folder, ...state, ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

async function fileOf(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a label', () => {
  test.each([ids.honest, `HTTPS://NGUON.EXAMPLE.VN/R/${ids.honest}`, '3F8K 2M9Q RT5V WXYZ 01AB CDEG HJ-Z'])(
    '%s: authentic, exit 0',
    async (argument) => {
      const { code, out } = await verify(argument);
      expect([code, out.split('\n')[0]]).toEqual([0, 'HỒ SƠ THẬT, còn hiệu lực']);
      expect(out).toContain('GENUINE RECORD, in force');
      expect(out).toMatch(/commitment +pass/);
    },
  );

  test('a recalled lot is an authentic record: exit 0, and the first line warns', async () => {
    const { code, out } = await verify(ids.recalled);
    expect([code, out.split('\n')[0]]).toEqual([0, 'ĐANG BỊ THU HỒI – không dùng sản phẩm này']);
  });

  test('proven absence: not authentic, exit 1', async () => {
    const { code, out } = await verify(ids.absent);
    expect([code, out.split('\n')[0]]).toEqual([1, 'KHÔNG CÓ HỒ SƠ NÀY']);
  });

  test('a gateway that alters the body, or none at all: cannot confirm, exit 2', async () => {
    gateway.say(`/r/${ids.packer}`, 200, { ...log.bundle(ids.honest), id: ids.packer });
    expect((await verify(ids.packer)).code).toBe(2);
    const nobody = await verify(ids.honest, '--gateway', 'http://127.0.0.1:1');
    expect([nobody.code, nobody.out.split('\n')[0]]).toEqual([
      2,
      'CHƯA KIỂM TRA ĐƯỢC (mất mạng) – không có nghĩa là hàng giả',
    ]);
  });

  test('the newest proven head is kept, and the log must extend it at the next run', async () => {
    const state = join(folder, 'heads.json');
    await verify(ids.honest, '--state', state);
    await verify(ids.held, '--state', state);
    expect(gateway.asked.at(-1)).toBe(`/r/${ids.held}?from=${log.size}`);
  });

  test('a log that shows two histories is told from its own signatures, and the evidence is kept', async () => {
    const state = join(folder, 'witness/heads.json');
    await verify(ids.honest, '--state', state);
    const other = playedLog();
    other.put({ id: ids.unit, type: 'registry/unit', body: { name: 'B' } });
    log.put({ id: ids.unit, type: 'registry/unit', body: { name: 'A' } });
    await verify(ids.honest, '--state', state);
    gateway.say(`/r/${ids.area}`, 200, other.bundle(ids.area, { from: other.size }));
    const { code, err } = await verify(ids.area, '--state', state);
    serveHonestly(gateway, log, [ids.area]);
    expect(code).toBe(2);
    expect(err).toContain('HAI LỊCH SỬ');
    const kept = JSON.parse(await readFile(join(folder, 'witness/two-histories.json'), 'utf8')) as { notes: string[] };
    expect(kept.notes).toHaveLength(2);
  });

  test('what cannot be remembered changes nothing about the verdict', async () => {
    const { code, err } = await verify(ids.honest, '--state', join(command, 'no-folder/heads.json'));
    expect(code).toBe(0);
    expect(err).toContain('could not be remembered');
  });

  test('--rpc asks the chain too', async () => {
    const chain = await startStandInChain(log, { size: 5, root: log.root(5) });
    const json = log.policyJson([chain.url]);
    const [contract, sender] = [`0x${'11'.repeat(20)}`, `0x${'22'.repeat(20)}`];
    const policy = join(folder, 'anchored');
    await mkdir(policy);
    await writeFile(join(policy, 'policy.txt'), log.policyText());
    await writeFile(
      join(policy, 'policy.json'),
      JSON.stringify({ ...json, anchors: [{ chainId: 31337, contract, sender }] }),
    );
    const bundle = await fileOf('anchored.json', log.bundle(ids.honest));
    const { code, out } = await verify(bundle, '--policy', policy, '--rpc', chain.url);
    await chain.close();
    expect(code).toBe(0);
    expect(out).toMatch(/anchor \(chain\) +pass +đạt · size 5, 1 node/);
  });

  test('--json for programs', async () => {
    const { code, out } = await verify(ids.held, '--json');
    expect(JSON.parse(out)).toMatchObject({
      verdict: { code: 'held', tone: 'amber' },
      exitCode: code,
      verification: { authenticity: 'authentic', standing: { status: 'held' } },
    });
  });
});

describe('a file', () => {
  test('a bundle verifies without any network', async () => {
    const path = await fileOf('bundle.json', log.bundle(ids.honest));
    const { code, out } = await verify(path, '--gateway', 'http://127.0.0.1:1');
    expect([code, out.split('\n')[0]]).toEqual([0, 'HỒ SƠ THẬT, còn hiệu lực']);
    expect(out).toContain('Theo tệp được đưa ra');
  });

  test('contents that the holder altered are not authentic: exit 1', async () => {
    const altered = { ...log.bundle(ids.honest), body: batchBody({ weightKg: '9999' }) };
    const { code, out } = await verify(await fileOf('altered.json', altered));
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toContain('KHÔNG KHỚP');
  });

  test('proofs that were altered prove nothing and accuse nobody: exit 2', async () => {
    const bundle = log.bundle(ids.honest);
    const broken = { ...bundle, checkpoint: bundle.checkpoint.replace(/\n\d+\n/, '\n5\n') };
    expect((await verify(await fileOf('broken.json', broken), '--gateway', 'http://127.0.0.1:1')).code).toBe(2);
  });

  inBrowser('what the page saves is read again: evidence offline, .tlog-proof by asking for the standing', async () => {
    if (browser === null) return;
    const at = await openVerifierPage(browser, log);
    serveHonestly(at.gateway, log, Object.values(ids));
    await at.verdictOf(`/R/${ids.honest}`);
    await at.page.locator('#details').click();
    await at.page.locator('.auditor').waitFor();
    const results = await at.page
      .locator('.steps li')
      .evaluateAll((all) => all.map((li) => `${li.dataset['step']} ${li.dataset['result']}`));
    for (const step of [
      'format',
      'log-signature',
      'quorum',
      'state-leaf',
      'record-leaf',
      'map',
      'newest',
      'commitment',
      'freshness',
    ])
      expect(results).toContain(`${step} pass`);
    expect(await at.page.locator('.auditor tbody tr').count()).toBe(4);
    expect(await at.page.locator('.auditor').innerText()).toContain('cổng ký hộ người khai');
    const save = async (words: string): Promise<string> => {
      const downloading = at.page.waitForEvent('download');
      await at.page.getByText(words, { exact: true }).click();
      const download = await downloading;
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    };
    const evidence = await save('Tải bằng chứng');
    const proof = await save('Tải .tlog-proof');
    await at.close();
    expect(JSON.parse(await readFile(evidence, 'utf8'))).toMatchObject({
      evidence: 'daunguon-evidence/1',
      asked: ids.honest,
      verification: { authenticity: 'authentic' },
    });
    const nowhere = ['--gateway', 'http://127.0.0.1:1'];
    expect((await verify(evidence, ...nowhere)).code).toBe(0);
    expect((await verify(proof)).code).toBe(0);
    const alone = await verify(proof, ...nowhere);
    expect(alone.code).toBe(2);
    expect(alone.out).toContain('không chứng minh điều ấy còn hiệu lực');
  });
});

describe('used wrongly', () => {
  test.each([
    ['nothing that names anything', ['hello']],
    ['an unknown option', [ids.honest, '--no-such-option']],
    ['a file that holds no evidence', [command]],
  ])('%s: exit 64 with the usage', async (_what, [argument = '', ...options]) => {
    const { code, err } = await verify(argument, ...options);
    expect(code).toBe(64);
    expect(err).toContain('npx daunguon-verify');
  });

  test('without a policy nothing can be confirmed: exit 2', async () => {
    const { code, err } = await verify(ids.honest, '--policy', join(folder, 'nowhere'));
    expect(code).toBe(2);
    expect(err).toContain('CHƯA KIỂM TRA ĐƯỢC');
  });

  test('from a clone npx finds it', async () => {
    const npx = promisify(execFile)('npx', ['--no-install', 'daunguon-verify', '--help'], { cwd: repository });
    expect((await npx).stdout).toContain('npx daunguon-verify <url');
  });

  test('--help explains every option and exit code', async () => {
    const { code, out } = await verify('--help');
    expect(code).toBe(0);
    for (const word of [
      '--policy',
      '--gateway',
      '--state',
      '--json',
      '0 hồ sơ thật',
      '1 không thật',
      '2 chưa kiểm tra được',
    ])
      expect(out).toContain(word);
  });
});
