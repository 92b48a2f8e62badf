/** Routes of `health` over HTTP, on a ledger and a file of their own; who signs in is whoever the bearer token names. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commitFields, discloseFields, encodeDisclosure, saltFields } from '@daunguon/proof';
import { healthFields } from '@daunguon/proof/health';
import { exchangeDays, type Consent, type RecordState } from '@daunguon/records';
import express from 'express';
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { sendProblem } from '../../http/http-problem.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { serve, type Served } from '../../mirror/test-log.ts';
import { sweepBundles } from './exchanges.ts';
import type { HealthDeps } from './health-deps.ts';
import { healthRouter } from './health-router.ts';
import { sweepAnswers } from './once.ts';
import { digestOf, idOf, TestHealth, vaultKey } from './test-health.ts';

const [clinicA, clinicB, department] = [idOf(801), idOf(802), ''];
const people: Record<string, { mspId: string; unit: string; role: string }> = {
  'clinic-a': { mspId: 'HealthMSP', unit: clinicA, role: 'clinic' },
  'clinic-b': { mspId: 'HealthMSP', unit: clinicB, role: 'clinic' },
  registrar: { mspId: 'HealthMSP', unit: department, role: 'registrar' },
};
const person = { mspId: 'EduMSP', unit: '', role: 'holder' };
const day = 86_400_000;

let health: TestHealth;
let served: Served;
let count = 5000;
const fresh = (): string => idOf((count += 1));

/** The index as far as these routes ask: the test ledger's records, and an accreditation of every facility. */
const index = {
  get: async (_collection: string, id: string) => {
    const state = health.records.get(id);
    return state && { _id: id, state };
  },
  find: async () => ({
    docs: [
      {
        _id: 'accreditation',
        state: {
          status: 'active',
          body: { may: ['health:record'], from: '2020-01-01T00:00:00Z', until: '2090-01-01T00:00:00Z' },
        },
      },
    ],
  }),
} as unknown as IndexStore;

