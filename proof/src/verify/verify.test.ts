import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTrustPolicy } from '../bundle/trust-policy.ts';
import type { Json } from '../canonical-json.ts';
import { toBase64 } from '../base64.ts';
import { commitFields, discloseFields, fieldSalt } from '../fields/field-tree.ts';
import { ed25519Signer } from '../note/ed25519-signer.ts';
import { logSigner, origin, policy, policyJson, policyText, SmallLog, witnessSigner } from './bundle-fixture.ts';
import type { StepName, StepResult, Verification, VerifyInput } from './verification.ts';
import { verify } from './verify.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const other = '01BX5ZZKBKACTAV9WEVGEMMVRZ';
const personal = '01CZ0000000000000000000000';
const aliasId = '01/09521234543213/10/L1';
const noSuch = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
const body = { lot: 'L1', product: { code: 'durian', gtin: '09521234543213' } };

const seed = new Uint8Array(32).fill(9);
const personalFields = ['/name', '/grade', '/year'].map((pointer, at) => ({
  pointer,
  value: ['Nguyễn Thị Hoa', 'A', null][at]!,
  salt: fieldSalt(seed, personal, 1, pointer),
}));

const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`);
const seconds = (time: string): number => at(time) / 1000;

const log = new SmallLog();
log.block('2026-11-24T08:00:00.000Z', {
  [aliasId]: { type: 'origin/alias', body: { target: id } },
  [id]: { body },
  [other]: { body: { lot: 'L2' } },
});
log.block('2026-11-24T08:10:00.000Z', {
  [personal]: { type: 'credential/diploma', fields: commitFields(personalFields) },
});
const sizeBefore = log.size;
log.block('2026-11-24T08:20:00.000Z', { [id]: { body: { ...body, remainingKg: '5' } } });

const all = {
  agri: seconds('09:00:00'),
  edu: seconds('09:00:10'),
  health: seconds('09:00:20'),
  press: seconds('09:00:05'),
};
const checkpoint = log.checkpoint(all);
const now = at('09:30:00');

const check = (bundle: unknown, changes: Partial<VerifyInput> = {}): Verification =>
  verify({ bundle, id, policy, now, ...changes });
const resultOf = ({ steps }: Verification, name: StepName): StepResult =>
  steps.find((step) => step.name === name)!.result;
const results = ({ steps }: Verification): Record<string, StepResult> =>
  Object.fromEntries(steps.map(({ name, result }) => [name, result]));
const failed = ({ steps }: Verification): StepName[] =>
  steps.flatMap(({ name, result }) => (result === 'fail' ? [name] : []));

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

describe('time', () => {
  const bundle = log.bundle(id, checkpoint);

  test('limits go by the longest prefix of the type', () => {
    expect(check(bundle, { now: at('10:00:00') }).fresh).toBe(true);
    const stale = check(bundle, { now: at('10:00:00') + 1 });
    expect(stale).toMatchObject({ authenticity: 'authentic', fresh: false, statusTime: at('09:00:00') });
    expect(failed(stale)).toEqual(['freshness']);
    expect(check(log.bundle(personal, checkpoint), { id: personal, now: now + 80_000_000 }).fresh).toBe(true);
  });

  test('cosignatures more than five minutes ahead of the clock do not count', () => {
    expect(check(bundle, { now: at('08:55:20') }).authenticity).toBe('authentic');
    const early = check(bundle, { now: at('08:55:19.999') });
    expect(failed(early)).toEqual(['quorum']);
    expect(early.standing).toBeUndefined();
  });

  test('one late signature does not date the status, three do', () => {
    const late = { ...all, agri: seconds('09:29:00') };
    expect(check(log.bundle(id, log.checkpoint(late))).statusTime).toBe(at('09:00:10'));
  });

  test('outside witnesses date nothing', () => {
    const pressed = log.bundle(id, log.checkpoint({ ...all, press: seconds('09:29:00') }));
    expect(check(pressed).statusTime).toBe(at('09:00:00'));
  });

  test('an ended standing does not go stale', () => {
    const ended = new SmallLog();
    ended.block('2026-11-24T08:00:00.000Z', { [id]: { status: 'revoked' } });
    const revoked = ended.bundle(id, ended.checkpoint(all));
    expect(check(revoked, { now: now + 1e12 })).toMatchObject({ fresh: true, authenticity: 'authentic' });
    expect(check(revoked, { lastHead: { origin, size: 99n, root: new Uint8Array(32) } }).fresh).toBe(true);
  });
});

describe('the reader’s last head', () => {
  const from = log.head(sizeBefore);
  const bundle = log.bundle(id, checkpoint, { from: sizeBefore });

  test('must be extended', () => {
    expect(resultOf(check(bundle, { lastHead: from }), 'consistency')).toBe('pass');
    const forked = { ...from, root: new Uint8Array(32) };
    expect(check(bundle, { lastHead: forked })).toMatchObject({ authenticity: 'cannot-confirm', fresh: false });
    expect(failed(check(bundle, { lastHead: forked }))).toEqual(['consistency']);
    expect(check(bundle, { lastHead: forked }).head).toBeUndefined();
  });

  test('asks for a proof: a larger head without one is not believed', () => {
    const without = log.bundle(id, checkpoint);
    expect(failed(check(without, { lastHead: from }))).toEqual(['consistency']);
    expect(failed(check(log.bundle(id, checkpoint, { from: 1 }), { lastHead: from }))).toEqual(['consistency']);
  });

  test('of the same size has the same root', () => {
    expect(resultOf(check(bundle, { lastHead: log.head() }), 'consistency')).toBe('pass');
    expect(failed(check(bundle, { lastHead: { ...log.head(), root: new Uint8Array(32) } }))).toEqual(['consistency']);
  });

  test('that is larger makes the answer old, not false', () => {
    const old = log.bundle(id, log.checkpoint(all, sizeBefore));
    const verification = check(old, { lastHead: log.head() });
    expect(verification).toMatchObject({ authenticity: 'authentic', fresh: false, standing: { n: 1 } });
    expect(resultOf(verification, 'consistency')).toBe('unknown');
    expect(check(old).fresh).toBe(true);
  });

  test('of another log or an empty one says nothing', () => {
    expect(resultOf(check(bundle, { lastHead: { ...from, origin: 'other' } }), 'consistency')).toBe('not-applicable');
    expect(resultOf(check(bundle, { lastHead: { ...from, size: 0n } }), 'consistency')).toBe('not-applicable');
  });
});

describe('who signs', () => {
  test('too few, strangers, or no outside witness: cannot confirm', () => {
    const { agri, edu, health, press } = all;
    const tooFew: Record<string, number>[] = [
      {},
      { agri, edu, press },
      { agri, edu, health },
      { agri, edu, tech: health },
    ];
    for (const cosigned of tooFew)
      expect(check(log.bundle(id, log.checkpoint(cosigned))).authenticity).toBe('cannot-confirm');
    const strangers = log.checkpoint(all, log.size, logSigner(), (name) => witnessSigner(`stranger-${name}`));
    expect(failed(check(log.bundle(id, strangers)))).toEqual(['quorum']);
  });

  test('a log key of a stranger is no log key', () => {
    const stranger = log.checkpoint(all, log.size, logSigner('stranger'));
    expect(failed(check(log.bundle(id, stranger)))).toEqual(['log-signature']);
  });

  test('a log of another origin is another log', () => {
    const elsewhere = readTrustPolicy(
      policyText({ log: ed25519Signer('log.example/province/ffffffffffffffff', new Uint8Array(32).fill(1), 1) }),
      { ...policyJson, origin: 'log.example/province/ffffffffffffffff' },
    );
    expect(failed(check(log.bundle(id, checkpoint), { policy: elsewhere }))).toEqual(['log-signature']);
  });

  test('a spoilt signature of a known key spoils the note', () => {
    const lines = checkpoint.split('\n');
    const [, name] = lines[5]!.split(' ');
    const swapped = lines.with(5, `— ${name} ${lines[6]!.split(' ')[2]}`).join('\n');
    // Another witness's bytes carry another key id, so the name is unknown: ignored, and the quorum lacks one.
    expect(failed(check({ ...log.bundle(id, checkpoint), checkpoint: swapped }))).toEqual(['quorum']);
    const bytes = Uint8Array.from(atob(lines[5]!.split(' ')[2]!), (one) => one.charCodeAt(0));
    bytes[20]! ^= 1;
    const spoilt = lines.with(5, `— ${name} ${toBase64(bytes)}`).join('\n');
    expect(failed(check({ ...log.bundle(id, checkpoint), checkpoint: spoilt }))).toEqual(['log-signature']);
  });
});

describe('retired keys', () => {
  const newKeys = { log: logSigner('new log'), witness: (name: string) => witnessSigner(`new-${name}`) };
  const epoch = (size: number, root = log.head(size).root) => ({
    policy: policyText(),
    toSize: size,
    root: toBase64(root),
  });
  const renewed = (...epochs: object[]) => readTrustPolicy(policyText(newKeys), { ...policyJson, epochs });
  const old = log.bundle(id, log.checkpoint(all, sizeBefore));
  const proof = log.consistency(sizeBefore, log.size).map(toBase64);

  test('count for a prefix of their epoch’s last head, and never for freshness', () => {
    const input = { policy: renewed(epoch(log.size)) };
    expect(check(old, input).authenticity).toBe('cannot-confirm');
    const archived = { ...old, epoch: { toSize: log.size, proof } };
    expect(check(archived, input)).toMatchObject({
      authenticity: 'authentic',
      fresh: false,
      // What the tree itself says, not what old keys may sign today.
      statusTime: at('08:10:00'),
    });
    expect(check(archived, input).head).toBeUndefined();
    expect(check(old, { policy: renewed(epoch(sizeBefore)) }).authenticity).toBe('authentic');
  });

  test('do not count beyond it, or for another tree', () => {
    expect(check(log.bundle(id, checkpoint), { policy: renewed(epoch(sizeBefore)) }).authenticity).toBe(
      'cannot-confirm',
    );
    const archived = { ...old, epoch: { toSize: log.size, proof } };
    expect(check(archived, { policy: renewed(epoch(log.size, new Uint8Array(32))) }).authenticity).toBe(
      'cannot-confirm',
    );
  });

  test('new keys count as ever', () => {
    const fresh = log.checkpoint(all, log.size, newKeys.log, newKeys.witness);
    expect(check(log.bundle(id, fresh), { policy: renewed(epoch(sizeBefore)) })).toMatchObject({ fresh: true });
  });
});

test('an anchored head must be a prefix; without asking the chain the step is open', () => {
  const { root } = log.head(sizeBefore);
  const proof = log.consistency(sizeBefore, log.size);
  const anchor = { chainId: 1, size: sizeBefore, root: 'what the gateway says', proof: proof.map(toBase64) };
  const bundle = { ...log.bundle(id, checkpoint), anchor };
  const anchorHead = { size: BigInt(sizeBefore), root };
  expect(resultOf(check(bundle), 'anchor')).toBe('unknown');
  expect(check(bundle).authenticity).toBe('authentic');
  expect(resultOf(check(bundle, { anchorHead }), 'anchor')).toBe('pass');
  expect(resultOf(check({ ...bundle, anchor: null }, { anchorHead: { ...anchorHead, proof } }), 'anchor')).toBe('pass');
  expect(resultOf(check({ ...bundle, anchor: null }, { anchorHead }), 'anchor')).toBe('unknown');
  const forked = check(bundle, { anchorHead: { ...anchorHead, root: new Uint8Array(32) } });
  expect(failed(forked)).toEqual(['anchor']);
  expect(forked.authenticity).toBe('cannot-confirm');
  expect(resultOf(check(bundle, { anchorHead: { ...anchorHead, size: 99n } }), 'anchor')).toBe('unknown');
});

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
