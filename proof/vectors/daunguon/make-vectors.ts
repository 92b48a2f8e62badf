/** Makes the vectors of our own format: leaves, maps, field commitments, and bundles with what every step must say. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { toBase64 } from '../../src/base64.ts';
import { readTrustPolicy } from '../../src/bundle/trust-policy.ts';
import type { Json } from '../../src/canonical-json.ts';
import { commitFields, discloseFields, fieldSalt } from '../../src/fields/field-tree.ts';
import { mapKey } from '../../src/map/map-key.ts';
import { encodeMapValue, type MapValue } from '../../src/map/map-value.ts';
import { StateMap } from '../../src/map/state-map.ts';
import { compareKeys, serialKey } from '../../src/serials/serial-key.ts';
import { serialSource } from '../../src/serials/serial-nodes.ts';
import { proveSerial } from '../../src/serials/serial-proof.ts';
import { logSigner, origin, policyJson, policyText, SmallLog, witnessSigner } from '../../src/verify/bundle-fixture.ts';
import { verify } from '../../src/verify/verify.ts';
import { readCase, resultOf, type BundleCase, type BundleVectors, type CaseInput } from './bundle-cases.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const other = '01BX5ZZKBKACTAV9WEVGEMMVRZ';
const personal = '01CZ0000000000000000000000';
const noSuch = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
const aliasId = '01/09521234543213/10/L%2F1';
const body = {
  lot: 'L/1',
  product: { code: 'durian', gtin: '09521234543213', name: 'Sầu riêng Ri6' },
  weightKg: '1250.5',
};

const seed = new Uint8Array(32).fill(9);
const fields = Object.entries({ '/name': 'Nguyễn Thị Hoa', '/grade': 'A', '/born': null, '/scores/a~1b': [9, 10] }).map(
  ([pointer, value]) => ({ pointer, value, salt: fieldSalt(seed, personal, 1, pointer) }),
);

const log = new SmallLog();
log.block('2026-11-24T08:00:00.000Z', {
  [aliasId]: { type: 'origin/alias', body: { target: id } },
  [id]: { body },
  [other]: { body: { lot: 'L2' } },
});
log.block('2026-11-24T08:10:00.000Z', {
  [personal]: { type: 'credential/diploma', fields: commitFields(fields) },
  [other]: { body: { lot: 'L2' }, status: 'recalled' },
});
const earlier = log.size;
log.block('2026-11-24T08:20:00.000Z', {
  [id]: { body: { ...body, remainingKg: '400' } },
  '01D0000000000000000000000A': {},
});
log.block('2026-11-24T08:25:00.000Z', { '01D0000000000000000000000A': undefined });

/** A lot with two issues of labels, in a log of its own. */
const trees = [5, 3].map((count, issue) =>
  serialSource(Array.from({ length: count }, (_, at) => serialKey(`S${issue}-${at}`)).sort(compareKeys)),
);
const issueIds = ['01E00000000000000000000001', '01E00000000000000000000002'];
const labelled = new SmallLog();
labelled.block('2026-11-24T08:00:00.000Z', {
  [id]: {
    body: {
      ...body,
      labels: trees.map((tree, at) => ({ id: issueIds[at]!, count: tree.count, root: bytesToHex(tree.root) })),
    },
  },
});

const now = Date.parse('2026-11-24T09:30:00.000Z');
const seconds = (time: string): number => Date.parse(`2026-11-24T${time}Z`) / 1000;
const cosigned = {
  agri: seconds('09:00:00'),
  edu: seconds('09:00:10'),
  health: seconds('09:00:20'),
  press: seconds('09:00:05'),
};
const newKeys = { log: logSigner('new log'), witness: (name: string) => witnessSigner(`new-${name}`) };
const { root } = log.head();
const policies: BundleVectors['policies'] = {
  main: { text: policyText(), json: policyJson },
  renewed: {
    text: policyText(newKeys),
    json: { ...policyJson, epochs: [{ policy: policyText(), toSize: log.size, root: toBase64(root) }] },
  },
};

