/** Each alarm of the operations page provoked on the running system: it says what, who and one command, and that command is there and answers. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { enrolOwnKey, newPersonKey } from '@daunguon/explorer-ui';
import { inLongRun } from '../../../network/testing/long-run.ts';
import { testUnless } from '../../../network/testing/test-unless.ts';
import { sqliteFile } from '../../../gateway-api/src/index-store/index-generation.ts';
import { statusSchema } from '../../../gateway-api/src/openapi/dashboard-operations.ts';
import { setFaults } from '../../src/node/faults.ts';
import { enrolmentResource } from '../../src/oidc/clients.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { ledgerProcesses, signalAll } from '../fixtures/ledger-nodes.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { processOf } from '../process-of.ts';
import { freshId, startSystem, type System } from '../system.ts';

const root = join(import.meta.dirname, '../../..');
type Alarm = ReturnType<typeof statusSchema.parse>['alarms'][number];

/** Settings under which two alarms are there from the beginning: nobody brings revocations to the channel, and no contract anchors the log. */
const alarmingSettings = {
  DN_REVOKE_COMMAND: JSON.stringify([process.execPath, '-e', 'process.exit(1)', '--']),
  DN_EVM_CONTRACT: '0x000000000000000000000000000000000000dEaD',
};

jest.setTimeout(180_000);
const longTest = inLongRun();
let system: System;
beforeAll(async () => {
  system = await startSystem({ env: alarmingSettings });
}, 240_000);
afterAll(() => system?.stop(), 60_000);

/** One more record on the ledger. */
const record = async (): Promise<void> => {
  const unit = { name: 'Trạm y tế (mẫu)', kind: 'clinic', commune: '26068' };
  const sent = { requestId: freshId(), id: freshId(), ...unit };
  expect((await system.post('/api/registry/units', sent, 'registrar-health')).status).toBe(201);
};
const now = async (): Promise<readonly Alarm[]> =>
  statusSchema.parse((await system.get('/api/operations/status', 'inspector')).body).alarms;
const raised = async (id: string, seconds = 60): Promise<Alarm> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const all = await now();
    const found = all.find((alarm) => alarm.id === id);
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`no alarm ${id}, but ${all.map((alarm) => alarm.id).join(', ')}`);
    await sleep(100);
  }
};
const over = async (id: string, seconds = 60): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  while ((await now()).some((alarm) => alarm.id === id)) {
    if (Date.now() > end) throw new Error(`alarm ${id} does not end`);
    await sleep(100);
  }
};
/** A cosigner that missed a round signs in the next one, for which there has to be something new. */
const signsAgain = async (tries = 12): Promise<void> => {
  await record();
  await over('cosigner', 10).catch((error: unknown) => {
    if (tries === 0) throw error;
    return signsAgain(tries - 1);
  });
};
/** What, who and one command, which is run in the folder of the product. @returns what it printed */
const told = ({ vi, en, command }: Alarm, runs = [0]): string => {
  for (const words of [vi.what, vi.who, en.what, en.who]) expect(words).toMatch(/\S{2,} \S+/);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    ...{ cwd: root, encoding: 'utf8', timeout: 60_000 },
    env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env['PATH']}` },
  });
  expect([command, runs.includes(status ?? -1), runs.includes(status ?? -1) ? '' : stderr]).toEqual([command, true, '']); // prettier-ignore
  return stdout + stderr;
};
const signal = (program: string, name: NodeJS.Signals): void => {
  const pid = processOf(system, program);
  if (pid === undefined) throw new Error(`no process runs ${program}`);
  process.kill(pid, name);
};
const cosigners = 'gateway-api/src/cosigner/main.ts';

longTest('a revocation that nobody brings to the channel is an alarm until somebody does what it says', async () => {
  const { key } = await newPersonKey();
  const token = await accessToken(system.issuer, 'registrar-health', enrolmentResource);
  const { device } = await enrolOwnKey(`http://localhost:${8084 + system.offset}`, token, key, fetch, 'Máy mất');
  expect((await system.post(`/api/devices/${device}/lost`, {}, 'registrar-health')).status).toBe(202);
  const alarm = await raised('revocation');
  expect(alarm.vi.what).toContain('Sở Y tế');
  expect(told(alarm)).toMatch(/^1 certificates of HealthMSP are revoked by configuration \d+/);
  const end = Date.now() + 10_000;
  for (;;) {
    const { items } = (await system.get('/api/devices', 'registrar-health')).body as {
      items: { id: string; refused: unknown }[];
    };
    if (items.find(({ id }) => id === device)?.refused !== null) break;
    if (Date.now() > end) throw new Error('the index does not know of the revocation');
    await sleep(100);
  }
});

