/** Two clinics and a third in the batches, a patient, an emergency, a withdrawal, an erasure; and nobody reads a person out of the network. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  checkBundle,
  eraseRecord,
  openBundle,
  patientLink,
  prepareBundle,
  sendPrepared,
  showFields,
  trustPolicyOf,
  type Handed,
  type KeptRecord,
  type Received,
  type ToSend,
} from '@daunguon/clinic';
import { derivedId, verify } from '@daunguon/proof';
import { recordKey, type Consent } from '@daunguon/records';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { readBlock } from '../../../gateway-api/src/ledger/read-block.ts';
import { openAccessBook } from '../../../gateway-api/src/vault/access-book.ts';
import { openHealthDb } from '../../../gateway-api/src/vault/health-db.ts';
import { openKeyRing } from '../../../gateway-api/src/vault/key-ring.ts';
import { openPeers, operatorIdentity } from '../../../gateway-api/src/ledger/peers.ts';
import { hasText, placesOf, placesOfAll } from '../credential/planted.ts';
import { signedIn } from '../explorer/visitor.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { freshId, sharedSystem, type Answer, type System } from '../system.ts';
import {
  agentProcess,
  openClinic,
  processOutput,
  seedId,
  take,
  until,
  untilCommitted,
  type Clinic,
} from './clinic-agents.ts';
import { openedVault, plantAcrossPages, watchAddresses } from './everywhere.ts';

jest.setTimeout(240_000);

const hl7 = join(import.meta.dirname, 'fixtures/hl7');
/** Planted: none of these may be found anywhere in the network's files. */
const planted = { name: 'Quách Thị Mẫu Đơn', number: '079307001234', diagnosis: 'Viêm gan siêu vi B mạn' };
const reason = 'Bất tỉnh sau tai nạn ở cầu Hóa An';
const document = (more: string): string => `{
  "resourceType": "Bundle", "type": "document", "timestamp": "2026-03-04T08:00:00+07:00",
  "entry": [
    {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Composition", "date": "2026-03-04T08:00:00+07:00",
      "section": [
        {"title": "Tiêm chủng", "text": {"div": "<div>Uốn ván, mũi 2: 0.50 mL</div>"}},
        {"title": "Bệnh", "text": {"div": "<div>${planted.diagnosis}${more}</div>"}}]}},
    {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Patient", "identifier": [{"value": "${planted.number}"}],
      "name": [{"text": "${planted.name}"}]}}]
}`;

const browser = await launchChromium();
const inBrowser = testIn(browser);
const addresses = watchAddresses(browser);
let system: System;
let [a, b, c]: Clinic[] = [];
let patient: string;
let record: string;

const code = ({ status, body }: Answer): unknown => (status < 300 ? status : body['code']);
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const post = (path: string, body: object, login: string): Promise<Answer> =>
  system.post(`/api/health/${path}`, { requestId: freshId(), ...body }, login);
