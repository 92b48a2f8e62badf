import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPeers, operatorIdentity } from '../../gateway-api/src/ledger/peers.ts';
import { durableWrites } from './durable-write.ts';
import { batchMaker, freshId, sender } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const width = 32;
const [warmUp, singles] = [32, 320];
const rounds = 8;

const digest = (): string => randomBytes(32).toString('hex');
const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** What one person of a domain sends as a command of its own: a new record. */
interface Single {
  readonly login: string;
  readonly path: string;
  readonly body: () => object;
}

const diploma = () => ({
  kind: 'diploma',
  contents: {
    ...{ issuedOn: day(20), issuer: 'Trường THPT Xuân Lộc (mẫu)', fullName: 'Nguyễn Thị Đo', birthDate: '2008-01-31' },
    ...{ title: 'Bằng tốt nghiệp trung học phổ thông', school: 'Trường THPT Xuân Lộc (mẫu)', graduationYear: 2026 },
    ...{ serialNumber: `DO ${freshId().slice(-12)}`, registerNumber: freshId().slice(-12) },
  },
});
const item = () => ({
  ...{ id: freshId(), kind: 'tangible', workType: 'Đình', name: `Đình ${freshId().slice(-6)}` },
  ...{ summary: { vi: 'Đình làng dựng năm 1850.' }, story: { vi: ['Đình được dựng bên sông.'] }, communes: ['26041'] },
  ...{ rights: { statement: 'cc-by', holder: 'Bảo tàng (mẫu)' }, consent: { level: 'not-needed' } },
});

function singlesOf(system: System): Readonly<Record<string, Single>> {
  const ids = JSON.parse(readFileSync(join(system.data, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  const batch = batchMaker(system);
  return {
    registry: {
      ...{ login: 'registrar', path: '/api/registry/units' },
      body: () => ({ id: freshId(), name: `Hợp tác xã ${freshId().slice(-6)}`, kind: 'farm', commune: '26425' }),
    },
    origin: { login: 'farmer', path: '/api/origin/batches', body: batch },
    ocop: {
      ...{ login: 'packer', path: '/api/ocop/products' },
      body: () => ({
        ...{ id: freshId(), name: `Tiêu ${freshId().slice(-6)}`, group: 'food', subgroup: 'Gia vị' },
        ...{ taxCode: '3600000019', story: { vi: 'Tiêu chín hái từng chùm.' } },
        materials: [{ name: 'Tiêu', batches: [ids['batch-2']] }],
      }),
    },
    credential: {
      ...{ login: 'school', path: '/api/credential/custodial/issue' },
      body: () => ({ credentials: [diploma()] }),
    },
    carbon: {
      ...{ login: 'carbon-owner', path: '/api/carbon/projects' },
      body: () => ({
        ...{ id: freshId(), code: `DO-${freshId().slice(-12)}`, name: 'Nông lâm kết hợp', methodology: 'VM0047' },
        ...{ sector: 'AFOLU', kind: 'removal-nature', commune: '26425', creditingFrom: '2022-01-01' },
        ...{ creditingUntil: '2046-12-31', bufferBps: 1000, coveredByNdc: 'inside' },
      }),
    },
    heritage: { login: 'steward', path: '/api/heritage/items', body: item },
  };
}

/** A bulk command and how many records it writes. */
interface Bulk {
  readonly rows: number;
  send(): Promise<void>;
  close?(): void;
}

/** The department's batches of 64 commitments, as its mixing point sends them. */
function commitments(system: System): Bulk {
  const networkDir = join(system.data, 'network');
  const peers = openPeers(networkDir, 'HealthMSP');
  const network = peers.gateway(operatorIdentity(networkDir, 'HealthMSP')).getNetwork('province');
  const contract = network.getContract('records', 'Health');
  const rows = 64;
  return {
    rows,
    send: async () => {
      const row = () => ({ id: freshId(), commitment: digest() });
      const command = { requestId: freshId(), batch: freshId(), commitments: Array.from({ length: rows }, row) };
      await contract.submitTransaction('CommitBatch', JSON.stringify(command));
    },
    close: () => peers.close(),
  };
}

async function bulksOf(system: System): Promise<Readonly<Record<string, Bulk>>> {
  const [farmer, school] = [await sender(system, 'farmer'), await sender(system, 'school')];
  const batch = batchMaker(system);
  const many = <Row>(rows: number, row: () => Row): Row[] => Array.from({ length: rows }, () => row());
  return {
    origin: { rows: 500, send: () => farmer('/api/origin/batches/bulk', { batches: many(500, () => batch()) }) },
    credential: {
      rows: 500,
      send: () => school('/api/credential/custodial/issue', { credentials: many(500, diploma) }),
    },
    health: commitments(system),
  };
}

/**
 * Records a second of each domain, one a command and in bulk where the domain has a bulk command (health records come in batches alone), three
 * endorsements each; over HTTP by a signed-in person, health by the department's own client. Beside durable SQLite transactions of as many rows.
 */
export async function commitDomains(system: System): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  const floor = durableWrites(singles, 1).reduce((sum, one) => sum + one, 0);
  for (const [domain, { login, path, body }] of Object.entries(singlesOf(system))) {
    const post = await sender(system, login);
    const one = (): Promise<void> => post(path, body());
    await inParallel(warmUp, width, one);
    measured.push(
      measurement({
        name: `commit-domains/${domain}`,
        value: singles / (await inParallel(singles, width, one)),
        unit: `records/s, one a command, ${width} at once`,
        other: { name: 'durable SQLite transactions/s', value: singles / floor },
      }),
    );
  }
  for (const [domain, { rows, send, close }] of Object.entries(await bulksOf(system))) {
    await send();
    const seconds = await inParallel(rounds, 2, send);
    const bulkFloor = durableWrites(rounds, rows).reduce((sum, one) => sum + one, 0);
    close?.();
    measured.push(
      measurement({
        name: `commit-domains/${domain}-bulk`,
        value: (rounds * rows) / seconds,
        unit: `records/s, ${rows} a command, two at once`,
        other: { name: 'durable SQLite rows/s, as many a transaction', value: (rounds * rows) / bulkFloor },
      }),
    );
  }
  return measured;
}
