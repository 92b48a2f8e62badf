import { describe, expect, test } from '@jest/globals';
import { actorOf, idOf, refusalOf, txTime } from '../origin/origin-fixtures.ts';
import { agreeRules, holdsAt, recordCheckpoint, registerLogKey } from './log-key-rules.ts';
import type { LedgerCheckpoint, LogKey } from './log-keys.ts';

const requestId = idOf('Q');
const health = actorOf('registrar', '', 'HealthMSP');
const trade = actorOf('registrar', '', 'TradeMSP');
const key: LogKey = {
  vkey: 'health.example+0a1b2c3d+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  role: 'cosigner',
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2028-01-01T00:00:00Z',
};

describe('a key of the log', () => {
  test('is registered by an organisation for itself, and retired by a shorter period', () => {
    const other = { ...key, vkey: key.vkey.replace('health', 'old') };
    expect(registerLogKey([other, key], { requestId, ...key, validUntil: '2026-12-01T00:00:00Z' }, health)).toEqual({
      next: [],
      entries: [{ key: 'k/HealthMSP', value: [other, { ...key, validUntil: '2026-12-01T00:00:00Z' }] }],
      owned: [],
      event: 'LogKeyRegistered',
    });
  });

  test('makes the organisation own its list of keys, from the first on', () => {
    expect(registerLogKey([], { requestId, ...key }, health).owned).toEqual([{ key: 'k/HealthMSP', msp: 'HealthMSP' }]);
  });

  test('is refused for an organisation without a peer, a farmer, and a period that ends first', () => {
    expect(refusalOf(() => registerLogKey([], { requestId, ...key }, trade))).toBe('registry/other-organisation');
    const farmer = actorOf('farmer', idOf('F'), 'HealthMSP');
    expect(refusalOf(() => registerLogKey([], { requestId, ...key }, farmer))).toBe('registry/role-not-allowed');
    const never = { requestId, ...key, validUntil: key.validFrom };
    expect(refusalOf(() => registerLogKey([], never, health))).toBe('registry/period-invalid');
  });

  test('counts from its first instant, and no more at its last', () => {
    expect(holdsAt(key, '2026-01-01T00:00:00.000Z')).toBe(true);
    expect(holdsAt(key, '2025-12-31T23:59:59.999Z')).toBe(false);
    expect(holdsAt(key, '2028-01-01T00:00:00.000Z')).toBe(false);
  });
});

describe('a checkpoint', () => {
  const proven = { origin: 'o', size: 20, root: 'cg==', note: 'n', logSigned: true, organisations: ['A', 'B', 'C'] };
  const head: LedgerCheckpoint = { origin: 'o', size: 10, root: 'cQ==', note: 'm', at: txTime };
  const record = (
    current: { known?: LedgerCheckpoint; head?: LedgerCheckpoint },
    change: Partial<typeof proven> = {},
    who = health,
  ) => recordCheckpoint({ known: undefined, head: undefined, ...current }, { ...proven, ...change }, who, txTime);

  test('is saved under its size and as the head, outside the record prefix', () => {
    const value = { origin: 'o', size: 20, root: 'cg==', note: 'n', at: txTime };
    expect(record({ head })).toEqual({
      next: [],
      entries: [
        { key: 'c/o', value },
        { key: 'c/o/0000000000000020', value },
      ],
      event: 'CheckpointRecorded',
    });
  });

  test.each([
    ['without the log key', {}, { logSigned: false }, 'registry/checkpoint-unsigned'],
    ['with two organisations', {}, { organisations: ['A', 'B'] }, 'registry/checkpoint-quorum'],
    ['with another root for a known size', { known: { ...head, size: 20 }, head }, {}, 'registry/checkpoint-conflict'],
    ['that is known', { known: { ...head, size: 20, root: 'cg==' }, head }, {}, 'registry/checkpoint-known'],
    ['that is older than the head', { head: { ...head, size: 30 } }, {}, 'registry/checkpoint-known'],
  ])('%s is refused', (_name, current, change, code) => {
    expect(refusalOf(() => record(current, change))).toBe(code);
  });

  test('is recorded by a registrar or administrator', () => {
    expect(refusalOf(() => record({}, {}, actorOf('farmer', idOf('F'))))).toBe('registry/role-not-allowed');
  });
});

describe('derivation rules', () => {
  const agree = (votes: string[], msp: string, agreed?: unknown) =>
    agreeRules({ votes, agreed }, { requestId, rules: 2 }, actorOf('registrar', '', msp), txTime);

  test('hold with the third organisation, each counted once', () => {
    expect(agree(['AgriMSP'], 'AgriMSP')).toMatchObject({
      entries: [{ key: 'v/rules/2', value: ['AgriMSP'] }],
      event: 'RulesProposed',
    });
    expect(agree(['AgriMSP', 'EduMSP'], 'TechMSP')).toEqual({
      next: [],
      entries: [
        { key: 'v/rules/2', value: ['AgriMSP', 'EduMSP', 'TechMSP'] },
        { key: 'rules/2', value: { rules: 2, agreedBy: ['AgriMSP', 'EduMSP', 'TechMSP'], at: txTime } },
      ],
      event: 'RulesAgreed',
    });
  });

  test('are agreed once, and by organisations with a peer only', () => {
    expect(refusalOf(() => agree([], 'HealthMSP', { rules: 2 }))).toBe('registry/rules-agreed');
    expect(refusalOf(() => agree([], 'TradeMSP'))).toBe('registry/other-organisation');
  });
});
