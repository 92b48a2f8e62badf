import { beforeAll, describe, expect, test } from '@jest/globals';
import { derivedId, readTrustPolicy } from '@daunguon/proof';
import type { TrustPolicy } from '@daunguon/proof';
import {
  answers,
  edited,
  id,
  kept,
  key,
  keyId,
  log,
  successor,
  suspended,
  theft,
} from '../../../test/credential-log.ts';
import { standingOn } from '../../check/record-past.ts';
import { dayAnswer } from '../../check/standing-words.ts';
import { credentialPast, importedSaid } from './credential-past.ts';
import type { CredentialPast } from './credential-past.ts';

const now = Date.now();
const policy: TrustPolicy = readTrustPolicy(log.policyText(), log.policyJson(['https://gateway.example']));
const answering = (changes: Readonly<Record<string, unknown>>) => {
  const said = { ...answers(), ...changes };
  return (url: string) => {
    const json: unknown = said[new URL(url).pathname];
    return Promise.resolve(json === undefined ? { status: 404, json: {} } : { status: 200, json });
  };
};
const past = (changes = {}) => credentialPast(id, { policy, now, known: null, getJson: answering(changes) });

describe('what happened to a diploma', () => {
  let found: CredentialPast;
  beforeAll(async () => void (found = (await past())!));

  test('is every version with its ground, and what replaced it, each proven by its own record', () => {
    expect(found.past.versions.map(({ status }) => status)).toEqual(['active', 'suspended', 'superseded']);
    expect([...found.acts]).toEqual([
      [2, suspended],
      [3, edited],
    ]);
    expect(found.successor).toBe(successor);
  });

  test.each([
    ['2026-06-19', 'red', 'Không: ngày 19/06/2026 hồ sơ chưa được cấp.'],
    ['2026-07-01', 'green', 'Có: ngày 01/07/2026 hồ sơ còn hiệu lực.'],
    ['2026-07-11', 'grey', 'Sổ không cho biết chắc tình trạng ngày 11/07/2026: hãy hỏi một ngày trước hoặc sau đó.'],
    ['2026-08-01', 'red', 'Không: ngày 01/08/2026 hồ sơ đang bị tạm đình chỉ.'],
    ['2026-10-01', 'red', 'Không: ngày 01/10/2026 hồ sơ đã được thay.'],
    ['2999-01-01', 'grey', 'Ngày 01/01/2999 chưa tới nên chưa thể nói.'],
  ])('on %s', (date, tone, vi) => {
    expect(dayAnswer(date, standingOn(found.past, date))).toMatchObject({ tone, said: { vi } });
  });

  test('its key: replaced, then reported stolen, and the diploma is proven to be older', () => {
    expect(found.key).toEqual({
      ...{ id: keyId, unitName: 'Trường THPT Xuân Lộc (mẫu)' },
      replaced: { at: '2026-09-05T08:00:00.000Z', successor: key.successor },
      stolen: { on: theft.stolenOn, reported: theft.reportedAt, counts: true },
    });
  });

  test('younger than the theft by any proof, it is not said to be older', async () => {
    const undated = { ...log.pastBundle(id, kept), dates: [] };
    const { key: then, past: versions } = (await past({ [`/r/${id}`]: undated }))!;
    expect(then!.stolen).toMatchObject({ counts: false });
    expect(standingOn(versions, '2026-07-01')).toEqual({ atStart: 'unknown', atEnd: 'unknown' });
  });

  test('what a lying gateway leaves out or swaps is not told', async () => {
    const act = `/r/${derivedId('act', id, 2)}`;
    const told = (await past({ [act]: log.pastBundle(derivedId('act', id, 3), kept), [`/r/${successor}`]: {} }))!;
    expect([...told.acts.keys()]).toEqual([3]);
    expect(told.successor).toBeNull();
    const short = log.pastBundle(id, kept);
    expect(await past({ [`/r/${id}`]: { ...short, history: short.history.slice(1) } })).toBeNull();
    expect((await past({ [`/r/${id}/story`]: {} }))!.key).toBeNull();
  });

  test('that it was imported is said where its act proves it, and of no other', async () => {
    expect(importedSaid(found)).toBeUndefined();
    const first = derivedId('act', id, 1);
    const told = (await past({ [`/r/${first}`]: log.pastBundle(first, kept) }))!;
    expect(importedSaid(told)?.vi).toBe(
      'Nhập từ cơ sở dữ liệu văn bằng, chứng chỉ, số liệu ngày 01/06/2026; không được chứng kiến lúc phát sinh.',
    );
  });
});
