/** The agent's door for the information system, as that system uses it: over HTTP on this machine. */
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { idOf, TestAgent } from '../test-agent.ts';
import { intakeServer } from './intake-server.ts';
import type { KeptRecord } from './take-in.ts';

const [patient, unit, maxBytes, secret] = [idOf(1), idOf(2), 100_000, 'bí mật của hệ thống'];
const fhir = '{"resourceType":"Composition","date":"2026-02-01","section":[{"title":"Tiêm chủng"}]}';
let agent: TestAgent;
let server: Server;

beforeEach(async () => {
  agent = new TestAgent();
  const { store } = agent;
  const deps = { store, unit, maxBytes, now: () => agent.clock, sign: async () => null };
  server = intakeServer({ ...deps, retention: 'outpatient', secret: encodeURIComponent(secret) });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  agent.close();
});

const port = (): number => (server.address() as AddressInfo).port;
interface Asked {
  readonly body?: string | Buffer;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}
const ask = async ({ body = fhir, path = 'records', method = 'POST', headers = {} }: Asked = {}) => {
  const answer = await fetch(`http://127.0.0.1:${port()}/${path}`, {
    method,
    headers: { authorization: `Bearer ${encodeURIComponent(secret)}`, 'x-patient': patient, ...headers },
    ...(method === 'GET' ? {} : { body: new Uint8Array(Buffer.from(body)) }),
  });
  return { status: answer.status, body: (await answer.json()) as { id?: string; code?: string; pointer?: string } };
};
const kept = (id = ''): KeptRecord => agent.store.content<KeptRecord>(id);
const field = (id: string | undefined, pointer: string): unknown =>
  kept(id).fields.find(([one]) => one === pointer)?.[1];
const staged = (): number => agent.store.inState('staged').length;

describe('taken', () => {
  test('a FHIR document, with the name, date and retention that the system says; asked for by its id', async () => {
    const { status, body } = await ask({
      headers: { 'x-name': encodeURIComponent('Tiêm chủng.json'), 'x-retention': 'accident', 'x-date': '2026-01-31' },
    });
    expect(status).toBe(201);
    expect(kept(body.id)).toMatchObject({ name: 'Tiêm chủng.json', format: 'fhir' });
    // The document says its own day.
    expect([field(body.id, '/date'), field(body.id, '/facility')]).toEqual(['2026-02-01', unit]);
    expect(field(body.id, '/retention')).toEqual({ class: 'accident', until: '2041-02-01' });
    expect(agent.store.record(body.id!)?.patient).toBe(patient);
    expect(await ask({ method: 'GET', path: `records/${body.id}` })).toEqual({
      status: 200,
      body: { id: body.id, state: 'staged' },
    });
  });

  test('an opaque file, by its bytes, under today’s date', async () => {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff]);
    const { status, body } = await ask({ body: bytes, headers: { 'x-name': 'phim.pdf' } });
    expect([status, kept(body.id).format, field(body.id, '/date')]).toEqual([201, 'opaque', '2026-03-02']);
    expect(Buffer.from(kept(body.id).bytes, 'base64')).toEqual(bytes);
  });

  test('once: sent again after a lost answer it has the same id, as a correction too', async () => {
    const first = await ask();
    expect(await ask()).toEqual(first);
    const corrected = { body: fhir.replace('Tiêm', 'Đã tiêm'), headers: { 'x-supersedes': first.body.id! } };
    const second = await ask(corrected);
    expect([second.status, kept(second.body.id).supersedes]).toEqual([201, first.body.id]);
    expect(await ask(corrected)).toEqual(second);
    expect(staged()).toBe(2);
  });
});

describe('refused, with code and place, and nothing is kept', () => {
  test.each([
    ['a key twice', { body: '{"resourceType":"Basic","a":1,"a":2}' }, 422, 'duplicate-key', '/a'],
    [
      'text that is not NFC',
      { body: `{"resourceType":"Basic","a":"${'ế'.normalize('NFD')}"}` },
      422,
      'text-not-nfc',
      '/a',
    ],
    ['no FHIR', { body: 'một trang giấy' }, 422, 'not-fhir-json', ''],
    ['nothing', { body: '' }, 422, 'not-fhir-json', ''],
    ['no patient code', { headers: { 'x-patient': '079307001234' } }, 422, 'no-patient-code', 'X-Patient'],
    ['an unknown retention', { headers: { 'x-retention': 'forever' } }, 422, 'retention', 'X-Retention'],
    ['a name that is not encoded well', { headers: { 'x-name': '%E1%' } }, 422, 'name', 'X-Name'],
    ['a day that is none', { headers: { 'x-name': 'a.pdf', 'x-date': '2/3/2026' } }, 422, 'date', '/date'],
    ['a day to come', { headers: { 'x-name': 'a.pdf', 'x-date': '2026-03-20' } }, 422, 'health/clock-skew', '/date'],
    ['the correction of nothing', { headers: { 'x-supersedes': idOf(9) } }, 422, 'no-such-record', 'X-Supersedes'],
    ['a wrong secret', { headers: { authorization: 'Bearer x' } }, 401, 'unauthorised', undefined],
    ['no secret', { headers: { authorization: '' } }, 401, 'unauthorised', undefined],
    ['another path', { path: 'record' }, 404, 'not-found', undefined],
    ['a record that is not here', { method: 'GET', path: `records/${idOf(9)}` }, 404, 'not-found', undefined],
  ] as const)('%s', async (_what, asked, status, code, pointer) => {
    const answer = await ask(asked);
    expect([answer.status, answer.body.code, answer.body.pointer]).toEqual([status, code, pointer]);
    expect(staged()).toBe(0);
  });

  test('a correction that changes nothing', async () => {
    const { body } = await ask();
    const answer = await ask({ headers: { 'x-supersedes': body.id! } });
    expect([answer.status, answer.body.code]).toEqual([422, 'unchanged']);
  });

  test('a body that is too large, to a client that goes on sending; the door stays open for others', async () => {
    const answer = await ask({ body: Buffer.alloc(3_000_000, 0x20), headers: { 'x-name': 'phim.pdf' } });
    expect(answer).toEqual({ status: 413, body: { code: 'file-too-large', pointer: '' } });
    expect((await ask()).status).toBe(201);
    expect(staged()).toBe(1);
  });

  test('a client that breaks off in the middle leaves nothing', async () => {
    const socket = connect(port(), '127.0.0.1');
    const head = `POST /records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${encodeURIComponent(secret)}\r\nx-patient: ${patient}\r\n`;
    socket.write(`${head}content-length: ${fhir.length + 100}\r\n\r\n${fhir}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await once(socket, 'close');
    expect((await ask({ body: '{"resourceType":"Basic"}' })).status).toBe(201);
    expect(staged()).toBe(1);
  });
});
