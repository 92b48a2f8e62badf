/** Two clinics and a third in the batches, a patient, an emergency, a withdrawal, an erasure; and nobody reads a person out of the network. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  checkBundle,
  eraseRecord,
  openBundle,
  openClinicStore,
  masterKey,
  patientLink,
  prepareBundle,
  sendPrepared,
  showFields,
  trustPolicyOf,
  type KeptRecord,
  type Received,
  type ToSend,
} from '@daunguon/clinic';
import { derivedId, verify } from '@daunguon/proof';
import type { Consent } from '@daunguon/records';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { openAccessBook } from '../../../gateway-api/src/vault/access-book.ts';
import { openHealthDb } from '../../../gateway-api/src/vault/health-db.ts';
import { vaultKey } from '../../../gateway-api/src/vault/vault-key.ts';
import { placesOf } from '../credential/planted.ts';
import { signedIn } from '../explorer/visitor.ts';
import { freshId, startSystem, type Answer, type System } from '../system.ts';
import { openClinic, seedId, take, untilCommitted, type Clinic } from './clinic-agents.ts';
import { countingProxy } from './counting-proxy.ts';

jest.setTimeout(240_000);
process.env['DN_HEALTH_BATCH_SECONDS'] = '1';

const cli = [
  '--disable-warning=ExperimentalWarning',
  join(import.meta.dirname, '../../../clinic/src/cli/daunguon-clinic.ts'),
];
const hl7 = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures/hl7', name));
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
  system = await startSystem();
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
  const book = openAccessBook(db, vaultKey(undefined, join(vault, 'vault.key')));
  const at = new Date(Date.now() - 86_400_000).toISOString();
  book.append({ at, act: 'read', outcome: 'done', patient, unit: c!.unit, role: 'clinic', purpose: 'referral' });
  db.close();
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

  test.each(['composition-minimal.json', 'MedicationRequest-eumfh-39-07-1-request.json'])(
    'HL7’s example %s commits, is exchanged and verifies',
    async (name) => {
      const id = await take(a!, patient, hl7(name));
      await untilCommitted(a!);
      await untilProven(id);
      const exchange = await send(a!, { record: id, consent: await consentFor() });
      await b!.agent.tick();
      expect(received(b!, exchange)?.check).toMatchObject({
        authenticity: 'authentic',
        match: 'exact',
        facility: a!.unit,
        signature: 'valid',
      });
    },
  );

  test('is corrected by a command of the agent: the earlier one says "superseded"', async () => {
    const wrong = await take(a!, patient, document(' (nhầm)'));
    await untilCommitted(a!);
    const file = join(mkdtempSync(join(tmpdir(), 'corrected-')), 'document.json');
    writeFileSync(file, document(' (đúng)'));
    const settings = {
      ...{ DN_CLINIC_UNIT: a!.unit, DN_CLINIC_GATEWAY: system.gateway, DN_CLINIC_DATA: a!.dataDir },
      ...{ DN_CLINIC_TOKEN: await system.token('clinic-a') },
    };
    const said = spawnSync(process.execPath, [...cli, 'correct', wrong, file, '--retention', 'none'], {
      env: { ...process.env, ...settings },
      encoding: 'utf8',
    });
    const corrected = said.stdout.trim();
    expect([said.stderr, a!.agent.store.record(corrected)?.patient]).toEqual(['', patient]);
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
    const { store, gateway } = a!.agent;
    const { receipt } = await eraseRecord(store, gateway, gone, { ground: 'holder-request', requester: 'patient' });
    expect(receipt).toBe(derivedId('act', gone, 2));
    expect(() => store.content(gone)).toThrow('erased');
    const { body } = (await system.get(`/r/${receipt}/story`)).body['record'] as { body: Record<string, string> };
    expect(body).toMatchObject({ ground: 'holder-request', requester: 'patient' });
    expect(body['purge']).toMatch(/^[0-9a-f]{64}$/);
    const erased = await system.get(`/api/health/commitments/${gone}`, 'clinic-a');
    expect(erased.body['record']).toMatchObject({ status: 'erased', version: 2 });
    if (browser === null) return;
    const page = await (await browser.newContext()).newPage();
    await untilVerdict(page, link, 'XÓA');
    await page.context().close();
  });
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
  await shot(page, 'verifier');
  await page.context().close();
});

/** Pictures of a page, as on a phone and on a desk, for whoever looks at them, where a folder is named. */
const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['DN_SCREENSHOTS'];
  if (!folder) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.screenshot({ path: join(folder, `health-${name}-${width}.png`), fullPage: true });
  }
};
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
  await page.getByRole('button', { name: 'Xem thêm' }).waitFor();
  while (await page.getByRole('button', { name: 'Xem thêm' }).isVisible()) {
    await page.getByRole('button', { name: 'Xem thêm' }).click();
  }
  await page.getByText('Mở khẩn cấp').first().waitFor();
  await page.getByText(reason).first().waitFor();
  // Yesterday is closed: this browser proves the line in the root that the ledger has.
  await page.locator('[data-day="proven"]').first().waitFor({ timeout: 60_000 });
  expect(await page.locator('[data-day="wrong"]').count()).toBe(0);
  await shot(page, 'patient');
  const card = page.locator('section.card.form', { hasText: 'Phòng khám Xuân Lộc' }).last();
  await card.getByText('Rút hoặc thu hẹp').click();
  await card.getByRole('button', { name: 'Rút đồng ý' }).click();
  await card.waitFor({ state: 'detached' });
  const { body } = await system.get('/api/health/consents', 'patient');
  const mine = body['items'] as unknown as { consent: Consent }[];
  expect(mine.find((one) => one.consent.id === consent)?.consent.status).toBe('withdrawn');
  await page.context().close();
  const review = await workspace('registrar-health', '/health/break-glass', 1280);
  await review.getByText('dữ liệu mẫu').first().waitFor();
  await shot(review, 'review');
  await review.getByRole('button', { name: 'Có lý do chính đáng' }).first().click();
  await review.getByText('Có lý do chính đáng').first().waitFor();
  await review.context().close();
  const facility = await workspace('clinic-b', '/health/facility', 390);
  await facility.getByRole('button', { name: 'Mở khẩn cấp' }).waitFor();
  await shot(facility, 'facility');
  await facility.context().close();
});