const consentFor = async (more: Partial<Consent> = {}): Promise<string> => {
  const id = freshId();
  const asked = { id, patient, grantee: b!.unit, purpose: 'treatment', classes: ['summary', 'vaccination'] };
  const period = {
    from: new Date(Date.now() - 60_000).toISOString(),
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
  expect(code(await post('consents', { ...asked, ...period, ...more }, 'patient'))).toBe(201);
  return id;
};
const sending = (more: Partial<ToSend>): ToSend => ({
  ...{ record, to: b!.unit, purpose: 'treatment', classes: ['summary'] },
  ...more,
});
const send = async (clinic: Clinic, more: Partial<ToSend>): Promise<string> => {
  const { store, gateway } = clinic.agent;
  const id = await prepareBundle(store, gateway, sending(more));
  await sendPrepared(store, gateway, id);
  return id;
};
const received = ({ agent }: Clinic, exchange: string): Received | undefined =>
  agent.store.record(exchange) === undefined ? undefined : agent.store.content<Received>(exchange);
interface Item {
  readonly entry: Record<string, unknown>;
  readonly why?: string;
  readonly unitName: string;
  readonly day: string;
  readonly rootRecord?: string;
  readonly proof?: { readonly root: string };
}
const accessLog = async (): Promise<Item[]> =>
  (await system.get(`/api/health/access-log?patient=${patient}`, 'patient')).body['items'] as unknown as Item[];

beforeAll(async () => {
  system = await sharedSystem();
  [a, b, c] = await Promise.all((['a', 'b', 'c'] as const).map((letter) => openClinic(system, letter)));
  patient = seedId(system, 'patient-code');
  logYesterday();
  record = await take(a!, patient, document(''));
  await untilCommitted(a!, b!, c!);
});
/** What a day of the log needs to be closed is a night: a line of yesterday, as the gateway would have written it then. */
function logYesterday(): void {
  const vault = join(system.dataDir, 'vault');
  const db = openHealthDb(join(vault, 'health.db'));
  const keys = openKeyRing(vault, undefined);
  const book = openAccessBook(db, keys);
  const at = new Date(Date.now() - 86_400_000).toISOString();
  book.append({ at, act: 'read', outcome: 'done', patient, unit: c!.unit, role: 'clinic', purpose: 'referral' });
  db.close();
  keys.close();
}
afterAll(async () => {
  await browser?.close();
  for (const clinic of [a, b, c]) clinic?.agent.store.close();
  await system?.stop();
});

describe('a record', () => {
  test('is committed and proves, byte for byte and in its canonical form', async () => {
    const policy = trustPolicyOf({ trustDir: join(system.dataDir, 'trust') });
    const { name, bytes, saltSeed, fields } = a!.agent.store.content<KeptRecord>(record);
    const proof = await untilProven(record);
    const handed = { kind: 'document', name, saltSeed, fields } as const;
    const check = (file: string) =>
      checkBundle({ ...handed, bytes: Buffer.from(file).toString('base64') }, record, proof, policy, Date.now());
    expect(check(Buffer.from(bytes, 'base64').toString())).toMatchObject({
      authenticity: 'authentic',
      match: 'exact',
      status: 'active',
    });
    expect(check(document('').replaceAll('\n', ' ')).match).toBe('canonical');
    expect(check(document('').replace('0.50 mL', '0.5 mL')).match).toBe('none');
    expect(check(document(' (đã khỏi)')).match).toBe('none');
    const forged = fields.map(([pointer, value]) => [pointer, pointer === '/facility' ? b!.unit : value] as const);
    expect(checkBundle({ ...handed, bytes, fields: forged }, record, proof, policy, Date.now()).authenticity).toBe(
      'not-authentic',
    );
  });

  test('HL7’s published patient summaries commit, are exchanged and verify, each section alone too', async () => {
    const names = readdirSync(hl7).filter((name) => name.endsWith('.json'));
    const ids = new Map<string, string>();
    for (const name of names) ids.set(name, await take(a!, patient, readFileSync(join(hl7, name)), { name }));
    await untilCommitted(a!);
    const consent = await consentFor();
    const whole = { authenticity: 'authentic', match: 'exact', facility: a!.unit, status: 'active' };
    for (const [name, id] of ids) {
      await untilProven(id);
      const { entry } = JSON.parse(readFileSync(join(hl7, name), 'utf8')) as {
        entry: { resource: { section: { title: string }[] } }[];
      };
      const { section } = entry[0]!.resource;
      const exchange = await send(a!, { record: id, consent });
      const alone = await send(a!, { record: id, consent, sections: [section.length - 1] });
      await b!.agent.tick();
      expect([name, received(b!, exchange)?.check]).toEqual([name, { ...whole, signature: 'valid' }]);
      expect([name, received(b!, alone)?.check]).toEqual([name, { ...whole, signature: 'not-shown' }]);
      const { shown } = received(b!, alone)?.handed as Extract<Handed, { kind: 'fields' }>;
      const sections = shown.fields.filter(([pointer]) => pointer.startsWith('/sections/'));
      const titles = sections.map(
        ([, value]) => (JSON.parse(String(value)) as { section: { title: string } }).section.title,
      );
      expect([name, titles]).toEqual([name, [section.at(-1)?.title]]);
    }
    expect(ids.size).toBe(5);
  });

  test('is corrected by a command of the agent: the earlier one says "superseded"', async () => {
    const wrong = await take(a!, patient, document(' (nhầm)'));
    await untilCommitted(a!);
    const file = join(mkdtempSync(join(tmpdir(), 'corrected-')), 'document.json');
    writeFileSync(file, document(' (đúng)'));
    const command = await agentProcess(system, a!, ['correct', wrong, file], { DN_CLINIC_DATA: a!.dataDir });
    expect(await command.ended).toEqual([0, null]);
    const corrected = command.output().trim();
    expect(a!.agent.store.record(corrected)?.patient).toBe(patient);
    await untilCommitted(a!);
    const status = async (id: string): Promise<unknown> =>
      ((await system.get(`/api/health/commitments/${id}`, 'clinic-a')).body['record'] as { status: string }).status;
    expect([await status(wrong), await status(corrected)]).toEqual(['superseded', 'active']);
  });

  test('says its batch on the ledger, and nothing of facility or day', async () => {
    const { body } = await system.get(`/api/health/commitments/${record}`, 'clinic-a');
    const { id: _, commitment: __, ts: ___, ...rest } = body['record'] as Record<string, unknown>;
    expect(rest).toEqual({
      ...{ type: 'health/commitment', version: 1, status: 'active', owner: '', facets: { batch: expect.any(String) } },
      by: { msp: 'HealthMSP', unit: '', role: 'admin', signing: 'own' },
    });
    const { facets } = body['record'] as { facets: { batch: string } };
    const batch = await system.get(`/api/health/commitments?batch=${facets.batch}&limit=100`, 'clinic-a');
    expect(batch.body['items']).toHaveLength(64);
  });
});

test('in its real block every row of a batch differs from the others by id and commitment only', async () => {
  const network = join(system.dataDir, 'network');
  const peers = openPeers(network, 'HealthMSP');
  const channel = peers.gateway(operatorIdentity(network, 'HealthMSP')).getNetwork('province');
  const blocks = await channel.getBlockEvents({ startBlock: 0n });
  try {
    for await (const block of blocks) {
      const writes = readBlock(block, 'records').transactions.flatMap((transaction) => transaction.writes);
      if (!writes.some(({ key }) => key === recordKey(record))) continue;
      const rows = writes.filter(({ value }) => value.includes('"health/commitment"'));
      const shapes = rows.map(({ value }) => {
        const { id: _, commitment: __, ...rest } = JSON.parse(value) as { id: string; commitment: string };
        return JSON.stringify(rest);
      });
      expect([rows.length, new Set(shapes).size]).toEqual([64, 1]);
      // As the linking test's statistician sees it: these names and no more.
      expect(Object.keys(JSON.parse(shapes[0]!) as object).toSorted()).toEqual([
        'by',
        'facets',
        'owner',
        'status',
        'ts',
        'type',
        'version',
      ]);
      // Nor does anything else in the block: arguments, reads, event, creator.
      const bytes = Buffer.from(block.serializeBinary());
      for (const text of [a!.unit, patient, '2026-03-04', a!.agent.store.content<KeptRecord>(record).saltSeed]) {
        expect([text, hasText(bytes, text)]).toEqual([text, false]);
      }
      return;
    }
  } finally {
    blocks.close();
    peers.close();
  }
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

test('an information system posts its files to the agent of a facility, and they come to the ledger', async () => {
  const [port, secret] = [await freePort(), 'mat-khau-cua-he-thong'];
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-posted-'));
  const agent = await agentProcess(system, c!, ['run'], {
    ...{ DN_CLINIC_DATA: dataDir, DN_CLINIC_PORT: String(port), DN_CLINIC_SECRET: secret },
    ...{ DN_CLINIC_MAX_BYTES: '100000' },
  });
  await agent.ready;
  const ask = async (body?: string | Buffer, headers: Record<string, string> = {}, path = '') => {
    const answer = await fetch(`http://127.0.0.1:${port}/records${path}`, {
      headers: { authorization: `Bearer ${secret}`, 'x-patient': patient, ...headers },
      ...(body === undefined ? {} : { method: 'POST', body: new Uint8Array(Buffer.from(body)) }),
    });
    return { status: answer.status, body: (await answer.json()) as { id: string; state?: string; code?: string } };
  };
  const bytes = Buffer.concat([Buffer.from(`%PDF-1.7 ${planted.name}`), Buffer.from([0, 255])]);
  const fhir = document(' (gửi từ hệ thống)');
  const taken = [await ask(fhir), await ask(bytes, { 'x-name': encodeURIComponent(`${planted.name}.pdf`) })];
  expect(taken.map(({ status }) => status)).toEqual([201, 201]);
  expect(await ask(fhir)).toEqual(taken[0]);
  const refused = [
    await ask(fhir.replace('"type"', '"type": "document", "type"')),
    await ask(Buffer.alloc(100_001)),
    await ask(fhir, { authorization: 'Bearer sai' }),
    await ask(fhir, { 'x-patient': planted.number }),
  ];
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [422, 'duplicate-key'],
    [413, 'file-too-large'],
    [401, 'unauthorised'],
    [422, 'no-patient-code'],
  ]);
  for (const { body } of taken) {
    await until(
      async () => ((await ask(undefined, {}, `/${body.id}`)).body.state === 'committed' ? true : undefined),
      'committed',
    );
    const { body: answer } = await system.get(`/api/health/commitments/${body.id}`, 'clinic-c');
    expect(answer['record']).toMatchObject({ status: 'active', version: 1 });
  }
  // What was taken proves by the very bytes that were posted.
  const link = await agentProcess(system, c!, ['link', taken[0]!.body.id], { DN_CLINIC_DATA: dataDir });
  expect(await link.ended).toEqual([0, null]);
  expect(link.output()).toContain(`/R/${taken[0]!.body.id}#d.`);
  expect(await agent.kill()).toBe('SIGKILL');
  for (const text of Object.values(planted)) expect([text, placesOf(dataDir, text)]).toEqual([text, []]);
  rmSync(dataDir, { recursive: true });
});

/** The proof bundle once a cosigned head covers the record. */
async function untilProven(id: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body } = await system.get(`/r/${id}`);
    if (status === 200 || attempt === 60) return body;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

describe('exchange', () => {
  test('needs a consent of the patient for this facility, purpose and data', async () => {
    const { store, gateway } = a!.agent;
    const attempt = async (more: Partial<ToSend>): Promise<unknown> =>
      refusal(sendPrepared(store, gateway, await prepareBundle(store, gateway, sending(more))));
    const consent = await consentFor();
    expect(await attempt({})).toBe('health/consent-missing');
    expect(await attempt({ consent: freshId() })).toBe('health/consent-missing');
    expect(await attempt({ consent, to: c!.unit })).toBe('health/consent-other-grantee');
    expect(await attempt({ consent, classes: ['imaging'] })).toBe('health/consent-other-data');
    expect(await attempt({ consent, purpose: 'research' })).toBe('health/consent-other-purpose');
    expect((await accessLog()).filter(({ entry }) => entry['outcome'] === 'refused').length).toBeGreaterThanOrEqual(5);
  });

  test('the bundle is picked up once, proven and receipted; a replay opens nothing', async () => {
    const { store, gateway } = a!.agent;
    const id = await prepareBundle(store, gateway, sending({ consent: await consentFor() }));
    const sent = store.task<{ jwe: string; shown: object }>('outbox', id)!;
    await sendPrepared(store, gateway, id);
    await b!.agent.tick();
    const got = received(b!, id);
    expect(got?.check).toMatchObject({ authenticity: 'authentic', match: 'exact' });
    expect(got?.receipt).toMatchObject({
      fields: expect.arrayContaining([
        ['/kind', 'exchange-receipt'],
        ['/match', 'exact'],
      ]),
    });
    expect(code(await post('exchanges/pick-up', { id }, 'clinic-b'))).toBe('health/picked-up');
    expect(code(await post('exchanges/pick-up', { id }, 'clinic-c'))).toBe('health/exchange-not-found');
    // The same JWE under another exchange: the gateway refuses it, and it would not open.
    const replayed = { ...sent, id: freshId(), requestId: freshId() };
    expect(code(await system.post('/api/health/exchanges', replayed, 'clinic-a'))).toBe('health/jwe-malformed');
    expect(await refusal(openBundle(sent.jwe, replayed.id, () => undefined))).toBe('unknown-key');
    const receipt = (got?.receipt as { id: string }).id;
    await untilProven(receipt);
    expect((await system.get(`/r/${receipt}`)).status).toBe(200);
  });

  test('another facility’s record is nobody else’s to send', async () => {
    const shown = showFields(record, a!.agent.store.content<KeptRecord>(record), ['/facility']);
    const consent = await consentFor({ grantee: a!.unit });
    const asked = { id: freshId(), record, patient, to: a!.unit, purpose: 'treatment', classes: ['summary'], consent };
    const sent = await post('exchanges', { ...asked, shown, jwe: 'a.a.a.a.a' }, 'clinic-c');
    expect(code(sent)).toBe('health/other-facility');
    const [field] = shown.fields;
    const forged = { ...shown, fields: [[field![0], c!.unit, field![2], field![3], field![4]]] };
    expect(code(await post('exchanges', { ...asked, shown: forged, jwe: 'a.a.a.a.a' }, 'clinic-c'))).toBe(
      'health/disclosure-invalid',
    );
  });

  test('a section goes alone', async () => {
    const id = await send(a!, { consent: await consentFor(), sections: [0], classes: ['vaccination'] });
    await b!.agent.tick();
    const got = received(b!, id);
    expect(got?.check.authenticity).toBe('authentic');
    expect(JSON.stringify(got?.handed)).toContain('Uốn ván');
    expect(JSON.stringify(got?.handed)).not.toContain(planted.diagnosis);
  });

  test('a consent withdrawn between request and pick-up stops it', async () => {
    const consent = await consentFor();
    const id = await send(a!, { consent });
    expect(code(await post('consents/withdraw', { id: consent }, 'patient'))).toBe(201);
    await b!.agent.tick();
    await b!.agent.tick();
    expect(received(b!, id)).toBeUndefined();
    expect(b!.said.filter((line) => line.includes('health/consent-withdrawn'))).toHaveLength(1);
    expect(code(await post('exchanges/pick-up', { id }, 'clinic-b'))).toBe('health/consent-withdrawn');
    const refusals = (await accessLog()).filter(({ entry }) => entry['exchange'] === id && entry['act'] === 'receive');
    expect(refusals).toHaveLength(1);
  });

  test('a copy that was received is erased at the receiver alone', async () => {
    const id = await send(a!, { consent: await consentFor() });
    await b!.agent.tick();
    expect(received(b!, id)?.handed).toMatchObject({ kind: 'document' });
    const { store, gateway } = b!.agent;
    await eraseRecord(store, gateway, id, { ground: 'purpose-ended', requester: 'facility' });
    expect(() => store.content(id)).toThrow('erased');
    const { body } = await system.get(`/api/health/commitments/${record}`, 'clinic-a');
    expect(body['record']).toMatchObject({ status: 'active' });
  });
});

describe('people', () => {
  test('a consent is narrowed by the patient only, and a stranger sees no log', async () => {
    const consent = await consentFor();
    const less = { id: consent, classes: ['summary'], until: new Date(Date.now() + 3_600_000).toISOString() };
    expect(code(await post('consents/narrow', less, 'clinic-b'))).toBe('health/not-the-patient');
    expect(code(await post('consents/narrow', less, 'patient'))).toBe(201);
    expect(code(await post('consents/narrow', { ...less, classes: ['imaging'] }, 'patient'))).toBe(
      'health/consent-not-narrower',
    );
    expect(code(await system.get(`/api/health/access-log?patient=${patient}`, 'clinic-b'))).toBe(
      'health/not-the-patient',
    );
  });

  test('a guardian speaks for a minor whose code a facility made; a paper is recorded with its digest', async () => {
    const secret = 'ab'.repeat(32);
    const child = { id: freshId(), claim: await sha256(secret), guardianUntil: '2030-01-01' };
    expect(code(await post('patients', child, 'clinic-a'))).toBe(201);
    expect(
      code(await post('patients/claim', { id: child.id, secret: 'cd'.repeat(32), as: 'guardian' }, 'guardian')),
    ).toBe('health/not-the-patient');
    expect(code(await post('patients/claim', { id: child.id, secret, as: 'guardian' }, 'guardian'))).toBe(201);
    const period = { from: '2026-01-01T00:00:00.000Z', until: '2040-01-01T00:00:00.000Z' };
    const asked = { patient: child.id, grantee: b!.unit, purpose: 'treatment', classes: ['vaccination'], ...period };
    const given = await post('consents', { ...asked, id: freshId() }, 'guardian');
    expect(given.body['consent']).toMatchObject({ givenBy: 'guardian', until: '2030-01-01T17:00:00.000Z' });
    expect(code(await post('consents', { ...asked, id: freshId() }, 'clinic-a'))).toBe('health/paper-digest-missing');
    const paper = { ...asked, id: freshId(), paperDigest: 'ef'.repeat(32), signedBy: 'guardian' };
    const onPaper = await post('consents', paper, 'clinic-a');
    expect(onPaper.body['consent']).toMatchObject({ method: 'paper', until: '2030-01-01T17:00:00.000Z' });
    expect(code(await post('consents', { ...asked, id: freshId() }, 'graduate'))).toBe('registry/role-not-allowed');
  });

  test('breaking the glass: opened with a reason, told to the patient, reviewed by the department', async () => {
    const id = freshId();
    expect(code(await post('break-glass', { id, patient }, 'clinic-b'))).toBe('registry/invalid-command');
    expect(code(await post('break-glass', { id, patient, reason }, 'clinic-b'))).toBe(201);
    const exchange = await send(a!, { breakGlass: id });
    await b!.agent.tick();
    expect(received(b!, exchange)?.check.match).toBe('exact');
    expect(code(await post('break-glass/review', { id, verdict: 'justified' }, 'clinic-b'))).toBe(
      'health/not-department',
    );
    expect(code(await post('break-glass/review', { id, verdict: 'not-justified' }, 'registrar-health'))).toBe(201);
    expect(code(await post('break-glass/review', { id, verdict: 'justified' }, 'registrar-health'))).toBe(
      'health/reviewed',
    );
    const log = await accessLog();
    expect(log.find(({ entry }) => entry['act'] === 'break-glass' && entry['breakGlass'] === id)?.why).toBe(reason);
    expect(log.find(({ entry }) => entry['act'] === 'review')?.entry).toMatchObject({ reason: 'not-justified' });
    expect(log.find(({ entry }) => entry['act'] === 'receive')?.unitName).toContain('Bệnh viện');
  });
});

const sha256 = async (hex: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(hex, 'hex'))).toString('hex');