longTest('an anchor without its contract', async () => {
  const alarm = await raised('anchor');
  expect(alarm.vi.what).toMatch(/^Neo EVM: \S/);
  told(alarm);
});

const onEmbedded = onFabric ? testUnless('a single peer is put out by the embedded network’s own switch') : longTest;
onEmbedded(
  'a peer that is down is named, and who cannot record meanwhile; its cosigner cannot sign either',
  async () => {
    const network = join(system.dataDir, 'network');
    await setFaults(network, { down: ['peer.EduMSP'] });
    const alarm = await raised('peer');
    expect([alarm.level, alarm.vi.what, alarm.vi.who]).toEqual([
      'warning',
      'Nút ngang hàng không trả lời: Sở Giáo dục và Đào tạo.',
      expect.stringContaining('còn 3 nút, cần 3'),
    ]);
    expect(told(alarm)).toMatch(/^down peer.EduMSP/m);
    await record();
    const unsigned = await raised('cosigner');
    expect([unsigned.level, unsigned.vi.who]).toEqual(['warning', expect.stringContaining('còn 3 tổ chức ký, cần 3')]);
    told(unsigned);
    await setFaults(network, {});
    await over('peer');
    await signsAgain();
  },
);

longTest(
  'cosigners that hang leave new records without a proof, and a log without checkpoints has none at all',
  async () => {
    signal(cosigners, 'SIGSTOP');
    try {
      await record();
      const alarm = await raised('quorum');
      expect([alarm.level, alarm.vi.what]).toEqual(['serious', expect.stringMatching(/[1-9]\d* mục đang chờ/)]);
      told(alarm);
      rmSync(join(system.dataDir, 'log/checkpoints'), { recursive: true });
      signal('gateway-api/src/server.ts', 'SIGKILL');
      await until(async () => (await now()).some(({ id }) => id === 'no-checkpoint'));
      told(await raised('no-checkpoint'));
    } finally {
      signal(cosigners, 'SIGCONT');
    }
    await over('no-checkpoint');
    await over('quorum');
  },
);

longTest('an index that cannot be written stands still, and goes on by itself once it can', async () => {
  const db = new DatabaseSync(sqliteFile(system, 0));
  db.exec('BEGIN IMMEDIATE');
  try {
    await record();
    const alarm = await raised('index', 90);
    expect(alarm.vi.what).toMatch(/Chỉ mục không theo kịp sổ sau khối \d+/);
    // What it builds beside this one is tried where it is built (gateway-api/src/index-store).
    expect(told({ ...alarm, command: `${alarm.command} --help` })).toContain('--beside');
  } finally {
    db.close();
  }
  await over('index');
});

onEmbedded('an index that is behind and catches up says by how much', async () => {
  const network = join(system.dataDir, 'network');
  // A command waits two seconds for a late peer, and then goes on: that is faster than the blocks come, which take more than half a minute.
  await setFaults(network, { late: { TechMSP: 4000 } });
  for (let count = 0; count < 14; count += 1) await record();
  const alarm = await raised('lag', 90);
  expect([alarm.level, alarm.vi.what]).toEqual(['warning', expect.stringMatching(/^Chỉ mục trễ (3[1-9]|\d{2,}) giây/)]);
  expect((await now()).map(({ id }) => id)).not.toContain('index');
  told(alarm);
  await setFaults(network, {});
  await over('lag');
  await signsAgain();
});

longTest('an enrolment agent that hangs', async () => {
  signal('run/sign-in-and-enrolment.ts', 'SIGSTOP');
  const alarm = await raised('enrolment').finally(() => signal('run/sign-in-and-enrolment.ts', 'SIGCONT'));
  told(alarm);
  await over('enrolment');
});

longTest('a ledger that hangs', async () => {
  signalAll(ledgerProcesses(system), 'SIGSTOP');
  const alarm = await raised('ledger').finally(() => signalAll(ledgerProcesses(system), 'SIGCONT'));
  expect(alarm.level).toBe('serious');
  await over('ledger');
  told(alarm);
  // What followed from it ends, too.
  for (const id of ['peer', 'index', 'lag']) await over(id);
  await signsAgain();
  await over('quorum');
});

/** While the gateway starts again it does not answer. */
async function until(ask: () => Promise<boolean>, seconds = 90): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await ask().catch(() => false))) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s`);
    await sleep(200);
  }
}