const checkpoint = log.checkpoint(cosigned);
const honest = log.bundle(id, checkpoint, { history: true });
const [firstVersion] = honest.history as [Record<string, Json>];
const stranger = log.bundle(other, checkpoint);
const byAlias = log.bundle(id, checkpoint, { alias: aliasId });
const old = log.bundle(id, log.checkpoint(cosigned, earlier));
const sealed = log.bundle(personal, checkpoint);
const headOf = (size: number): CaseInput['lastHead'] => ({ origin, size, root: toBase64(log.head(size).root) });
const disclosed = discloseFields(fields, [1, 3]).map(({ path, ...field }) => ({ ...field, path: path.map(toBase64) }));
const proof = log.consistency(earlier, log.size).map(toBase64);
const only = (...names: (keyof typeof cosigned)[]) =>
  log.bundle(id, log.checkpoint(Object.fromEntries(names.map((name) => [name, cosigned[name]]))));
const linked = { gtin: '09521234543213', lot: 'L/1' };

const serialsOf = (serial: string): Json[] =>
  trees.map((tree, at) => ({
    issue: issueIds[at]!,
    leaves: proveSerial(serialKey(serial), tree).map(({ index, key, inclusion }) => ({
      index,
      key: toBase64(key),
      inclusion: inclusion.map(toBase64),
    })),
  }));
const withSerials = (serials: Json[]): CaseInput['bundle'] => ({
  ...labelled.bundle(id, labelled.checkpoint(cosigned)),
  serials,
});
const scanned = (serial: string): CaseInput['identifiers'] => ({ ...linked, serial });