/** Asks, and asks again as the agent does, until the department has released it. */
const erase = ({ agent: { store, gateway } }: Clinic, id: string): Promise<string> =>
  until(
    async () => (await eraseRecord(store, gateway, id, { ground: 'holder-request', requester: 'patient' })).receipt,
    'released',
  );

describe('erasure', () => {
  test('is refused while the law asks for the record, with reason and date', async () => {
    const kept = await take(a!, patient, document(' (lưu)'), { retention: 'outpatient' });
    await untilCommitted(a!);
    const { store, gateway } = a!.agent;
    const asked = { ground: 'holder-request', requester: 'patient' } as const;
    const refused = eraseRecord(store, gateway, kept, asked).catch((error: Error) => error.message);
    expect(await refused).toMatch(/health\/retention-holds.*outpatient, 2036-03-04/);
    expect(store.content<KeptRecord>(kept).name).toBe('document.json');
  });

  test('purges the salt, destroys the key and leaves a receipt; afterwards the record says "erased"', async () => {
    const gone = await take(a!, patient, document(' (xóa)'));
    await untilCommitted(a!);
    const link = patientLink(a!.agent.store, system.verifier, gone);
    const receipt = await erase(a!, gone);
    expect(receipt).toBe(derivedId('act', gone, 2));
    expect(() => a!.agent.store.content(gone)).toThrow('erased');
    const { body } = (await system.get(`/r/${receipt}/story`)).body['record'] as { body: Record<string, string> };
    expect(body).toEqual({ purge: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await accessLog()).find(({ entry }) => entry['record'] === gone)?.entry).toMatchObject({
      ...{ act: 'erase', outcome: 'done', reason: 'holder-request', requester: 'patient' },
    });
    const erased = await system.get(`/api/health/commitments/${gone}`, 'clinic-a');
    expect(erased.body['record']).toMatchObject({ status: 'erased', version: 2 });
    if (browser === null) return;
    const page = await (await browser.newContext()).newPage();
    await untilVerdict(page, link, 'XÓA');
    await page.context().close();
  });
});