test('killed at any point, the agent loses nothing and sends nothing twice', async () => {
  const proxy = await countingProxy(system.gateway);
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'clinic-killed-'));
  mkdirSync(join(folder, patient));
  for (let n = 0; n < 8; n += 1) writeFileSync(join(folder, patient, `d${n}.json`), document(` ${n}`));
  const env = {
    ...process.env,
    ...{
      DN_CLINIC_UNIT: c!.unit,
      DN_CLINIC_GATEWAY: proxy.url,
      DN_CLINIC_FOLDER: folder,
      DN_CLINIC_DATA: dataDir,
    },
    ...{
      DN_CLINIC_TOKEN: await system.token('clinic-c'),
      DN_CLINIC_TRUST: join(system.dataDir, 'trust'),
      DN_CLINIC_TICK_MS: '200',
    },
  };
  const states = (): readonly string[] => {
    const store = openClinicStore(dataDir, masterKey(dataDir));
    const ids = store.inState('committed').map(({ id }) => id);
    store.close();
    return ids;
  };
  let committed: readonly string[] = [];
  // Each ends at another point of its work; the last has time.
  for (const afterMs of [0, 300, 700, 1200, 2000, 90_000]) {
    const child = spawn(process.execPath, [...cli, 'run'], { env });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (said: Buffer) => said.includes('ready clinic') && resolve());
      child.once('exit', () => resolve());
    });
    const deadline = Date.now() + afterMs;
    do {
      await new Promise((resolve) => setTimeout(resolve, Math.min(afterMs, 500)));
      committed = states();
    } while (Date.now() < deadline && committed.length < 8);
    child.kill('SIGKILL');
    await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
  }
  proxy.close();
  expect(committed).toHaveLength(8);
  // Over all its lives it sent one commitment for each file, and each stands on the ledger as one version.
  expect([...proxy.commitments].toSorted()).toEqual(committed.toSorted());
  for (const id of committed) {
    const { body } = await system.get(`/api/health/commitments/${id}`, 'clinic-c');
    expect(body['record']).toMatchObject({ version: 1, status: 'active' });
  }
});

test('the planted person is nowhere: not in ledger, index, logs, URLs or the files of the gateway', () => {
  for (const text of [...Object.values(planted), reason])
    expect([text, placesOf(system.dataDir, text)]).toEqual([text, []]);
  for (const { dataDir } of [a!, b!])
    for (const text of Object.values(planted)) expect(placesOf(dataDir, text)).toEqual([]);
  expect(system.output()).not.toContain(planted.name);
});