beforeEach(async () => {
  health = new TestHealth();
  const { docs, book, mixing, erasures, ledger } = health;
  const deps = {
    ...{ docs, book, mixing, erasures, ledger, vaultKey, store: index, now: () => health.now },
    authenticate: async (request: { headers: { authorization?: string } }) => {
      // Others are answered meanwhile.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return { issuer: 'test', subject: String(request.headers.authorization), token: '' };
    },
    identityOf: async (subject: string) => people[subject] ?? person,
  } as unknown as HealthDeps;
  served = await serve(express().use(healthRouter(deps), sendProblem));
});
afterEach(async () => {
  await served.close();
  health.close();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
const ask = async (who: string, path: string, body?: object): Promise<Answer> => {
  const answer = await fetch(`${served.url}/api/health/${path}`, {
    headers: { authorization: who },
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify({ ...(path === 'commitments' ? {} : { requestId: fresh() }), ...body }),
        }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const code = async (asked: Promise<Answer>): Promise<unknown> => {
  const { status, body } = await asked;
  return status < 300 ? status : body['code'];
};
const iso = (at: number): string => new Date(at).toISOString();
const log = (patient: string) => health.book.ofPatient(patient).map(({ entry }) => entry);

const newPatient = async (who = 'mai'): Promise<string> => {
  const id = fresh();
  expect(await code(ask(who, 'patients/mine', { id }))).toBe(201);
  return id;
};
const consentOf = async (who: string, patient: string, more: object = {}): Promise<Answer> =>
  ask(who, 'consents', {
    ...{ id: fresh(), patient, grantee: clinicB, purpose: 'treatment', classes: ['summary', 'vaccination'] },
    ...{ from: iso(health.now), until: iso(health.now + 300 * day) },
    ...more,
  });

describe('a consent', () => {
  test('withdrawn while it is being narrowed stays withdrawn, whichever comes first', async () => {
    const patient = await newPatient();
    for (let round = 0; round < 20; round += 1) {
      const { body } = await consentOf('mai', patient);
      const { id } = body['consent'] as Consent;
      const less = { id, classes: ['summary'], until: iso(health.now + day) };
      await Promise.all([ask('mai', 'consents/narrow', less), ask('mai', 'consents/withdraw', { id })]);
      const kept = health.docs.get<{ consent: Consent; openings: unknown[] }>('consent', id);
      expect(kept?.consent.status).toBe('withdrawn');
      expect(kept?.openings).toHaveLength(kept?.consent.version ?? 0);
    }
  });

  test('sent again after a lost answer is answered the same and stays one, given, narrowed or withdrawn', async () => {
    const patient = await newPatient();
    const twice = async (path: string, more: object): Promise<Consent> => {
      const asked = { requestId: fresh(), ...more };
      const [first, again] = [await ask('mai', path, asked), await ask('mai', path, asked)];
      expect([first.status, again]).toEqual([201, first]);
      return first.body['consent'] as Consent;
    };
    const period = { from: iso(health.now), until: iso(health.now + 300 * day) };
    const terms = { patient, grantee: clinicB, purpose: 'treatment', classes: ['summary', 'vaccination'], ...period };
    const { id } = await twice('consents', { id: fresh(), ...terms });
    await twice('consents/narrow', { id, classes: ['summary'], until: iso(health.now + day) });
    expect(await twice('consents/withdraw', { id })).toMatchObject({ status: 'withdrawn', version: 3 });
    expect(log(patient).filter(({ act }) => act === 'consent')).toHaveLength(3);
    expect(await code(ask('mai', 'consents/withdraw', { id }))).toBe('health/consent-withdrawn');
  });

  test('is not changed by a request id that stands for something else, or for somebody else', async () => {
    const patient = await newPatient();
    const { id } = (await consentOf('mai', patient)).body['consent'] as Consent;
    const requestId = fresh();
    const less = { requestId, id, classes: ['summary'], until: iso(health.now + day) };
    expect(await code(ask('mai', 'consents/narrow', less))).toBe(201);
    const reused = 'registry/request-id-reused';
    expect(await code(ask('mai', 'consents/narrow', { ...less, until: iso(health.now + 1000) }))).toBe(reused);
    expect(await code(ask('mai', 'consents/withdraw', { requestId, id }))).toBe(reused);
    expect(await code(ask('lan', 'consents/narrow', less))).toBe(reused);
    expect(await code(consentOf('mai', patient, { id }))).toBe('health/id-in-use');
  });

  test('is kept with its line in the log, or not at all', async () => {
    const patient = await newPatient();
    health.book.append = () => {
      throw new Error('disk full');
    };
    expect((await consentOf('mai', patient)).status).toBe(500);
    expect(health.docs.ofPatient('consent', patient)).toEqual([]);
    expect(health.waiting.all()).toEqual([]);
    const id = fresh();
    expect((await ask('clinic-b', 'break-glass', { id, patient, reason: 'x' })).status).toBe(500);
    expect(health.docs.get('break-glass', id)).toBeUndefined();
  });
});

describe('a guardian', () => {
  const secret = 'ab'.repeat(32);
  const claimOf = (one: string): string => createHash('sha256').update(Buffer.from(one, 'hex')).digest('hex');
  const child = async (): Promise<string> => {
    const id = fresh();
    const made = { id, claim: claimOf(secret), guardianUntil: '2026-06-01' };
    expect(await code(ask('clinic-a', 'patients', made))).toBe(201);
    expect(await code(ask('clinic-a', 'patients', { ...made, guardianUntil: '2056-06-01' }))).toBe('health/id-in-use');
    // Nobody takes a minor's code as their own.
    expect(await code(ask('ba', 'patients/claim', { id, secret, as: 'patient' }))).toBe('health/not-the-patient');
    expect(await code(ask('ba', 'patients/claim', { id, secret, as: 'guardian' }))).toBe(201);
    return id;
  };
  const paper = { paperDigest: digestOf(9), signedBy: 'guardian' };

  test('speaks for the child until it is of age, on paper too, and sees nothing afterwards', async () => {
    const id = await child();
    const end = '2026-06-01T17:00:00.000Z';
    const given = await consentOf('ba', id);
    const onPaper = await consentOf('clinic-a', id, paper);
    for (const { body } of [given, onPaper]) {
      expect(body['consent']).toMatchObject({ givenBy: 'guardian', until: end });
    }
    expect(await code(ask('ba', `access-log?patient=${id}`))).toBe(200);
    health.now = Date.parse(end);
    const { id: consent } = given.body['consent'] as Consent;
    expect(await code(ask('ba', `access-log?patient=${id}`))).toBe('health/guardian-ended');
    expect((await ask('ba', 'consents')).body).toEqual({ items: [] });
    expect((await ask('ba', 'me')).body).toEqual({ patients: [] });
    expect(await code(consentOf('ba', id))).toBe('health/guardian-ended');
    expect(await code(consentOf('clinic-a', id, paper))).toBe('health/guardian-ended');
    expect(await code(ask('ba', 'consents/withdraw', { id: consent }))).toBe('health/guardian-ended');
  });

  test('is followed by the grown-up, who claims the code with a secret printed anew', async () => {
    const id = await child();
    const again = 'cd'.repeat(32);
    expect(await code(ask('clinic-b', 'patients', { id, claim: claimOf(again) }))).toBe('health/id-in-use');
    health.now = Date.parse('2026-06-02T00:00:00.000Z');
    expect(await code(ask('clinic-b', 'patients', { id, claim: claimOf(again) }))).toBe(201);
    const claimed = { id, secret: again };
    expect(await code(ask('ba', 'patients/claim', { ...claimed, as: 'guardian' }))).toBe('health/not-the-patient');
    expect(await code(ask('an', 'patients/claim', { ...claimed, as: 'patient' }))).toBe(201);
    expect(await code(ask('an', `access-log?patient=${id}`))).toBe(200);
    expect(await code(ask('ba', `access-log?patient=${id}`))).toBe('health/guardian-ended');
    expect(await code(ask('clinic-b', 'patients', { id, claim: claimOf(secret) }))).toBe('health/id-in-use');
  });

  test('a secret that is printed, again too, and a code that is claimed stand in the log', async () => {
    const [id, printed] = [fresh(), claimOf('ef'.repeat(32))];
    const made = { requestId: fresh(), id, claim: claimOf(secret), guardianUntil: '2026-06-01' };
    for (let n = 0; n < 2; n += 1) expect(await code(ask('clinic-a', 'patients', made))).toBe(201);
    // The paper is lost: whoever printed it prints another, and the lost one opens nothing.
    const anew = { id, claim: printed, guardianUntil: '2026-06-01' };
    expect(await code(ask('clinic-b', 'patients', anew))).toBe('health/id-in-use');
    expect(await code(ask('clinic-a', 'patients', anew))).toBe(201);
    expect(await code(ask('ba', 'patients/claim', { id, secret, as: 'guardian' }))).toBe('health/not-the-patient');
    const claim = { requestId: fresh(), id, secret: 'ef'.repeat(32), as: 'guardian' };
    for (let n = 0; n < 2; n += 1) expect(await code(ask('ba', 'patients/claim', claim))).toBe(201);
    expect(await code(ask('clinic-a', 'patients', anew))).toBe('health/id-in-use');
    health.now = Date.parse('2026-06-02T00:00:00.000Z');
    expect(await code(ask('clinic-b', 'patients', { id, claim: claimOf(secret) }))).toBe(201);
    expect(log(id).map(({ act, unit, role }) => [act, unit, role])).toEqual([
      ['code-print', clinicA, 'clinic'],
      ['code-print', clinicA, 'clinic'],
      ['code-claim', '', 'guardian'],
      ['code-print', clinicB, 'clinic'],
    ]);
  });

  describe('claimed by somebody else with its secret', () => {
    const paperOf = async (): Promise<{ id: string; secret: string }> => {
      const id = fresh();
      expect(await code(ask('clinic-a', 'patients', { id, claim: claimOf(secret) }))).toBe(201);
      // As the facility that printed it could.
      expect(await code(ask('thief', 'patients/claim', { id, secret, as: 'patient' }))).toBe(201);
      return { id, secret };
    };

    test('is told to who holds the paper, disputed, and given to them by the department', async () => {
      const made = await paperOf();
      const { id } = made;
      const consent = (await consentOf('thief', id)).body['consent'] as Consent;
      expect(await code(ask('mai', 'patients/claim', { ...made, as: 'patient' }))).toBe('health/claimed-already');
      // Without the paper nobody learns that, and disputes nothing.
      const guess = { id, secret: '12'.repeat(32), as: 'patient' };
      for (const path of ['claim', 'dispute'])
        expect(await code(ask('mai', `patients/${path}`, guess))).toBe('health/not-the-patient');
      expect(await code(ask('thief', 'patients/dispute', { ...made, as: 'patient' }))).toBe('health/not-the-patient');
      const asked = { requestId: fresh(), ...made, as: 'patient' };
      const first = await ask('mai', 'patients/dispute', asked);
      expect([first.status, await ask('mai', 'patients/dispute', asked)]).toEqual([201, first]);
      expect(await code(ask('clinic-a', 'claim-disputes'))).toBe('health/not-department');
      const { items } = (await ask('registrar', 'claim-disputes')).body as { items: Record<string, unknown>[] };
      expect(items).toMatchObject([{ id: first.body['id'], patient: id, printedBy: clinicA, as: 'patient' }]);
      const review = { id: first.body['id'], verdict: 'upheld' };
      expect(await code(ask('registrar', 'claim-disputes/review', review))).toBe(201);
      expect(await code(ask('registrar', 'claim-disputes/review', review))).toBe('health/reviewed');
      expect((await ask('mai', 'me')).body).toEqual({ patients: [{ id, as: 'patient' }] });
      expect((await ask('thief', 'me')).body).toEqual({ patients: [] });
      expect(await code(ask('thief', `access-log?patient=${id}`))).toBe('health/not-the-patient');
      expect(health.docs.get<{ consent: Consent }>('consent', consent.id)?.consent.status).toBe('withdrawn');
      expect(log(id).map(({ act, role, reason }) => [act, role, reason])).toEqual([
        ['code-print', 'clinic', undefined],
        ['code-claim', 'patient', undefined],
        ['consent', 'patient', 'active'],
        ['claim-dispute', 'patient', undefined],
        ['consent', 'patient', 'withdrawn'],
        ['claim-review', 'registrar', 'upheld'],
      ]);
    });

    test('stays with who claimed it where the department rejects the dispute; another may follow', async () => {
      const made = await paperOf();
      const dispute = async (): Promise<unknown> =>
        (await ask('mai', 'patients/dispute', { ...made, as: 'patient' })).body['id'];
      const first = await dispute();
      expect(await dispute()).toBe(first);
      expect(await code(ask('registrar', 'claim-disputes/review', { id: first, verdict: 'rejected' }))).toBe(201);
      expect((await ask('thief', 'me')).body).toEqual({ patients: [{ id: made.id, as: 'patient' }] });
      expect(await dispute()).not.toBe(first);
      expect(await code(ask('registrar', 'claim-disputes/review', { id: fresh(), verdict: 'rejected' }))).toBe(
        'health/dispute-not-found',
      );
    });
  });

  test('an answer is kept for thirty days, and gone afterwards', async () => {
    const made = { requestId: fresh(), id: fresh(), claim: claimOf(secret) };
    expect(await code(ask('clinic-a', 'patients', made))).toBe(201);
    const kept = (): number => health.docs.ids('request').length;
    const before = kept();
    const sweep = (): void => sweepAnswers({ docs: health.docs, now: () => health.now });
    health.now += 30 * day;
    sweep();
    expect(kept()).toBe(before);
    health.now += day;
    sweep();
    expect(kept()).toBe(0);
  });

  test('a paper of a guardian for somebody who has none is refused', async () => {
    const patient = await newPatient();
    expect(await code(consentOf('clinic-a', patient, paper))).toBe('health/guardian-ended');
  });
});

test('reads, emergency accesses and their reviews that are told twice are one line each', async () => {
  const patient = await newPatient();
  const twice = async (who: string, path: string, more: object): Promise<void> => {
    const asked = { requestId: fresh(), ...more };
    const first = await ask(who, path, asked);
    expect([first.status, await ask(who, path, asked)]).toEqual([201, first]);
  };
  const id = fresh();
  await twice('clinic-b', 'reads', { patient, record: fresh(), purpose: 'treatment' });
  await twice('clinic-b', 'break-glass', { id, patient, reason: 'x' });
  await twice('registrar', 'break-glass/review', { id, verdict: 'justified' });
  expect(log(patient).map(({ act }) => act)).toEqual(['read', 'break-glass', 'review']);
});

/** A record of clinic a on the ledger, with what shows its facility. */
async function record(retention: { class: string; until: string } | null = null) {
  const id = fresh();
  const bytes = new TextEncoder().encode('{"resourceType":"Basic"}');
  const statement = { facility: clinicA, signature: null, date: '2026-03-01', retention };
  const salted = saltFields(healthFields(bytes, 'fhir', statement), Buffer.from(digestOf(3), 'hex'), {
    id,
    version: 1,
  });
  const commitment = commitFields(salted);
  expect(await code(ask('clinic-a', 'commitments', { id, commitment, saltSeed: digestOf(3) }))).toBe(201);
  await health.settle();
  return { id, show: (pointers: readonly number[]) => encodeDisclosure(id, discloseFields(salted, pointers)) };
}

describe('a bundle', () => {
  let patient: string;
  let consent: string;
  const send = async (): Promise<string> => {
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    const { x = '', y = '' } = await exportJWK(publicKey);
    const key = { id: fresh(), type: 'health/key', status: 'active' };
    const body = {
      ...{ unit: clinicB, use: 'seal', jwk: { kty: 'EC', crv: 'P-256', x, y } },
      ...{ validFrom: iso(health.now - day), validUntil: iso(health.now + 90 * day) },
    };
    health.records.set(key.id, { ...key, body } as unknown as RecordState);
    const { id: recordId, show } = await record();
    const id = fresh();
    const jwe = await new CompactEncrypt(Buffer.from('{}'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.id, dn: id })
      .encrypt(publicKey);
    const asked = { id, record: recordId, to: clinicB, patient, purpose: 'treatment', classes: ['summary'], consent };
    expect(await code(ask('clinic-a', 'exchanges', { ...asked, shown: show([4]), jwe }))).toBe(201);
    return id;
  };
  const inbox = async (): Promise<unknown[]> => (await ask('clinic-b', 'exchanges')).body['items'] as unknown[];
  beforeEach(async () => {
    patient = await newPatient();
    consent = ((await consentOf('mai', patient)).body['consent'] as Consent).id;
  });

  test('is destroyed after seven days', async () => {
    const id = await send();
    health.now += exchangeDays * day - 1;
    sweepBundles(health.docs, health.now);
    expect([await inbox(), health.docs.ids('jwe')]).toMatchObject([[{ id }], [id]]);
    health.now += 1;
    sweepBundles(health.docs, health.now);
    expect([await inbox(), health.docs.ids('jwe')]).toEqual([[], []]);
    expect(await code(ask('clinic-b', 'exchanges/pick-up', { id }))).toBe('health/exchange-expired');
  });

  test('refused at pick-up is destroyed, and stands in the log once however often it is asked for', async () => {
    const id = await send();
    expect(await code(ask('mai', 'consents/withdraw', { id: consent }))).toBe(201);
    for (let n = 0; n < 3; n += 1) {
      expect(await code(ask('clinic-b', 'exchanges/pick-up', { id }))).toBe('health/consent-withdrawn');
    }
    expect(log(patient).filter(({ outcome }) => outcome === 'refused')).toMatchObject([
      { act: 'receive', exchange: id, reason: 'health/consent-withdrawn' },
    ]);
    expect([await inbox(), health.docs.ids('jwe')]).toEqual([[], []]);
  });

  test('asked for again by the same request, after a lost answer, is one line of the log; by another it is gone', async () => {
    const id = await send();
    const requestId = fresh();
    const [first, again] = [1, 2].map(() => ask('clinic-b', 'exchanges/pick-up', { id, requestId }));
    expect((await first)?.body['jwe']).toEqual((await again)?.body['jwe']);
    expect(log(patient).filter(({ act }) => act === 'receive')).toHaveLength(1);
    expect(await code(ask('clinic-b', 'exchanges/pick-up', { id }))).toBe('health/picked-up');
    const acknowledged = { id, requestId, match: 'exact' };
    const [one, two] = [
      await ask('clinic-b', 'exchanges/acknowledge', acknowledged),
      await ask('clinic-b', 'exchanges/acknowledge', acknowledged),
    ];
    expect(one.body).toEqual(two.body);
    // One receipt waits for the next batch.
    expect([await inbox(), health.docs.ids('jwe'), health.waiting.all().length]).toEqual([[], [], 1]);
  });
});

describe('an erasure', () => {
  const asked = { ground: 'holder-request', requester: 'patient' };

  test('asked for twice at once, with a request id of somebody else’s, is one', async () => {
    const patient = await newPatient();
    const { id, show } = await record();
    const used = { requestId: fresh(), id: fresh(), day: '2026-01-01', root: digestOf(1) };
    await health.ledger.submit(undefined, 'Health:RecordAccessRoot', used);
    const erasure = { ...asked, id, patient, shown: show([4, 7]), requestId: used.requestId };
    const answers = await Promise.all([1, 2].map(() => ask('clinic-a', 'erasures', erasure)));
    expect(answers.map(({ status, body }) => [status, body['status']])).toEqual(Array(2).fill([201, 'waiting']));
    expect(Date.parse(String(answers[0]?.body['until']))).toBeGreaterThan(health.now);
    await health.release();
    expect(health.records.get(id)?.status).toBe('erased');
    expect(health.log.filter((name) => name === 'Health:Erase')).toHaveLength(1);
    expect(log(patient).filter(({ act }) => act === 'erase')).toMatchObject([{ outcome: 'done', record: id }]);
  });

  test('is refused while the law asks for the record, with class and day, and that stands in the log', async () => {
    const patient = await newPatient();
    const { id, show } = await record({ class: 'outpatient', until: '2036-03-01' });
    const { body } = await ask('clinic-a', 'erasures', { ...asked, id, patient, shown: show([4, 7]) });
    expect([body['code'], body['detail']]).toEqual(['health/retention-holds', expect.stringContaining('2036-03-01')]);
    expect(log(patient)).toMatchObject([{ act: 'erase', outcome: 'refused' }]);
    expect(health.salts.has(id)).toBe(true);
  });

  test('is nobody’s but the facility’s whose record it is', async () => {
    const patient = await newPatient();
    const { id, show } = await record();
    const erasure = { ...asked, id, patient, shown: show([4, 7]) };
    expect(await code(ask('clinic-b', 'erasures', erasure))).toBe('health/other-facility');
    // Without its retention a record is not taken to have none.
    expect(await code(ask('clinic-a', 'erasures', { ...erasure, shown: show([4]) }))).toBe('health/disclosure-invalid');
  });
});