test('a salt is read by the department at its own peer until its record is erased, and by nobody else', async () => {
  const id = await take(a!, patient, document(' (muối)'));
  await untilCommitted(a!);
  const { saltSeed } = a!.agent.store.content<KeptRecord>(id);
  const network = join(system.dataDir, 'network');
  const peers = openPeers(network, 'HealthMSP');
  const read = async (mspId: string, peer = mspId): Promise<string> => {
    const contract = peers
      .gateway(operatorIdentity(network, mspId))
      .getNetwork('province')
      .getContract('records', 'HealthSalts');
    const asked = { arguments: [JSON.stringify({ id })], endorsingOrganizations: [peer] };
    try {
      return Buffer.from(await contract.evaluate('Read', asked)).toString();
    } catch (error) {
      return JSON.stringify((error as { details?: unknown }).details ?? String(error));
    }
  };
  try {
    expect(await read('HealthMSP')).toBe(saltSeed);
    for (const other of ['AgriMSP', 'EduMSP', 'TechMSP']) {
      expect([other, await read(other)]).toEqual([other, expect.stringContaining('health/not-department')]);
      expect([other, await read(other, 'HealthMSP')]).toEqual([
        other,
        expect.stringContaining('health/not-department'),
      ]);
      // The department's own identity finds none at another organisation's peer.
      expect([other, await read('HealthMSP', other)]).toEqual([other, expect.not.stringContaining(saltSeed)]);
    }
    expect(placesOf(network, saltSeed).length).toBeGreaterThan(0);
    await erase(a!, id);
    expect(await read('HealthMSP')).toBe('');
    // Purged: it lies in no file any more, of the network or of the gateway. Fabric's own database lets go of its bytes when it compacts its files.
    const left = placesOf(system.dataDir, saltSeed);
    const database = join(network, 'nodes/HealthMSP/peer/data/');
    expect(left.filter((file) => !onFabric || !file.startsWith(database))).toEqual([]);
  } finally {
    peers.close();
  }
});

