/** Genuine parts in wrong places, altered ones, and anything at all where an answer is awaited. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../canonical-json.ts';
import type { StepName } from './verification.ts';
import { all, body, check, checkpoint, failed, id, log, other, sizeBefore } from './verify-fixture.ts';

describe('lies about a record', () => {
  const honest = log.bundle(id, checkpoint, { history: true });
  const stranger = log.bundle(other, checkpoint);
  const older = log.bundle(id, log.checkpoint(all, sizeBefore));
  const [version] = honest.history as [Record<string, Json>];

  test.each<[string, Record<string, Json>, StepName[]]>([
    ['an altered body', { body: { ...body, lot: 'L7' } }, ['commitment']],
    ['a swapped salt', { salt: '00'.repeat(16) }, ['commitment']],
    ['the leaf of another record', { record: stranger.record! }, ['record-leaf', 'newest', 'commitment', 'history']],
    ['the map proof of another id', { map: stranger.map! }, ['map', 'newest']],
    [
      'an earlier version',
      { record: { leaf: version.leaf!, index: version.index!, inclusion: version.inclusion! } },
      ['newest', 'commitment', 'history'],
    ],
    ['an older state', { state: older.state! }, ['state-leaf', 'map']],
    ['an older checkpoint', { checkpoint: older.checkpoint! }, ['state-leaf', 'record-leaf', 'history']],
    ['silence about a record that is there', { record: null }, ['newest']],
    ['a truncated inclusion proof', { state: { ...(honest.state as object), inclusion: [] } }, ['state-leaf']],
    ['a truncated map proof', { map: { ...(honest.map as object), path: [] } }, ['map']],
    [
      'a history with a gap',
      { history: [{ ...version, leaf: (stranger.record as Record<string, Json>).leaf! }] },
      ['history'],
    ],
    ['a history with another body', { history: [{ ...version, body: {} }] }, ['history']],
  ])('%s', (_name, lie, steps) => {
    const verification = check({ ...honest, ...lie });
    expect(failed(verification)).toEqual(steps);
    expect(verification.authenticity).toBe('cannot-confirm');
  });

  test('a body that is no canonical JSON, or too deep to be walked', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as Json;
    for (const lie of [{ body: 1.5 }, { body: deep }, { body: undefined }])
      expect(check({ ...honest, ...lie }).authenticity).toBe('cannot-confirm');
  });

  test('any JSON in any place is answered, never thrown', () => {
    const paths: (readonly string[])[] = [];
    const walk = (value: Json, path: readonly string[]): void => {
      paths.push(path);
      if (typeof value === 'object' && value !== null)
        for (const [name, member] of Object.entries(value)) walk(member as Json, [...path, name]);
    };
    walk(honest, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const lie = structuredClone(honest) as unknown;
        if (path.length === 0) return void check(value);
        const parent = path.slice(0, -1).reduce((node, name) => (node as Record<string, unknown>)[name], lie);
        (parent as Record<string, unknown>)[path.at(-1)!] = value;
        expect(check(lie).authenticity).not.toBe('not-authentic');
      }),
      { numRuns: 300 },
    );
    for (const value of [
      undefined,
      null,
      0,
      '',
      [],
      {},
      () => 0,
      {
        get bundle(): never {
          throw new Error('no');
        },
      },
    ])
      expect(check(value)).toMatchObject({ authenticity: 'cannot-confirm', fresh: false, history: [] });
  });
});