/** Name, what authenticity must be, and the case: `id`, `now` and `bundle` are the honest ones unless given. */
const cases: [string, 'authentic' | 'not-authentic' | 'cannot-confirm', Partial<CaseInput>][] = [
  ['an authentic record with its history', 'authentic', {}],
  [
    'a reader who saw an earlier head',
    'authentic',
    { bundle: log.bundle(id, checkpoint, { from: earlier }), lastHead: headOf(earlier) },
  ],
  ['a reader who saw this head', 'authentic', { lastHead: headOf(log.size) }],
  [
    'a reader who saw a fork of this head',
    'cannot-confirm',
    { lastHead: { ...headOf(log.size)!, root: toBase64(new Uint8Array(32)) } },
  ],
  ['a reader who saw a later head', 'authentic', { bundle: old, lastHead: headOf(log.size) }],
  ['a larger head without a proof from the last', 'cannot-confirm', { lastHead: headOf(earlier) }],
  ['a stale status', 'authentic', { now: now + 3_600_000 }],
  ['cosignatures of the future', 'cannot-confirm', { now: seconds('08:55:19') * 1000 }],
  ['an absent record', 'not-authentic', { id: noSuch, bundle: log.bundle(noSuch, checkpoint) }],
  [
    'an absent record in an old head',
    'cannot-confirm',
    { id: noSuch, bundle: log.bundle(noSuch, checkpoint), now: now + 86_400_000 },
  ],
  ['absence of another id', 'cannot-confirm', { bundle: log.bundle(noSuch, checkpoint) }],
  ['a recalled record', 'authentic', { id: other, bundle: stranger }],
  [
    'a deleted record, years later',
    'cannot-confirm',
    { id: '01D0000000000000000000000A', bundle: log.bundle('01D0000000000000000000000A', checkpoint), now: now + 1e11 },
  ],
  ['a GTIN and lot', 'authentic', { id: aliasId, bundle: byAlias, identifiers: linked }],
  [
    'a GTIN and lot that are turned to another record',
    'cannot-confirm',
    { id: aliasId, bundle: { ...stranger, alias: byAlias.alias! }, identifiers: linked },
  ],
  [
    'a lot that does not exist',
    'not-authentic',
    { id: '01/09521234543213/10/L9', bundle: log.bundle('01/09521234543213/10/L9', checkpoint) },
  ],
  ['a serial that is not recorded', 'cannot-confirm', { identifiers: { lot: 'L/1', serial: 'S1' } }],
  [
    'a serial that was issued',
    'authentic',
    { identifiers: scanned('S1-2'), bundle: withSerials(serialsOf('S1-2').slice(1)) },
  ],
  [
    'a serial that was never issued',
    'not-authentic',
    { identifiers: scanned('S9'), bundle: withSerials(serialsOf('S9')) },
  ],
  [
    'a serial that was never issued, in an old head',
    'cannot-confirm',
    { identifiers: scanned('S9'), bundle: withSerials(serialsOf('S9')), now: now + 86_400_000 },
  ],
  [
    'a serial denied by one issue of two',
    'cannot-confirm',
    { identifiers: scanned('S1-2'), bundle: withSerials(serialsOf('S1-2').slice(0, 1)) },
  ],
  ['a serial without a proof', 'cannot-confirm', { identifiers: scanned('S1-2'), bundle: withSerials([]) }],
  [
    'a serial that was never issued, of another lot',
    'cannot-confirm',
    { identifiers: { ...scanned('S9'), lot: 'L/2' }, bundle: withSerials(serialsOf('S9')) },
  ],
  ['a personal record, closed', 'cannot-confirm', { id: personal, bundle: sealed }],
  ['a personal record, opened', 'authentic', { id: personal, bundle: sealed, opened: fields }],
  [
    'a personal record, opened with another value',
    'cannot-confirm',
    { id: personal, bundle: sealed, opened: fields.with(1, { ...fields[1]!, value: 'B' }) },
  ],
  ['two fields shown', 'authentic', { id: personal, bundle: sealed, presented: { kind: 'fields', fields: disclosed } }],
  [
    'a forged field shown',
    'not-authentic',
    { id: personal, bundle: sealed, presented: { kind: 'fields', fields: [{ ...disclosed[0]!, value: 'B' }] } },
  ],
  [
    'a file of an earlier version',
    'authentic',
    { presented: { kind: 'record', body: firstVersion.body!, salt: String(firstVersion.salt) } },
  ],
  [
    'a forged file',
    'not-authentic',
    { presented: { kind: 'record', body: { lot: 'L9' }, salt: String(firstVersion.salt) } },
  ],
  [
    'a forged file, while versions are hidden',
    'cannot-confirm',
    {
      bundle: log.bundle(id, checkpoint),
      presented: { kind: 'record', body: { lot: 'L9' }, salt: String(firstVersion.salt) },
    },
  ],
  ['two of four organisations', 'cannot-confirm', { bundle: only('agri', 'edu', 'press') }],
  ['no outside witness', 'cannot-confirm', { bundle: only('agri', 'edu', 'health') }],
  [
    'cosignatures of strangers',
    'cannot-confirm',
    {
      bundle: log.bundle(
        id,
        log.checkpoint(cosigned, log.size, logSigner(), (name) => witnessSigner(`stranger-${name}`)),
      ),
    },
  ],
  [
    'a log key of a stranger',
    'cannot-confirm',
    { bundle: log.bundle(id, log.checkpoint(cosigned, log.size, logSigner('stranger'))) },
  ],
  ['retired keys at the end of their epoch', 'authentic', { policy: 'renewed' }],
  [
    'retired keys within their epoch',
    'authentic',
    { policy: 'renewed', bundle: { ...old, epoch: { toSize: log.size, proof } } },
  ],
  ['retired keys without a proof', 'cannot-confirm', { policy: 'renewed', bundle: old }],
  [
    'an anchored head',
    'authentic',
    {
      bundle: { ...honest, anchor: { size: earlier, root: '', proof } },
      anchorHead: { size: earlier, root: headOf(earlier)!.root },
    },
  ],
  [
    'an anchored head of a fork',
    'cannot-confirm',
    {
      bundle: { ...honest, anchor: { size: earlier, root: '', proof } },
      anchorHead: { size: earlier, root: toBase64(new Uint8Array(32)) },
    },
  ],
  ['an altered body', 'cannot-confirm', { bundle: { ...honest, body: { ...body, weightKg: '9999' } } }],
  ['a swapped salt', 'cannot-confirm', { bundle: { ...honest, salt: '00'.repeat(16) } }],
  ['a missing body', 'cannot-confirm', { bundle: { ...honest, body: null, salt: null } }],
  [
    'an earlier version as the newest',
    'cannot-confirm',
    { bundle: { ...honest, record: firstVersion, body: firstVersion.body!, salt: firstVersion.salt! } },
  ],
  ['the leaf of another record', 'cannot-confirm', { bundle: { ...honest, record: stranger.record! } }],
  ['the map proof of another record', 'cannot-confirm', { bundle: { ...honest, map: stranger.map! } }],
  ['an older state', 'cannot-confirm', { bundle: { ...honest, state: old.state! } }],
  ['silence about the record', 'cannot-confirm', { bundle: { ...honest, record: null } }],
  [
    'a truncated proof',
    'cannot-confirm',
    { bundle: { ...honest, state: { ...(honest.state as object), inclusion: [] } } },
  ],
  ['no bundle', 'cannot-confirm', { bundle: {} }],
];

