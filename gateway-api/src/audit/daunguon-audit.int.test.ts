/** The program itself against a gateway's log over HTTP: honest, with a dashboard that says something else or stands elsewhere, a body held back, a forged record. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Json } from '@daunguon/proof';
import { countedStates, type RecordState } from '@daunguon/records';
import { serve, TestLog, type Served } from '../mirror/test-log.ts';

const program = join(import.meta.dirname, 'daunguon-audit.ts');
const dir = mkdtempSync(join(tmpdir(), 'audit-process-'));
let gateway: TestLog;
let served: Served;
/** Where the dashboard stands: the newest ledger block that changed it. */
let asOf = 0;
let dashboard: { issued: string; totals: Record<string, string> };
const totals = (some: Record<string, string>) => ({
  ...Object.fromEntries(countedStates.map((state) => [state, '0'])),
  ...some,
});
const honest = { issued: '30', totals: totals({ active: '27', buffer: '3' }) };

const id = (label: string): string => label.padStart(26, '0');
const digest = 'd'.repeat(64);
const batch = { project: id('P'), projectCode: 'DN-1', vintage: 2025 };
const blockOf = (start: string, end: string, state: string, more: object = {}): Json =>
  ({
    ...batch,
    start,
    end,
    quantity: String(Number(end) - Number(start) + 1),
    issuance: id('S'),
    state,
    issuanceTime: '2026-01-01T00:00:00Z',
    ...more,
  }) as Json;
const put = (type: string, label: string, body: Json, status: RecordState['status'] = 'active') =>
  gateway.put({ id: id(label), type: `carbon/${type}`, body, status });

beforeAll(async () => {
  gateway = new TestLog(join(dir, 'gateway'));
  const entity = (legalEntity: string) => ({ unit: id('V'), legalEntity, at: '2026-01-01T00:00:00Z' });
  put('project', 'P', { code: 'DN-1', legalEntity: '3600000001', stage: 'registered' });
  put('monitoring', 'M', {
    ...{ project: id('P'), from: '2025-01-01', until: '2025-12-31', vintage: 2025, tonnes: '30', stage: 'issued' },
    verifier: id('V'),
    ...{ verification: { ...entity('3600000002'), tonnes: '30', reportDigest: digest }, issuance: id('S') },
    ...{ approval: { ...entity('3600000003'), decision: {} }, reportDigest: digest },
  });
  put('issuance', 'S', { ...batch, start: '1', end: '30', quantity: '30', monitoring: id('M'), block: id('B') });
  put('block', 'B', blockOf('1', '27', 'active'));
  put('block', 'B0', blockOf('28', '30', 'buffer'));
  gateway.publish();
  [dashboard, asOf] = [honest, gateway.log.next() - 1];
  const app = gateway.app();
  served = await serve(app);
  app.get('/api/carbon/totals', (_request, response) => void response.json({ ...dashboard, asOf }));
  // The gateway's last handler answers what it does not know: this route comes before it.
  const { stack } = (app as unknown as { router: { stack: unknown[] } }).router;
  stack.unshift(stack.pop());
  mkdirSync(join(dir, 'trust'));
  writeFileSync(join(dir, 'trust/policy.txt'), gateway.policyText());
  writeFileSync(join(dir, 'trust/policy.json'), JSON.stringify(gateway.policyJson));
});
afterAll(async () => {
  await served.close();
  rmSync(dir, { recursive: true });
});

const run = (...more: string[]): Promise<{ code: number | null; said: string }> => {
  const args = [program, 'carbon', served.url, '--policy', join(dir, 'trust'), ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += String(piece)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
};

interface Report {
  readonly numbers: object;
  readonly findings: readonly { rule: string; record: string; detail: string }[];
  readonly unseen: readonly { type: string; record: string; why: string }[];
  readonly differences: readonly string[];
  readonly compared: boolean;
}
const audited = async (...more: string[]): Promise<[code: number | null, report: Report]> => {
  const { code, said } = await run('--json', ...more);
  return [code, JSON.parse(said) as Report];
};

test('an honest log and dashboard: no difference; a false dashboard number is named', async () => {
  const [code, report] = await audited();
  expect([code, report.findings, report.differences, report.compared]).toEqual([0, [], [], true]);
  expect(report.numbers).toMatchObject({ issued: '30', active: '27', buffer: '3', retired: '0' });

  dashboard = { issued: '31', totals: totals({ active: '26', buffer: '4' }) };
  const lying = await run();
  expect(lying.code).toBe(1);
  expect(lying.said).toContain('active: nhật ký/log 27 ≠ bảng số liệu/dashboard 26');
  expect(lying.said).toContain('issued: nhật ký/log 30 ≠ bảng số liệu/dashboard 31');
  dashboard = honest;
}, 60_000);

test('the dashboard is compared at its own height: behind the log it is right, ahead of it nothing is said', async () => {
  put('block', 'B', blockOf('1', '27', 'blocked'));
  gateway.publish();
  // The log shows 27 blocked units already; the dashboard speaks of the block before.
  expect(await audited()).toMatchObject([0, { differences: [], compared: true, numbers: { blocked: '27' } }]);

  put('block', 'B', blockOf('1', '27', 'active'));
  asOf = gateway.log.next() - 1;
  // Derived, not published: the checkpoint does not reach the dashboard.
  expect(await audited('--wait', '0')).toMatchObject([2, { differences: [], compared: false }]);
  gateway.publish();
  expect(await audited()).toMatchObject([0, { compared: true }]);
}, 60_000);

test('a body that is held back is named, and nobody is accused of what it may explain', async () => {
  const state = put('block', 'B', blockOf('1', '27', 'pending-export'));
  asOf = gateway.log.next() - 1;
  const [commitment] = [...state.bodies.keys()].slice(-1) as [string];
  const body = state.bodies.get(commitment)!;
  state.bodies.delete(commitment);
  gateway.publish();
  dashboard = { issued: '30', totals: totals({ 'pending-export': '27', buffer: '3' }) };
  const [code, report] = await audited('--wait', '0');
  expect(code).toBe(2);
  expect(report.unseen).toMatchObject([{ type: 'carbon/block', record: id('B'), why: 'withheld' }]);
  expect(report.differences.length).toBeGreaterThan(0);
  // Given, everything is checked.
  state.bodies.set(commitment, body);
  expect(await audited()).toMatchObject([0, { unseen: [], differences: [] }]);
  put('block', 'B', blockOf('1', '27', 'active'));
  asOf = gateway.log.next() - 1;
  gateway.publish();
  dashboard = honest;
}, 60_000);

test('a forged block is named', async () => {
  // What three organisations with other chaincode could write: units that were retired come back as active.
  put('block', 'B', blockOf('1', '27', 'retired', { retirement: id('R') }), 'closed');
  put('block', 'B', blockOf('1', '27', 'active'));
  gateway.publish();
  const [code, { findings }] = await audited();
  expect([code, findings]).toEqual([1, [{ rule: 'states', record: id('B'), detail: 'retired → active' }]]);
}, 60_000);

test('wrong usage is 64', async () => {
  expect((await run('--nonsense')).code).toBe(64);
});
