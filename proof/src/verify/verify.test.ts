import { describe, expect, test } from '@jest/globals';
import type { Json } from '../canonical-json.ts';
import { discloseFields } from '../fields/field-tree.ts';
import { SmallLog } from './bundle-fixture.ts';
import {
  aliasId,
  all,
  at,
  body,
  check,
  checkpoint,
  failed,
  id,
  log,
  noSuch,
  now,
  other,
  personal,
  personalFields,
  resultOf,
  results,
} from './verify-fixture.ts';

describe('an honest answer', () => {
  test('is authentic, and every step says so', () => {
    const verification = check(log.bundle(id, checkpoint));
    expect(results(verification)).toEqual({
      format: 'pass',
      'log-signature': 'pass',
      quorum: 'pass',
      'state-leaf': 'pass',
      'record-leaf': 'pass',
      map: 'pass',
      newest: 'pass',
      commitment: 'pass',
      history: 'not-applicable',
      consistency: 'not-applicable',
      freshness: 'pass',
      identifiers: 'not-applicable',
      presented: 'not-applicable',
      anchor: 'not-applicable',
    });
    expect(verification).toMatchObject({
      authenticity: 'authentic',
      standing: { absent: false, status: 'active', since: '2026-11-24T08:00:00.000Z', n: 2, type: 'origin/batch' },
      // The third youngest of three organisations.
      statusTime: at('09:00:00'),
      fresh: true,
      confirmedBy: ['agri', 'edu', 'health', 'press'],
      body: { ...body, remainingKg: '5' },
      trial: true,
    });
    expect(verification.head).toEqual(log.head());
  });

  test('with all versions, chained', () => {
    const verification = check(log.bundle(id, checkpoint, { history: true }));
    expect(resultOf(verification, 'history')).toBe('pass');
    expect(verification.history).toMatchObject([{ leaf: { n: 1, op: 'create' }, body }]);
  });

  test('of absence is not-authentic, if the head is fresh', () => {
    const bundle = log.bundle(noSuch, checkpoint);
    expect(check(bundle, { id: noSuch })).toMatchObject({ authenticity: 'not-authentic', standing: { absent: true } });
    // Nothing says of which type the record would be: the smallest limit holds, else a head from before a record would deny it for a day.
    expect(check(bundle, { id: noSuch, now: at('10:00:00') }).authenticity).toBe('not-authentic');
    expect(check(bundle, { id: noSuch, now: at('10:00:00') + 1 }).authenticity).toBe('cannot-confirm');
  });

  test('about a record before it existed, from an older head', () => {
    const early = new SmallLog();
    early.block('2026-11-24T08:00:00.000Z', { [other]: {} });
    const old = early.checkpoint(all);
    early.block('2026-11-24T08:30:00.000Z', { [id]: {} });
    expect(check(early.bundle(id, old)).standing).toEqual({ absent: true });
    expect(check(early.bundle(id, early.checkpoint(all))).authenticity).toBe('authentic');
  });

  test('after a deletion has a standing and no content', () => {
    const deleted = new SmallLog();
    deleted.block('2026-11-24T08:00:00.000Z', { [id]: {} });
    deleted.block('2026-11-24T08:30:00.000Z', { [id]: undefined });
    const verification = check(deleted.bundle(id, deleted.checkpoint(all)), { now: now + 10 * 86_400_000 });
    expect(verification).toMatchObject({
      authenticity: 'cannot-confirm',
      standing: { status: 'deleted', n: 2 },
      fresh: true,
    });
    expect(resultOf(verification, 'commitment')).toBe('not-applicable');
  });
});

describe('a personal record', () => {
  const bundle = log.bundle(personal, checkpoint);
  const asked = { id: personal };

  test('is confirmed once its fields are opened', () => {
    expect(check(bundle, asked)).toMatchObject({ authenticity: 'cannot-confirm', standing: { status: 'active' } });
    expect(check(bundle, { ...asked, opened: personalFields }).authenticity).toBe('authentic');
    const altered = personalFields.with(1, { ...personalFields[1]!, value: 'B' });
    expect(failed(check(bundle, { ...asked, opened: altered }))).toEqual(['commitment']);
    expect(failed(check(bundle, { ...asked, opened: personalFields.toReversed() }))).toEqual(['commitment']);
  });

  test('is confirmed by a field that is shown alone, and contradicted by an altered one', () => {
    const fields = discloseFields(personalFields, [1]);
    const shown = check(bundle, { ...asked, presented: { kind: 'fields', fields } });
    expect(shown.authenticity).toBe('authentic');
    const altered = [{ ...fields[0]!, value: 'B' }];
    const contradicted = check(bundle, { ...asked, presented: { kind: 'fields', fields: altered } });
    expect(contradicted.authenticity).toBe('not-authentic');
    expect(failed(contradicted)).toEqual(['presented']);
    expect(check(bundle, { ...asked, presented: { kind: 'fields', fields: [] } }).authenticity).not.toBe('authentic');
  });
});