const bundleVectors = (): BundleVectors => ({
  policies,
  cases: cases.map(([name, authenticity, change]): BundleCase => {
    const input: CaseInput = { id, now, bundle: honest, ...change };
    const { text, json } = policies[input.policy ?? 'main']!;
    const expected = resultOf(verify({ ...readCase(input), policy: readTrustPolicy(text, json) }));
    if (expected.authenticity !== authenticity) throw new Error(`${name} is ${expected.authenticity}`);
    return { name, ...input, expected };
  }),
});

const mapVectors = (): Json =>
  [0, 1, 2, 3, 40].map((count) => {
    const map = new StateMap();
    const entries = Array.from({ length: count }, (_, at): { id: string; value: MapValue } => ({
      id: `record ${at}`,
      value: { index: at * 3, n: (at % 4) + 1, since: '2026-11-24T08:00:00.000Z', status: ['active', 'held'][at % 2]! },
    }));
    for (const entry of entries) map.set(mapKey(entry.id), entry.value);
    const proofs = [0, 1, count - 1, count].map((at) => {
      const asked = `record ${Math.max(at, 0)}`;
      const { path, key, valueHash, value } = map.prove(mapKey(asked));
      return {
        id: asked,
        shows: value === undefined ? 'absent' : 'included',
        path: path.map(([bit, sibling]) => [bit, bytesToHex(sibling)]),
        ...(key === undefined || valueHash === undefined
          ? {}
          : { key: bytesToHex(key), valueHash: bytesToHex(valueHash) }),
      };
    });
    const texts = entries.map((entry) => ({
      id: entry.id,
      key: bytesToHex(mapKey(entry.id)),
      value: new TextDecoder().decode(encodeMapValue(entry.value)),
    }));
    return { entries: texts, root: bytesToHex(map.root()), proofs };
  });

/** Every file under data/ and its content. */
export const makeVectors = (): Record<string, unknown> => ({
  'leaves.json': log.leaves.map(({ bytes, hash }) => ({
    leaf: new TextDecoder().decode(bytes),
    hash: bytesToHex(hash),
  })),
  'maps.json': mapVectors(),
  'fields.json': {
    id: personal,
    version: 1,
    saltSeed: bytesToHex(seed),
    fields,
    commitment: commitFields(fields),
    disclosed,
  },
  'bundles.json': bundleVectors(),
});
