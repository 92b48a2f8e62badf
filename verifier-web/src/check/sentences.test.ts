import { describe, expect, test } from '@jest/globals';
import { readTrustPolicy, verify } from '@daunguon/proof';
import { batchBody, ids, playedLog } from '../../test/cast.ts';
import type { Outcome } from './outcome.ts';
import { sentences } from './sentences.ts';

const now = Date.UTC(2026, 10, 24, 3);
const log = playedLog();
const erased = '0E0A5E00000000000000000000';
log.put({ id: erased, type: 'heritage/item', status: 'erased', body: { takedown: { ground: 'mistake' } } });
const policy = readTrustPolicy(log.policyText(), log.policyJson(['https://gateway.example.vn']));
const signing = { at: now / 1000 - 60 };

function outcomeOf(id: string, change: (bundle: object) => object = (bundle) => bundle): Outcome {
  const bundle = change(log.bundle(id, { signing }));
  const verification = verify({ bundle, id, policy, now });
  const source = { kind: 'gateway', url: 'https://gateway.example.vn' } as const;
  const best = { bundle, verification, source };
  const lookup = {
    label: { kind: 'record', id } as const,
    best,
    failed: [],
    known: null,
    head: null,
    equivocation: null,
  };
  return { kind: 'looked-up', lookup, policy };
}

describe('three sentences', () => {
  test('of a proven record: who and when, who confirms it, what it does not say', () => {
    const [who, checked, not] = sentences(outcomeOf(ids.honest));
    expect(who.vi).toBe(
      'Người khai thuộc Sở Nông nghiệp và Môi trường khai hồ sơ này lúc 10:20 18/11/2026; cổng ký hộ bằng khóa của người ấy do cổng giữ.',
    );
    expect(checked.vi).toBe(
      'Máy của bạn đã tự kiểm tra sổ chung: 4 cơ quan cùng xác nhận, tính đến 09:59 24/11/2026, nội dung và tình trạng này (Sở Nông nghiệp và Môi trường; Sở Giáo dục và Đào tạo; Sở Y tế; Sở Khoa học và Công nghệ).',
    );
    expect(not.en).toContain('compare name and lot');
  });

  test('a later version is not put down to its author', () => {
    expect(sentences(outcomeOf(ids.recalled))[0].vi).toBe(
      'Người khai thuộc Sở Y tế cập nhật hồ sơ này lần cuối lúc 08:00 22/11/2026.',
    );
  });

  test('of a proven absence: the bodies confirm the absence, and no contents', () => {
    const [who, bodies] = sentences(outcomeOf(ids.absent));
    expect(who.en).toBe('The common register holds no record with this code as of 09:59 24/11/2026.');
    expect(bodies.vi).toContain('4 cơ quan cùng xác nhận, tính đến 09:59 24/11/2026, rằng sổ không có hồ sơ này');
    expect(bodies.en).toContain('4 bodies confirm, as of 09:59 24/11/2026, that the register holds no such record');
  });

  test('of an erased record: the bodies confirm the erasure, and no contents', () => {
    const said = sentences(outcomeOf(erased));
    expect(said[1].en).toContain('4 bodies confirm, as of 09:59 24/11/2026, that this record was erased');
    expect(JSON.stringify(said)).not.toContain('these contents');
  });

  test('of altered contents: what went wrong, and neither fake nor genuine', () => {
    const [, why, not] = sentences(outcomeOf(ids.honest, (bundle) => ({ ...bundle, body: batchBody({ lot: 'X' }) })));
    expect(why.en).toBe(
      'What the server sent is not what the register says: the server alone may be wrong, so nothing is concluded about the record.',
    );
    expect(not.vi).toContain('không có nghĩa là hàng giả');
  });

  test('use no word of the trade', () => {
    const outcomes = [ids.honest, ids.recalled, ids.absent].map((id) => sentences(outcomeOf(id)));
    const all = JSON.stringify([...outcomes, sentences({ kind: 'no-policy' })]).toLowerCase();
    for (const word of ['blockchain', 'hash', 'merkle', 'checkpoint', 'log ']) expect(all).not.toContain(word);
  });
});