type Page = Awaited<ReturnType<Awaited<ReturnType<NonNullable<typeof browser>['newContext']>>['newPage']>>;
async function untilVerdict(page: Page, link: string, words: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    await page.goto('about:blank');
    await page.goto(link);
    await page.locator('.verdict[data-code]').waitFor();
    const said = await page.locator('.verdict').innerText();
    if (said.includes(words)) return said;
    if (attempt === 30) throw new Error(`${said} instead of ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

inBrowser('the patient’s link shows one section, and the paper’s file is compared in the browser', async () => {
  await untilProven(record);
  const link = patientLink(a!.agent.store, system.verifier, record, [0]);
  const page = await (await browser!.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await untilVerdict(page, link, 'HỒ SƠ THẬT');
  await page.getByText('Uốn ván').first().waitFor();
  expect(await page.locator('body').innerText()).not.toContain(planted.diagnosis);
  expect(page.url()).not.toContain('#');
  const choose = (content: string) =>
    page
      .locator('#health-file')
      .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  for (const [content, match] of [
    [document(''), 'exact'],
    [document('').replaceAll('\n', ' '), 'canonical'],
    [document(' (đã khỏi)'), 'none'],
  ] as const) {
    await choose(content);
    await page.locator(`[data-match="${match}"]`).waitFor();
  }
  await page.context().close();
});

const workspace = async (login: string, path: string, width: number): Promise<Page> => {
  const { page, open, complaints } = await signedIn(browser!, system, login, { width });
  await open(path, /./);
  expect(complaints).toEqual([]);
  return page;
};

test('the log’s past day is closed on the ledger, and its root proves like any record', async () => {
  const yesterday = (): Promise<Item | undefined> =>
    accessLog().then((items) => items.find(({ entry }) => entry['purpose'] === 'referral'));
  let line = await yesterday();
  for (let attempt = 0; line?.rootRecord === undefined && attempt < 60; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    line = await yesterday();
  }
  const { rootRecord = '', proof } = line ?? {};
  const bundle = await untilProven(rootRecord);
  const policy = trustPolicyOf({ trustDir: join(system.dataDir, 'trust') });
  const found = verify({ bundle, id: rootRecord, policy, now: Date.now() });
  expect([found.authenticity, found.record?.type]).toEqual(['authentic', 'health/access-root']);
  expect(found.body).toEqual({ day: line?.day, root: proof?.root });
});

inBrowser('the patient reads who read what and why, and withdraws; the department reviews', async () => {
  const consent = await consentFor({ grantee: c!.unit });
  const page = await workspace('patient', '/health/mine', 390);
  // Newest lines first; yesterday's is the oldest but those of the demonstration.
  const older = page.getByRole('button', { name: 'Xem thêm' });
  await older.waitFor();
  // The last click takes the button away, perhaps while it is being clicked.
  while ((await older.count()) > 0) await older.click({ timeout: 2000 }).catch(() => undefined);
  await page.getByText('Mở khẩn cấp').first().waitFor();
  await page.getByText(reason).first().waitFor();
  // Yesterday is closed: this browser proves the line in the root that the ledger has.
  await page.locator('[data-day="proven"]').first().waitFor({ timeout: 60_000 });
  expect(await page.locator('[data-day="wrong"]').count()).toBe(0);
  // The form's own consent is the newest, and so the first of this facility.
  const form = page.locator('dn-consent-form');
  await form.getByLabel('Cho cơ sở').selectOption({ label: 'Phòng khám Xuân Lộc (mẫu)' });
  await form.getByLabel('Mục đích').selectOption({ label: 'xin ý kiến thứ hai' });
  for (const one of ['xét nghiệm', 'thuốc']) await form.getByLabel(one).check();
  await form.getByRole('button', { name: 'Tôi đồng ý' }).click();
  const given = page.locator('section.card.form', { hasText: 'xin ý kiến thứ hai' });
  await given.getByText('xét nghiệm, thuốc').waitFor();
  await given.getByText('Rút hoặc thu hẹp').click();
  await given.getByRole('button', { name: 'Bớt: thuốc' }).click();
  await given.getByText('xét nghiệm, thuốc').waitFor({ state: 'detached' });
  await given.getByText('xin ý kiến thứ hai · xét nghiệm ·').waitFor();
  const card = page.locator('section.card.form', { hasText: 'điều trị' }).filter({ hasText: 'Phòng khám Xuân Lộc' });
  await card.getByText('Rút hoặc thu hẹp').click();
  await card.getByRole('button', { name: 'Rút đồng ý' }).click();
  await card.waitFor({ state: 'detached' });
  const { body } = await system.get('/api/health/consents', 'patient');
  const mine = body['items'] as unknown as { consent: Consent }[];
  expect(mine.find((one) => one.consent.id === consent)?.consent.status).toBe('withdrawn');
  expect(mine.at(-1)?.consent).toMatchObject({
    ...{ purpose: 'second-opinion', classes: ['laboratory'], grantee: c!.unit },
    ...{ version: 2, status: 'active', givenBy: 'patient', method: 'account' },
  });
  await page.context().close();
  const review = await workspace('registrar-health', '/health/break-glass', 1280);
  await review.getByText('dữ liệu mẫu').first().waitFor();
  await review.getByRole('button', { name: 'Có lý do chính đáng' }).first().click();
  await review.getByText('Có lý do chính đáng').first().waitFor();
  await review.context().close();
  const facility = await workspace('clinic-b', '/health/facility', 390);
  const emergency = facility.locator('form', { hasText: 'Chỉ khi tính mạng' });
  await emergency.getByLabel('Mã người bệnh').fill(patient.toLowerCase());
  await emergency.getByLabel('Lý do').fill(reason);
  await emergency.getByRole('button', { name: 'Mở khẩn cấp' }).click();
  const opened = await emergency.locator('[role="status"] .mono').innerText();
  const log = await accessLog();
  expect(log.find(({ entry }) => entry['breakGlass'] === opened)).toMatchObject({
    ...{ why: reason, entry: { act: 'break-glass', unit: b!.unit } },
  });
  await facility.context().close();
});

inBrowser('a facility prints a code for a child, the guardian claims it; a consent on paper is recorded', async () => {
  const page = await workspace('clinic-a', '/health/facility', 390);
  const made = page.locator('dn-new-code-form');
  await made.getByLabel('Trẻ em: ngày thành niên').fill('2039-05-06');
  await made.getByRole('button', { name: 'Tạo phiếu nhận mã' }).click();
  const [child, secret] = await Promise.all(
    ['code', 'secret'].map((name) => made.locator(`[data-${name}]`).innerText()),
  );
  await made.getByText('06/05/2039').waitFor();
  await made.locator('svg.qr path').waitFor();
  // The paper's QR code leads here; both codes are filled in, and leave the address.
  const scanned = `/health/mine#claim=${[child!, secret!].map((one) => one.replaceAll(' ', '')).join('.')}`;
  const guardian = await workspace('guardian', scanned, 390);
  const claim = guardian.locator('dn-claim-code-form');
  expect(await claim.getByLabel('Mã người bệnh').inputValue()).toBe(child!.replaceAll(' ', ''));
  expect(await claim.getByLabel('Mã bí mật').inputValue()).toBe(secret!.replaceAll(' ', ''));
  expect(new URL(guardian.url()).hash).toBe('');
  await claim.getByLabel('Mã người bệnh').fill(child!.toLowerCase());
  await claim.getByLabel('Mã bí mật').fill(child!);
  await claim.getByLabel('Tôi là').selectOption({ label: 'người giám hộ' });
  await claim.getByRole('button', { name: 'Nhận mã' }).click();
  await claim.getByRole('alert').waitFor();
  await claim.getByLabel('Mã bí mật').fill(secret!);
  await claim.getByRole('button', { name: 'Nhận mã' }).click();
  await guardian.getByText('Bạn là người giám hộ đến 06/05/2039').waitFor();
  await disputed(scanned, child!.replaceAll(' ', ''));
  const paper = page.locator('dn-paper-consent-form');
  const record = paper.getByRole('button', { name: 'Ghi đồng ý trên giấy' });
  await paper.getByLabel('Mã người bệnh').fill(child!);
  await paper.getByLabel('Người ký').selectOption({ label: 'người giám hộ' });
  await paper.getByLabel('Cho cơ sở').selectOption({ label: 'Bệnh viện khu vực Long Khánh (mẫu)' });
  await paper.getByLabel('Mục đích').selectOption({ label: 'chuyển tuyến' });
  await paper.getByLabel('tiêm chủng').check();
  await paper.getByLabel('Trong').selectOption({ label: '30 ngày' });
  expect(await record.isDisabled()).toBe(true);
  const scan = Buffer.from(`%PDF-1.7 ${planted.name}`);
  await paper.getByLabel('Bản quét').setInputFiles({ name: 'giấy.pdf', mimeType: 'application/pdf', buffer: scan });
  await paper.getByText('Mã băm SHA-256').waitFor();
  await record.click();
  await paper.getByText('Đã ghi').waitFor();
  await guardian.reload();
  const given = guardian.locator('section.card.form', { hasText: 'Bệnh viện khu vực Long Khánh' });
  await given.getByText('chuyển tuyến · tiêm chủng').waitFor();
  // The guardian reads who printed, claimed and recorded, newest first.
  const log = guardian.locator('dn-access-log').last();
  await log.locator('h3', { hasText: 'Ghi đồng ý trên giấy' }).waitFor();
  expect((await log.locator('h3').allInnerTexts()).map((text) => text.trim())).toEqual([
    'Ghi đồng ý trên giấy',
    'Sở Y tế quyết định mã thuộc về ai',
    'Báo mã bị người khác nhận',
    'Nhận mã người bệnh bằng mã bí mật',
    'In giấy có mã bí mật để nhận mã người bệnh',
  ]);
  const { body } = await system.get('/api/health/consents', 'guardian');
  const mine = body['items'] as unknown as { consent: Consent }[];
  const code = child!.replaceAll(' ', '');
  expect(mine.find((one) => one.consent.patient === code)?.consent).toMatchObject({
    ...{ method: 'paper', givenBy: 'guardian', paperDigest: await sha256(scan.toString('hex')) },
  });
  await page.context().close();
  await guardian.context().close();
});

