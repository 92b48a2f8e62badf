/** The first trust policy of a deployment, as docs/deploy.md has it written. */
import { afterAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { algorithms, readTrustPolicy } from '@daunguon/proof';
import { loadOrCreateKey } from '../gateway-api/src/log/note-key.ts';
import { cosigningOrganisations } from './trust.ts';

const data = mkdtempSync(join(tmpdir(), 'trust-policy-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'trust-policy.ts'), ...args], { encoding: 'utf8' });
const folder = join(data, 'trust');
const whole = [
  ...['--folder', folder, '--log-key', join(data, 'log/vkey'), '--cosigners', join(data, 'cosigners')],
  ...['--cosigners-url', 'http://cosigner:8085', '--gateway', 'https://api.example.vn'],
];

test('names the log, three of the organisations that cosign, and where they and the gateway answer', () => {
  const log = loadOrCreateKey(join(data, 'log'), 'api.example.vn/province/records/abc', algorithms.note);
  for (const { mspId, domain } of cosigningOrganisations)
    loadOrCreateKey(join(data, 'cosigners', mspId), domain, algorithms.cosignature);
  const { status, stdout } = run(...whole);
  expect([status, stdout]).toEqual([0, expect.stringContaining(join(folder, 'policy.txt'))]);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(text('log.vkey').trim()).toBe(log.vkey);
  const policy = readTrustPolicy(text('policy.txt'), JSON.parse(text('policy.json')));
  expect(policy.gateways).toEqual(['https://api.example.vn']);
  expect(text('policy.txt')).toContain('group organisations 3 ');
  for (const { mspId } of cosigningOrganisations) expect(text('policy.txt')).toContain(`http://cosigner:8085/${mspId}`);
});

test('called wrongly it writes nothing and says how', () => {
  for (const args of [whole.slice(2), [...whole, '--quorum', '5'], [...whole, '--nothing']]) {
    const { status, stdout, stderr } = run(...args);
    expect([status, `${stdout}${stderr}`]).toEqual([64, expect.stringContaining('--cosigners-url')]);
  }
});
