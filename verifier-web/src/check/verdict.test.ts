import { describe, expect, test } from '@jest/globals';
import { readTrustPolicy, verify } from '@daunguon/proof';
import { ids, playedLog } from '../../test/cast.ts';
import type { Checked, Failed } from './look-up.ts';
import type { Outcome } from './outcome.ts';
import { copiedWarning, mayBeFake, recallWarning, verdictFor } from './verdict.ts';

const now = Date.UTC(2026, 10, 24, 3);
const gateway = { kind: 'gateway', url: 'https://gateway.example.vn' } as const;
const mirror = { kind: 'mirror', url: 'https://mirror.example.org' } as const;
const log = playedLog();
log.put(
  { id: ids.packer, type: 'registry/accreditation', body: { unit: ids.unit, until: '2026-11-24T02:59:59Z' } },
  {
    id: ids.training,
    type: 'origin/batch',
    body: { lot: 'TH-01', training: true, recalls: [] },
  },
  {
    id: ids.trainingRecalled,
    type: 'origin/batch',
    status: 'recalled',
    body: { lot: 'TH-02', training: true, recalls: [ids.notice] },
  },
  {
    id: ids.notice,
    type: 'registry/accreditation',
    status: 'revoked',
    body: { unit: ids.unit },
    ts: '2026-11-20T18:00:00.000Z',
  },
);
const importedArea = '01E00000000000000000000000';
log.put({
  ...{ id: importedArea, type: 'origin/growing-area' },
  body: { puc: 'VN-DNOR-0001', imported: { source: 'growing-area-database', asOf: '2026-11-01' } },
});
const policy = readTrustPolicy(log.policyText(), log.policyJson([gateway.url], [mirror.url]));

function outcomeOf(id: string, source: Checked['source'] = gateway, failed: Failed[] = []): Outcome {
  const bundle = log.bundle(id, { signing: { at: now / 1000 - 60 } });
  const best = { bundle, source, verification: verify({ bundle, id, policy, now }) };
  const lookup = { label: { kind: 'record', id } as const, best, failed, known: null, head: null, equivocation: null };
  return { kind: 'looked-up', policy, lookup };
}
const nobody = (failed: Failed[]): Outcome => ({
  kind: 'looked-up',
  policy,
  lookup: {
    label: { kind: 'record', id: ids.honest },
    best: null,
    failed,
    known: null,
    head: null,
    equivocation: null,
  },
});