/** Somebody else with the same paper is told that it was claimed, says so, and the department hears of it. */
async function disputed(scanned: string, child: string): Promise<void> {
  const other = await workspace('patient', scanned, 390);
  const claim = other.locator('dn-claim-code-form');
  await claim.getByLabel('Tôi là').selectOption({ label: 'người giám hộ' });
  await claim.getByRole('button', { name: 'Nhận mã', exact: true }).click();
  await claim.getByRole('alert').waitFor();
  await claim.getByRole('button', { name: 'Báo Sở Y tế' }).click();
  await claim.getByText('Đã báo. Hãy mang phiếu').waitFor();
  await other.context().close();
  const review = await workspace('registrar-health', '/health/break-glass', 1280);
  const section = review.locator('dn-claim-disputes section', { hasText: child });
  await section.getByText('Trạm y tế phường Trấn Biên').waitFor();
  await section.getByRole('button', { name: 'Giữ mã cho người đã nhận' }).click();
  await section.locator('strong', { hasText: 'Giữ mã cho người đã nhận' }).waitFor();
  await review.context().close();
}

describe('the planted person', () => {
  const texts = [...Object.values(planted), reason];
  const outputs = (): string[] => [
    ...[system.output(), ...processOutput, ...[a, b, c].flatMap((clinic) => clinic?.said ?? [])],
  ];
  const found = (among: readonly string[]): string[] => {
    const all = Buffer.from(among.join('\n'));
    return texts.filter((text) => hasText(all, text));
  };

  test('is nowhere: not in ledger, index, vault, logs or any other file, nor in what a process said or an address', () => {
    expect(placesOfAll(system.dataDir, texts)).toEqual([]);
    for (const { dataDir } of [a!, b!, c!]) expect(placesOfAll(dataDir, texts)).toEqual([]);
    expect(found(outputs())).toEqual([]);
    expect(found(addresses)).toEqual([]);
    // There was something to search.
    expect([outputs().length > 5, placesOf(system.dataDir, 'Trạm y tế phường Trấn Biên').length > 2]).toEqual([
      true,
      true,
    ]);
    if (browser !== null) expect(addresses.some((one) => one.includes('/health/mine'))).toBe(true);
  });

  test('is in nothing that the vault keeps, opened: only the reason of the emergency, where it is asked for', () => {
    for (const [kind, text] of openedVault(system.dataDir)) {
      const expected = kind === 'break-glass' ? [reason] : [];
      expect([kind, found([text]).filter((one) => !expected.includes(one))]).toEqual([kind, []]);
    }
    expect(found([openedVault(system.dataDir).get('break-glass')!])).toEqual([reason]);
  });

  test('would be found, in every spelling and across the pages of a database', () => {
    const copy = mkdtempSync(join(tmpdir(), 'planted-'));
    for (const name of ['vault', 'logs']) cpSync(join(system.dataDir, name), join(copy, name), { recursive: true });
    expect(placesOfAll(copy, texts)).toEqual([]);
    const [log, other, db] = [
      join(copy, 'logs/gateway.log'),
      join(copy, 'logs/khac.log'),
      join(copy, 'vault/health.db'),
    ];
    appendFileSync(log, `GET /api/health/records?name=${encodeURIComponent(planted.name)} 200\n`);
    appendFileSync(other, Buffer.from(`xx${planted.number}yy`).toString('base64url'));
    plantAcrossPages(db, planted.diagnosis);
    expect(placesOfAll(copy, texts).toSorted()).toEqual(
      [
        [planted.name, log],
        [planted.number, other],
        [planted.diagnosis, db],
      ].toSorted(),
    );
    rmSync(copy, { recursive: true });
    expect(found([...outputs(), `nhận ${planted.name.normalize('NFD')}`])).toEqual([planted.name]);
    const link = `http://localhost/R/x#d.${Buffer.from(JSON.stringify({ a: planted.diagnosis })).toString('base64url')}`;
    expect(found([...addresses, link])).toEqual([planted.diagnosis]);
  });
});
