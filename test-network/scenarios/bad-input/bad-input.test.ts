/** What the product refuses, asked over HTTP of a whole running system: status, problem type and pointer of each refusal (RFC 9457). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { startIssuer } from '../../src/oidc/issuer.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { daysAgo, freshId, startSystem, type Answer, type System } from '../system.ts';

const instant = (days: number): string => `${daysAgo(days)}T00:00:00Z`;
const batches = '/api/origin/batches';
let system: System;
let seed: Record<string, string>;
let lots = 0;

beforeAll(async () => {
  system = await startSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
}, 120_000);
afterAll(() => system?.stop(), 30_000);

const newBatch = () => ({
  requestId: freshId(),
  id: freshId(),
  lot: `BAD-${(lots += 1)}`,
  product: { code: 'durian', name: 'Sầu riêng Ri6' },
  growingArea: seed['area-durian'],
  harvestDate: daysAgo(3),
  weightKg: '300',
});
const part = (weightKg: string) => ({ id: freshId(), lot: `PART-${(lots += 1)}`, weightKg });
const command = (fields: object) => ({ requestId: freshId(), id: freshId(), ...fields });

async function registered(): Promise<string> {
  const batch = newBatch();
  expect((await system.post(batches, batch, 'farmer')).status).toBe(201);
  return batch.id;
}
const version = async (id: string): Promise<unknown> => {
  const { record } = (await system.get(`${batches}/${id}`, 'farmer')).body as { record?: { version: number } };
  return record?.version;
};
const batchCount = async (): Promise<number> =>
  ((await system.get(`${batches}?limit=1000`, 'farmer')).body['items'] as unknown[]).length;

function expectProblem({ status, body, headers }: Answer, code: number, type: string, ...pointers: string[]): void {
  const { errors = [] } = body as { errors?: { pointer: string }[] };
  const media = headers.get('content-type')?.split(';')[0];
  const wanted = [code, code, `urn:daunguon:problem:${type}`, 'application/problem+json', pointers];
  expect([status, body['status'], body['type'], media, errors.map(({ pointer }) => pointer)]).toEqual(wanted);
}

describe('a body that is not a command', () => {
  const cases: [name: string, change: (batch: ReturnType<typeof newBatch>) => object, pointer: string][] = [
    ['unknown field', (batch) => ({ ...batch, owner: 'me' }), '/owner'],
    ['unknown field inside', (batch) => ({ ...batch, product: { ...batch.product, x: 1 } }), '/product/x'],
    ['a number for a weight', (batch) => ({ ...batch, weightKg: 300 }), '/weightKg'],
    ['a list for a product', (batch) => ({ ...batch, product: [] }), '/product'],
    ['a lot with a space', (batch) => ({ ...batch, lot: 'SR 01' }), '/lot'],
    ['a lot of 21 characters', (batch) => ({ ...batch, lot: 'A'.repeat(21) }), '/lot'],
    ['negative weight', (batch) => ({ ...batch, weightKg: '-5' }), '/weightKg'],
    ['no weight at all', (batch) => ({ ...batch, weightKg: '0.000' }), '/weightKg'],
    ['weight over 1,000 tonnes', (batch) => ({ ...batch, weightKg: '1000000.001' }), '/weightKg'],
    ['weight as a power', (batch) => ({ ...batch, weightKg: '1e3' }), '/weightKg'],
    ['a day that is not in the calendar', (batch) => ({ ...batch, harvestDate: '2026-02-30' }), '/harvestDate'],
    ['an id that is none', (batch) => ({ ...batch, id: '../../r' }), '/id'],
    ['an invisible character', (batch) => ({ ...batch, note: 'a\u202eb' }), '/note'],
  ];
  test.each(cases)('%s', async (_name, change, pointer) => {
    const batch = newBatch();
    const answer = await system.post(batches, change(batch), 'farmer');
    expectProblem(answer, 422, 'registry:invalid-command', pointer);
    expect((await system.get(`/r/${batch.id}/story`)).status).toBe(404);
  });

  test('an unknown commune', async () => {
    const farm = command({ name: 'Vườn mẫu', growingArea: seed['area-durian'], commune: '99999' });
    expectProblem(await system.post('/api/origin/farms', farm, 'farmer'), 422, 'registry:invalid-command', '/commune');
  });

  test('text that is not NFC', async () => {
    const batch = { ...newBatch(), note: 'Bưởi'.normalize('NFD') };
    expectProblem(await system.post(batches, batch, 'farmer'), 422, 'http:not-nfc');
  });

  test('a key that comes twice', async () => {
    const twice = JSON.stringify(newBatch()).replace('{', '{"weightKg":"1",');
    expectProblem(await system.post(batches, twice, 'farmer'), 400, 'http:invalid-json');
  });

  test.each(['{"id":', '', 'lot=1', '{"a":NaN}'])('malformed JSON %j', async (text) => {
    expectProblem(await system.post(batches, text, 'farmer'), 400, 'http:invalid-json');
  });

  test.each(['[]', 'null', '"x"', '7'])('JSON that is no object %s', async (text) => {
    expectProblem(await system.post(batches, text, 'farmer'), 422, 'registry:invalid-command', '');
  });

  test('a body of 10 MB', async () => {
    const batch = { ...newBatch(), note: 'x'.repeat(10 * 1024 * 1024) };
    expectProblem(await system.post(batches, batch, 'farmer'), 413, 'http:body-too-large');
  });
});

describe('a command that breaks a rule', () => {
  test('harvest in the future', async () => {
    const batch = { ...newBatch(), harvestDate: daysAgo(-3) };
    expectProblem(await system.post(batches, batch, 'farmer'), 422, 'origin:harvest-in-future');
  });

  test('more leaves a batch than is left in it', async () => {
    const id = await registered();
    const parts = [part('200'), part('100.001')];
    const answer = await system.post('/api/origin/split', command({ batch: id, parts }), 'farmer');
    expectProblem(answer, 409, 'origin:mass-balance');
    expect(await version(id)).toBe(1);
  });

  test.each([
    ['more is packed than remains', '20.001', '1'],
    ['the package weighs more than went in, beyond the 2 % that the rules of durian tolerate', '10', '10.201'],
  ])('%s', async (_name, weightKg, packed) => {
    const output = { ...part(packed), product: { code: 'durian', name: 'Sầu riêng hộp' } };
    const pack = command({ inputs: [{ batch: seed['packed-0'], weightKg }], output });
    expectProblem(await system.post('/api/origin/pack', pack, 'packer'), 409, 'origin:mass-balance');
    expect((await system.get(`/r/${output.id}/story`)).status).toBe(404);
  });

  test('a recalled batch does not travel, and a recalled lot is not split', async () => {
    const id = await registered();
    const recall = command({ batch: id, reason: 'Dư lượng vượt mức', class: 'I' });
    expect((await system.post('/api/origin/recalls', recall, 'inspector')).status).toBe(201);
    const ship = command({ batch: id, to: seed['unit-packing'] });
    expectProblem(await system.post('/api/origin/ship', ship, 'farmer'), 409, 'origin:batch-recalled');
    const parts = [part('1')];
    expectProblem(
      await system.post('/api/origin/split', command({ batch: id, parts }), 'farmer'),
      409,
      'origin:batch-recalled',
    );
    expect((await system.get(`/r/${parts[0]!.id}/story`)).status).toBe(404);
    // The version that carries the mark is the newest.
    expect(await version(id)).toBe(2);
  });
});

describe('the same request again', () => {
  test('with the same body: the first result, nothing doubled', async () => {
    const batch = newBatch();
    const first = await system.post(batches, batch, 'farmer');
    const count = await batchCount();
    const again = await system.post(batches, batch, 'farmer');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first.body['ids'], again.body['ids']]).toEqual([[batch.id], [batch.id]]);
    expect(await version(batch.id)).toBe(1);
    expect(await batchCount()).toBe(count);
  });

  test('twice at the same moment: one batch, two equal results', async () => {
    const batch = newBatch();
    const count = await batchCount();
    const answers = await Promise.all([1, 2].map(() => system.post(batches, batch, 'farmer')));
    expect(answers.map(({ status, body }) => [status, body['ids']])).toEqual([
      [201, [batch.id]],
      [201, [batch.id]],
    ]);
    expect(await version(batch.id)).toBe(1);
    expect(await batchCount()).toBe(count + 1);
  });

  test('with another body', async () => {
    const batch = newBatch();
    await system.post(batches, batch, 'farmer');
    const answer = await system.post(batches, { ...batch, weightKg: '301' }, 'farmer');
    expectProblem(answer, 409, 'registry:request-id-reused');
    expect(await version(batch.id)).toBe(1);
  });
});

test('of two who split a whole batch at once exactly one succeeds', async () => {
  const id = await registered();
  const splits = [part('300'), part('300')].map((whole) => command({ batch: id, parts: [whole] }));
  const answers = await Promise.all(splits.map((split) => system.post('/api/origin/split', split, 'farmer')));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expectProblem(
    answers.find(({ status }) => status === 409)!,
    409,
    'origin:batch-closed',
  );
  const { record } = (await system.get(`/r/${id}/story`)).body as {
    record: { version: number; body: { remainingKg: string; children: string[] } };
  };
  expect([record.version, record.body.remainingKg, record.body.children.length]).toEqual([2, '0', 1]);
});

describe('a person who may not', () => {
  test('a shop registers a harvest', async () => {
    expectProblem(await system.post(batches, newBatch(), 'retailer'), 403, 'registry:role-not-allowed');
  });

  test('a packing house ships the farm’s batch', async () => {
    const id = await registered();
    const ship = command({ batch: id, to: seed['unit-shop'] });
    expectProblem(await system.post('/api/origin/ship', ship, 'packer'), 403, 'origin:batch-of-other-unit');
    expect(await version(id)).toBe(1);
  });

  test('a unit whose accreditation has ended', async () => {
    const unit = command({ name: 'Xe tải mẫu', kind: 'carrier', commune: '25195' });
    expect((await system.post('/api/registry/units', unit, 'registrar')).status).toBe(201);
    const grant = (from: number, until: number) => {
      const body = command({ unit: unit.id, may: ['origin:ship'], from: instant(from), until: instant(until) });
      return system.post('/api/registry/accreditations', body, 'registrar');
    };
    // The carrier has not signed in yet: enrolment reads who works where at the first sign-in.
    const file = join(system.dataDir, 'enrolment/members.json');
    const members = JSON.parse(readFileSync(file, 'utf8')) as object[];
    const moved = { issuer: system.issuer, sub: 'demo-carrier', mspId: 'AgriMSP', role: 'carrier', unit: unit.id };
    writeFileSync(file, JSON.stringify([moved, ...members]));
    const ship = command({ batch: seed['batch-1'], to: seed['unit-shop'] });
    expect((await grant(400, 1)).status).toBe(201);
    expectProblem(await system.post('/api/origin/ship', ship, 'carrier'), 403, 'registry:not-accredited');
    expect((await grant(400, -1)).status).toBe(201);
    expectProblem(await system.post('/api/origin/ship', ship, 'carrier'), 403, 'origin:batch-of-other-unit');
  });
});

describe('a token that does not open', () => {
  /** The farmer's own token with other claims, signed by the issuer's key. */
  const signed = async (claims: JWTPayload): Promise<string> => {
    const keys = JSON.parse(readFileSync(join(system.dataDir, 'oidc/keys.json'), 'utf8')) as { jwks: { keys: JWK[] } };
    const key = keys.jwks.keys[0]!;
    return new SignJWT({ ...decodeJwt(await system.token('farmer')), ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid!, typ: 'at+jwt' })
      .sign(await importJWK(key, 'ES256'));
  };
  const sendWith = (authorization?: string): Promise<Answer> =>
    system.post(batches, newBatch(), undefined, authorization === undefined ? {} : { authorization });
  const expectRefused = async (authorization?: string): Promise<void> => {
    const answer = await sendWith(authorization);
    expectProblem(answer, 401, 'auth:token-refused');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  };
  /** Seconds since 1970, when it is asked: the system's start takes a while. */
  const now = (): number => Math.floor(Date.now() / 1000);
  test('none', () => expectRefused());
  test.each(['Bearer x', 'Bearer a.b.c', 'Basic ZmFybWVyOng=', 'Bearer'])('garbled: %s', (value) =>
    expectRefused(value),
  );
  test('with an altered signature', async () => {
    const [head, claims, signature = ''] = (await system.token('farmer')).split('.');
    await expectRefused(`Bearer ${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`);
  });
  test('not signed', async () => {
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    await expectRefused(`Bearer ${head}.${(await system.token('farmer')).split('.')[1]}.`);
  });
  test('expired; the same one in time opens', async () => {
    await expectRefused(`Bearer ${await signed({ exp: now() - 60 })}`);
    expect((await sendWith(`Bearer ${await signed({ exp: now() + 60 })}`)).status).toBe(201);
  });
  test('meant for another service', async () => expectRefused(`Bearer ${await signed({ aud: 'urn:other' })}`));
  test('of another issuer', async () => {
    const other = await startIssuer({ port: 0, dataDir: join(system.dataDir, 'other-issuer') });
    try {
      await expectRefused(`Bearer ${await accessToken(other.url, 'farmer')}`);
    } finally {
      await other.close();
    }
  });
});