describe('the verdict', () => {
  test.each([
    [ids.honest, 'authentic', 'green', 'HỒ SƠ THẬT, còn hiệu lực'],
    [ids.recalled, 'recalled', 'red', 'ĐANG BỊ THU HỒI – không dùng sản phẩm này'],
    [ids.held, 'held', 'amber', 'ĐANG TẠM GIỮ – chờ kiểm tra, đừng mua, đừng dùng lúc này'],
    [ids.absent, 'absent', 'red', 'KHÔNG CÓ HỒ SƠ NÀY'],
    [ids.packer, 'expired', 'grey', 'HỒ SƠ THẬT, giấy công nhận đã hết hạn ngày 24/11/2026'],
    [ids.notice, 'withdrawn', 'red', 'GIẤY CÔNG NHẬN NÀY ĐÃ BỊ THU HỒI/HỦY từ 21/11/2026'],
  ])('%s: %s, %s', (id, code, tone, vi) => {
    expect(verdictFor(outcomeOf(id), now)).toMatchObject({ code, tone, words: { vi } });
  });

  test('what was imported is genuine as recorded, and nobody saw it come about', () => {
    const { code, scope } = verdictFor(outcomeOf(importedArea), now);
    expect([code, scope[0]?.vi]).toEqual([
      'authentic',
      'Nhập từ cơ sở dữ liệu vùng sản xuất tập trung, số liệu ngày 01/11/2026; không được chứng kiến lúc phát sinh.',
    ]);
    expect(verdictFor(outcomeOf(ids.honest), now).scope).toHaveLength(1);
  });

  test('a copy kept on this device is never called current, however young', () => {
    const saved = { kind: 'saved', savedAt: '2026-11-24T02:59:00.000Z' } as const;
    expect(verdictFor(outcomeOf(ids.honest, saved), now)).toMatchObject({
      code: 'stale',
      tone: 'amber',
      words: { vi: 'HỒ SƠ THẬT, tình trạng biết đến 09:59 24/11/2026' },
      retry: true,
    });
    expect(verdictFor(outcomeOf(ids.recalled, saved), now)).toMatchObject({ code: 'recalled', tone: 'red' });
  });

  test('a mirror is named, and why it was asked', () => {
    const scope = (why: Failed['why']) =>
      verdictFor(outcomeOf(ids.honest, mirror, [{ source: gateway, why }]), now).scope[0]?.en;
    expect(scope('unreachable')).toBe('From the mirror at mirror.example.org: the gateway did not answer.');
    expect(scope('unproven')).toBe('From the mirror at mirror.example.org: the gateway answered without proof.');
  });

  test('nobody answered: no connection is not a fake; an answer without proof is no connection lost', () => {
    const lost = verdictFor(nobody([{ source: gateway, why: 'unreachable' }]), now);
    expect(lost).toMatchObject({ code: 'cannot-check', tone: 'grey', retry: true });
    expect(lost.words.vi).toBe('CHƯA KIỂM TRA ĐƯỢC (mất mạng) – không có nghĩa là hàng giả');
    const page = verdictFor(nobody([{ source: gateway, why: 'unreadable' }]), now);
    expect(page.words.vi).toBe('CHƯA KIỂM TRA ĐƯỢC – không có nghĩa là hàng giả');
  });

  test('without a policy, and of a file that proves only what was recorded', () => {
    expect(verdictFor({ kind: 'no-policy' }, now)).toMatchObject({ code: 'cannot-check', tone: 'grey' });
    for (const included of [true, false])
      expect(verdictFor({ kind: 'tlog-proof', included }, now)).toMatchObject({ code: 'cannot-check', tone: 'grey' });
  });
});

test('what is there to learn with says so first, is never green, and teaches the colours of warnings', () => {
  const green = verdictFor(outcomeOf(ids.training), now);
  expect(green).toMatchObject({ tone: 'grey', words: { vi: 'TẬP HUẤN – không phải hồ sơ thật' } });
  expect(JSON.stringify(green)).not.toMatch(/HỒ SƠ THẬT|GENUINE/);
  const red = verdictFor(outcomeOf(ids.trainingRecalled), now);
  expect(red).toMatchObject({ tone: 'red', words: { vi: 'TẬP HUẤN – không phải hồ sơ thật' } });
  expect(red.scope[0]?.vi).toBe('Nếu là hàng thật: ĐANG BỊ THU HỒI – không dùng sản phẩm này');
  const scans = { scans: 90, communes: 20, copied: true } as never;
  expect([recallWarning(green), copiedWarning(green, scans)]).toEqual([green, green]);
});

test('a fake is reported of what somebody may sell, not of what is there to learn with nor of what was erased', () => {
  const genuine = verdictFor(outcomeOf(ids.honest), now);
  expect(mayBeFake(genuine)).toBe(true);
  expect(mayBeFake({ ...genuine, code: 'erased' })).toBe(false);
  expect(mayBeFake(verdictFor(outcomeOf(ids.training), now))).toBe(false);
});

test('a recall that the gateway reports warns in amber and hides nothing that is proven and worse', () => {
  const green = verdictFor(outcomeOf(ids.honest), now);
  expect(recallWarning(green)).toMatchObject({ tone: 'amber' });
  const red = verdictFor(outcomeOf(ids.recalled), now);
  expect(recallWarning(red)).toBe(red);
});
