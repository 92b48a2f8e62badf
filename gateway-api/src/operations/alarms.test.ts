import { expect, test } from '@jest/globals';
import { alarmsOf, type Observed } from './alarms.ts';

const cosigners = (...states: string[]) => states.map((state, index) => ({ name: `t${index}`, url: null, state }));
const fine: Observed = {
  ...{ ledgerUp: true, indexUp: true, indexMoves: true, block: 12, lagSeconds: 0, anchor: null },
  peers: ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'].map((mspId) => ({ mspId, up: true })),
  agent: { waiting: 0, waitingSeconds: 0, mspIds: [] },
  places: { dataDir: '/d', networkDir: '/d/network' },
  names: new Map([
    ['t0', { msp: 'AgriMSP', vi: 'Sở Nông nghiệp', en: 'Agriculture' }],
    ['t1', { msp: 'EduMSP', vi: 'Sở Giáo dục', en: 'Education' }],
  ]),
  log: {
    ...{ waiting: 0, trouble: null, checkpoint: { size: 3, root: '', cosigned: {} } },
    cosigners: cosigners('signed', 'signed', 'signed', 'signed'),
  },
};
const with_ = (change: Partial<Observed>): Observed => ({ ...fine, ...change });
const log = (change: Partial<Observed['log']>) => with_({ log: { ...fine.log, ...change } });

const peers = (silent: number) => fine.peers.map((peer, index) => ({ ...peer, up: index >= silent }));

test('nothing is wrong where nothing is', () => {
  expect(alarmsOf(fine)).toEqual([]);
});

test.each([
  ['ledger', 'serious', with_({ ledgerUp: false, indexUp: false })],
  ['peer', 'warning', with_({ peers: peers(1) })],
  ['peer', 'serious', with_({ peers: peers(2) })],
  ['index', 'serious', with_({ indexUp: false, indexMoves: false, lagSeconds: 40 })],
  ['lag', 'warning', with_({ indexUp: false, lagSeconds: 31 })],
  ['no-checkpoint', 'serious', log({ checkpoint: null, trouble: 'no trust policy' })],
  ['quorum', 'serious', log({ trouble: 'no quorum for 5 leaves; missing: t0, t1', waiting: 5 })],
  ['cosigner', 'warning', log({ cosigners: cosigners('signed', 'late', 'signed', 'signed') })],
  ['enrolment', 'warning', with_({ agent: 'silent' })],
  ['revocation', 'serious', with_({ agent: { waiting: 1, waitingSeconds: 61, mspIds: ['EduMSP'] } })],
  ['anchor', 'serious', with_({ anchor: { alarm: true, textVi: 'Hết tiền', text: 'No funds' } })],
] as const)('%s: one alarm, %s, that says what, who, and one command', (id, level, observed) => {
  const alarms = alarmsOf(observed);
  expect(alarms.map((alarm) => [alarm.id, alarm.level])).toEqual([[id, level]]);
  const [alarm] = alarms;
  for (const words of [alarm?.vi.what, alarm?.vi.who, alarm?.en.what, alarm?.en.who, alarm?.command])
    expect(words).toMatch(/\S{2,} \S+/);
  expect(alarm?.command).not.toContain('\n');
});

test('who does not sign is named, and how many more may fail', () => {
  const [alarm] = alarmsOf(log({ cosigners: cosigners('signed', 'unreachable', 'signed', 'signed') }));
  expect([alarm?.vi.what, alarm?.en.what]).toEqual([
    'Không cùng ký lượt vừa rồi: Sở Giáo dục.',
    'Did not cosign the last round: Education.',
  ]);
  expect(alarm?.vi.who).toContain('còn 3 tổ chức ký, cần 3');
});

test('organisations go by their names, those that the trust policy does not know by their ids', () => {
  const [peer] = alarmsOf(with_({ peers: ['EduMSP', 'PortMSP', 'A', 'B', 'C'].map((mspId, at) => ({ mspId, up: at > 1 })) })); // prettier-ignore
  expect(peer?.vi.what).toBe('Nút ngang hàng không trả lời: Sở Giáo dục; PortMSP.');
  const missing = log({ trouble: 'no quorum', waiting: 5, cosigners: cosigners('late', 'late', 'signed', 'signed') });
  expect(alarmsOf(missing).map(({ vi }) => vi.what)).toEqual([
    'Chưa công bố được điểm kiểm tra mới vì thiếu chữ ký của: Sở Nông nghiệp; Sở Giáo dục. 5 mục đang chờ.',
  ]);
  const other = log({ checkpoint: null, trouble: 'no trust policy' });
  expect(alarmsOf(other).map(({ vi }) => vi.what)).toEqual(['Chưa công bố điểm kiểm tra nào (no trust policy).']);
});

test('the worst comes first', () => {
  const observed = {
    ...log({ cosigners: cosigners('signed', 'late', 'signed', 'signed') }),
    anchor: { alarm: true, textVi: 'a', text: 'a' },
  };
  expect(alarmsOf(observed).map(({ level }) => level)).toEqual(['serious', 'warning']);
});