describe('what the holder brings', () => {
  const first = log.bodies.values().find(({ body: one }) => JSON.stringify(one) === JSON.stringify(body))!;
  const whole = log.bundle(id, checkpoint, { history: true });
  const forged = { kind: 'record', body: { lot: 'L9' }, salt: first.salt } as const;

  test('agrees with the newest version or with an earlier one', () => {
    const newest = { body: whole.body, salt: String(whole.salt) };
    expect(results(check(whole, { presented: { kind: 'record', ...newest } })).presented).toBe('pass');
    const earlier = check(whole, { presented: { kind: 'record', ...first } });
    expect(earlier.steps.find(({ name }) => name === 'presented')).toMatchObject({
      result: 'pass',
      detail: 'it is of version 1',
    });
    expect(earlier.authenticity).toBe('authentic');
  });

  test('is red only if no version agrees, all are shown, and the head is fresh', () => {
    expect(check(whole, { presented: forged }).authenticity).toBe('not-authentic');
    expect(check(log.bundle(id, checkpoint), { presented: forged }).authenticity).toBe('cannot-confirm');
    expect(check(whole, { presented: forged, now: now + 86_400_000 }).authenticity).toBe('cannot-confirm');
    // A genuine file of a version that the server hides.
    expect(check(log.bundle(id, checkpoint), { presented: { kind: 'record', ...first } }).authenticity).toBe(
      'cannot-confirm',
    );
  });

  test('is never red because of fetched bytes', () => {
    const lies = { ...whole, body: { ...body, lot: 'L8' } };
    const honest = { kind: 'record', body: whole.body, salt: String(whole.salt) } as const;
    expect(check(lies, { presented: honest }).authenticity).not.toBe('not-authentic');
    expect(check({ ...whole, state: null }, { presented: forged }).authenticity).toBe('cannot-confirm');
  });

  test('as a file agrees by its digest', () => {
    const digest = 'cd'.repeat(32);
    const files = new SmallLog();
    files.block('2026-11-24T08:00:00.000Z', { [id]: { body: { 'a/b': [{ '~': digest }] } } });
    const bundle = files.bundle(id, files.checkpoint(all));
    const file = (pointer: string, of = digest) => ({ presented: { kind: 'file', digest: of, pointer } }) as const;
    expect(check(bundle, file('/a~1b/0/~0')).authenticity).toBe('authentic');
    expect(check(bundle, file('/a~1b/0/~0', 'ef'.repeat(32))).authenticity).toBe('not-authentic');
    expect(check(bundle, file('/constructor')).authenticity).toBe('not-authentic');
    const { body: _hidden, salt: _salt, ...withheld } = bundle;
    expect(check(withheld, file('/a~1b/0/~0', 'ef'.repeat(32))).authenticity).toBe('cannot-confirm');
  });
});

describe('a scanned link', () => {
  const asked = { id: aliasId, identifiers: { gtin: '09521234543213', lot: 'L1' } };

  test('of GTIN and lot leads to the record that its alias names', () => {
    const bundle = log.bundle(id, checkpoint, { alias: aliasId });
    expect(check(bundle, asked)).toMatchObject({ authenticity: 'authentic' });
    expect(resultOf(check(bundle, asked), 'identifiers')).toBe('pass');
    const { alias: _none, ...without } = bundle;
    expect(failed(check(without, asked))).toEqual(['format', 'identifiers']);
    const { body: _body, salt: _salt, ...closed } = bundle.alias as Record<string, Json>;
    expect(check({ ...bundle, alias: closed }, asked)).toMatchObject({ authenticity: 'cannot-confirm' });
  });

  test('cannot be turned to another record', () => {
    const turned = { ...log.bundle(other, checkpoint), alias: log.bundle(id, checkpoint, { alias: aliasId }).alias! };
    expect(failed(check(turned, asked))).toEqual(['identifiers']);
    expect(check(turned, asked).authenticity).toBe('cannot-confirm');
    const direct = check(log.bundle(other, checkpoint), { id: other, identifiers: { lot: 'L1' } });
    expect(direct.authenticity).toBe('cannot-confirm');
    expect(failed(direct)).toEqual(['identifiers']);
  });

  test('whose serial the record does not have is not confirmed', () => {
    const bundle = log.bundle(id, checkpoint);
    expect(failed(check(bundle, { identifiers: { lot: 'L1', serial: 'S1' } }))).toEqual(['identifiers']);
    const { body: _body, salt: _salt, ...withheld } = bundle;
    expect(resultOf(check(withheld, { identifiers: { lot: 'L1' } }), 'identifiers')).toBe('unknown');
  });

  test('to a lot that does not exist is proven absent, and absence of another id is not', () => {
    const missing = '01/09521234543213/10/L9';
    expect(check(log.bundle(missing, checkpoint), { id: missing }).authenticity).toBe('not-authentic');
    const bait = { ...log.bundle(noSuch, checkpoint), alias: log.bundle(id, checkpoint, { alias: aliasId }).alias! };
    expect(check(bait, asked).authenticity).toBe('cannot-confirm');
    expect(check(log.bundle(noSuch, checkpoint)).authenticity).toBe('cannot-confirm');
  });
});