describe('a file of batches', () => {
  const header = 'Số lô,Cây trồng,Tên sản phẩm,Mã số vùng trồng,Ngày thu hoạch,Khối lượng (kg),Ghi chú';
  const row = (note: string) => `CSV-${(lots += 1)},Sầu riêng,Sầu riêng Ri6,VN-DNOR-9001,${daysAgo(3)},250,${note}`;
  const imports = '/api/origin/imports';
  const upload = (bytes: Uint8Array): Promise<Answer> =>
    system.post(imports, bytes, 'farmer', { 'content-type': 'text/csv' });
  const fileCode = ({ body }: Answer): unknown => (body['errors'] as { code: string }[])[0]?.code;

  test('in Windows-1258', async () => {
    // "Số lô" and "Cây trồng" as Windows-1258 writes them: base letter, then the tone as a byte of its own.
    const answer = await upload(
      Buffer.from('S\xf4\xec l\xf4,C\xe2y tr\xf4\xccng\r\nA1,S\xe2\xccu ri\xeang\r\n', 'latin1'),
    );
    expect([answer.status, answer.body['type']]).toEqual([422, 'urn:daunguon:problem:origin:import-file']);
    expect(fileCode(answer)).toBe('file-windows-1258');
  });

  test('with a byte order mark is taken', async () => {
    const count = await batchCount();
    const answer = await upload(Buffer.from(`\uFEFF${header}\r\n${row('')}\r\n`));
    expect([answer.status, answer.body['ok'], answer.body['errors']]).toEqual([200, 1, []]);
    const path = `${imports}/${String(answer.body['importId'])}`;
    expect((await system.post(`${path}/commit`, {}, 'farmer')).status).toBe(202);
    await system.get(`${path}/events`, 'farmer');
    expect((await system.get(path, 'farmer')).body).toMatchObject({ state: 'finished', committed: 1, refused: 0 });
    expect(await batchCount()).toBe(count + 1);
  });

  test.each(['=HYPERLINK(1)', '+1', '-1', '@SUM(A1)'])('with the formula %s', async (formula) => {
    const answer = await upload(Buffer.from(`${header}\r\n${row(formula)}\r\n`));
    expect([answer.status, answer.body['ok'], fileCode(answer)]).toEqual([200, 0, 'cell-formula']);
    const commit = await system.post(`${imports}/${String(answer.body['importId'])}/commit`, {}, 'farmer');
    expect([commit.status, commit.body['type']]).toEqual([409, 'urn:daunguon:problem:origin:import-has-errors']);
  });
});
