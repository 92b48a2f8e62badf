import { describe, expect, test } from '@jest/globals';
import { readTrustPolicy } from '@daunguon/proof';
import type { TrustPolicy } from '@daunguon/proof';
import { alias, batchBody, gtin, ids, issued, itemBundle, labelledLog, lot, playedLog } from '../../test/cast.ts';
import { organisations, RealLog } from '../../test/real-log.ts';
import { lookUp } from './look-up.ts';
import type { KnownHead, Lookup, SavedBundle } from './look-up.ts';
import type { GetJson } from './source.ts';

const now = Date.UTC(2026, 10, 24, 3);
const seconds = now / 1000;
const fresh = { at: seconds - 10 };
const old = { at: seconds - 7200 };
const [gateway, mirror] = ['https://gateway.example.vn', 'https://mirror.example.org'];

function policyOf(log: RealLog): TrustPolicy {
  return readTrustPolicy(log.policyText(), log.policyJson([gateway], [mirror]));
}

type Served = (from: number) => unknown;

/** What each origin answers; null: it does not. */
function served(answers: Partial<Record<string, Served | null>>): { getJson: GetJson; asked: string[] } {
  const asked: string[] = [];
  const getJson: GetJson = (url) => {
    asked.push(url);
    const { origin, searchParams } = new URL(url);
    const from = searchParams.get('from');
    const answer = answers[origin]?.(from === null ? 0 : Number(from));
    return Promise.resolve(answer === undefined ? null : (answer as { status: number; json: unknown }));
  };
  return { getJson, asked };
}
const ok = (json: unknown): { status: number; json: unknown } => ({ status: 200, json });

async function run(
  log: RealLog,
  answers: Partial<Record<string, Served | null>>,
  kept: { known?: KnownHead | null; saved?: SavedBundle | null } = {},
  id = ids.honest as string,
): Promise<Lookup & { asked: string[] }> {
  const { getJson, asked } = served(answers);
  const input = { policy: policyOf(log), now, known: kept.known ?? null, saved: kept.saved ?? null, getJson };
  return { ...(await lookUp({ kind: 'record', id }, input)), asked };
}

describe('one request', () => {
  test('a fresh proven answer ends it, and its head is kept', async () => {
    const log = playedLog();
    const { best, asked, head, failed } = await run(log, {
      [gateway]: () => ok(log.bundle(ids.honest, { signing: fresh })),
    });
    expect(best?.verification).toMatchObject({ authenticity: 'authentic', fresh: true });
    expect(asked).toEqual([`${gateway}/r/${ids.honest}?from=0`]);
    expect(head).toMatchObject({ size: BigInt(log.size) });
    expect(failed).toEqual([]);
  });

  test('the next one asks from the head that is known, and the log must extend it', async () => {
    const log = playedLog();
    const { head: known } = await run(log, { [gateway]: () => ok(log.bundle(ids.honest, { signing: fresh })) });
    const from = log.size;
    log.put({ id: ids.unit, type: 'registry/unit', body: { name: 'B' } });
    const next = await run(
      log,
      { [gateway]: (size) => ok(log.bundle(ids.honest, { from: size, signing: fresh })) },
      { known },
    );
    expect(next.asked).toEqual([`${gateway}/r/${ids.honest}?from=${from}`]);
    expect(next.best?.verification.authenticity).toBe('authentic');
    expect(next.head?.size).toBe(BigInt(log.size));
  });
});

describe('a gateway that does not prove', () => {
  const liar: Served = () =>
    ok({ ...playedLog().bundle(ids.honest, { signing: fresh }), body: batchBody({ lot: 'X' }) });

  test.each<[string, Served | null, string]>([
    ['lies', liar, 'unproven'],
    ['answers with something else', () => ok({ status: 'ok' }), 'unreadable'],
    ['is broken', () => ({ status: 503, json: {} }), 'unreachable'],
    ['does not answer', null, 'unreachable'],
  ])('%s: a mirror proves it', async (_what, answer, why) => {
    const log = playedLog();
    const { best, failed, asked } = await run(log, {
      [gateway]: answer,
      [mirror]: () => ok(log.bundle(ids.honest, { signing: fresh })),
    });
    expect(best?.source).toEqual({ kind: 'mirror', url: mirror });
    expect(best?.verification.authenticity).toBe('authentic');
    expect(failed).toEqual([{ source: { kind: 'gateway', url: gateway }, why }]);
    expect(asked).toHaveLength(2);
  });

  test('lies and no mirror answers: what it sent is kept as evidence, confirming nothing', async () => {
    const { best, head } = await run(playedLog(), { [gateway]: liar });
    expect(best?.verification.authenticity).toBe('cannot-confirm');
    expect(head?.size).toBe(BigInt(playedLog().size)); // its head is proven all the same
  });

  test('nobody answers: nothing, not a fake', async () => {
    expect((await run(playedLog(), {})).best).toBeNull();
  });
});

describe('what is newer or worse is said', () => {
  test('an old head is compared with what a mirror knows', async () => {
    const log = playedLog();
    const size = log.size;
    log.put({ id: ids.honest, type: 'origin/batch', status: 'recalled', body: batchBody() });
    const { best } = await run(log, {
      [gateway]: () => ok(log.bundle(ids.honest, { size, signing: old })),
      [mirror]: () => ok(log.bundle(ids.honest, { signing: fresh })),
    });
    expect(best?.verification.standing).toMatchObject({ status: 'recalled' });
  });

  test('a genuine young record is not denied by a head from before it while a mirror knows better', async () => {
    const log = playedLog();
    const size = log.size;
    const young = '7NEWRECAAAAAAAAAAAAAAAAAAA';
    log.put({ id: young, type: 'registry/unit', body: { name: 'B' } });
    const answers = {
      [gateway]: () => ({ status: 404, json: log.bundle(young, { size, signing: fresh }) }),
      [mirror]: () => ok(log.bundle(young, { signing: fresh })),
    };
    const { best, asked } = await run(log, answers, {}, young);
    expect(asked).toHaveLength(2);
    expect(best?.verification).toMatchObject({ authenticity: 'authentic', standing: { n: 1 } });
    const alone = await run(log, { [gateway]: answers[gateway]! }, {}, young);
    expect(alone.best?.verification).toMatchObject({ authenticity: 'not-authentic', standing: { absent: true } });
  });

  test('a recall that was proven before is not forgotten because the gateway now shows an older head', async () => {
    const log = playedLog();
    const size = log.size;
    log.put({ id: ids.honest, type: 'origin/batch', status: 'recalled', body: batchBody() });
    const bundle = log.bundle(ids.honest, { signing: fresh });
    const { head: known } = await run(log, { [gateway]: () => ok(bundle) });
    const saved = { bundle, savedAt: '2026-11-24T02:00:00.000Z' };
    const answers = {
      [gateway]: (from: number) =>
        from > size ? { status: 409, json: { size } } : ok(log.bundle(ids.honest, { size, signing: fresh })),
    };
    const { best, asked } = await run(log, answers, { known, saved });
    expect(asked).toContain(`${gateway}/r/${ids.honest}?from=0`); // asked again for what it has
    expect(best?.verification.standing).toMatchObject({ status: 'recalled' });
  });

  test('a recall is proven without the contents that a liar keeps back, and outweighs a mirror that lags', async () => {
    const log = playedLog();
    const size = log.size;
    log.put({ id: ids.honest, type: 'origin/batch', status: 'recalled', body: batchBody() });
    const { body: _body, salt: _salt, ...withheld } = log.bundle(ids.honest, { signing: fresh });
    const { best } = await run(log, {
      [gateway]: () => ok(withheld),
      [mirror]: () => ok(log.bundle(ids.honest, { size, signing: fresh })),
    });
    expect(best?.verification.standing).toMatchObject({ status: 'recalled' });
  });
});

describe('without a network', () => {
  test('the kept bundle speaks, with its date', async () => {
    const log = playedLog();
    const saved = { bundle: log.bundle(ids.honest, { signing: old }), savedAt: '2026-11-24T01:00:00.000Z' };
    const { best } = await run(log, {}, { saved });
    expect(best?.source).toEqual({ kind: 'saved', savedAt: saved.savedAt });
    expect(best?.verification).toMatchObject({ authenticity: 'authentic', statusTime: now - 7200_000 });
  });
});

describe('a log that signs two histories', () => {
  test('is caught with evidence that anybody can check, though each head has its quorum', async () => {
    const [one, other] = [playedLog(), playedLog()];
    one.put({ id: ids.unit, type: 'registry/unit', body: { name: 'A' } });
    other.put({ id: ids.unit, type: 'registry/unit', body: { name: 'B' } });
    const { head: known } = await run(one, { [gateway]: () => ok(one.bundle(ids.honest, { signing: fresh })) });
    const { best, equivocation } = await run(
      one,
      { [gateway]: () => ok(other.bundle(ids.honest, { from: other.size, signing: fresh })) },
      { known },
    );
    expect(best?.verification.authenticity).toBe('cannot-confirm');
    expect(equivocation?.notes).toEqual([one.checkpoint(one.size, fresh), other.checkpoint(other.size, fresh)]);
  });

  test('a stranger’s note accuses nobody', async () => {
    const [one, other] = [playedLog(), playedLog()];
    other.put({ id: ids.unit, type: 'registry/unit', body: { name: 'B' } });
    one.put({ id: ids.unit, type: 'registry/unit', body: { name: 'A' } });
    const { head: known } = await run(one, { [gateway]: () => ok(one.bundle(ids.honest, { signing: fresh })) });
    const log = new RealLog('strangers').logSigner;
    const forged = other.bundle(ids.honest, { from: other.size, signing: { ...fresh, log, by: organisations } });
    expect((await run(one, { [gateway]: () => ok(forged) }, { known })).equivocation).toBeNull();
  });
});

describe('a label with a serial', () => {
  const log = labelledLog();
  const label = { kind: 'lot', id: alias, gtin, lot } as const;
  const scan = async (serial: string, answers: Record<string, (serial: string) => unknown>) => {
    const asked: string[] = [];
    const getJson: GetJson = (url) => {
      asked.push(url);
      const answer = answers[new URL(url).origin]?.(new URL(url).searchParams.get('serial') ?? '');
      return Promise.resolve(answer === undefined ? null : { status: 200, json: answer });
    };
    const input = { policy: policyOf(log), now, known: null, saved: null, getJson };
    return { ...(await lookUp({ ...label, serial }, input)), asked };
  };
  const honest = (serial: string): unknown => itemBundle(log, serial, { signing: fresh });

  test('is asked for with its serial, and one proof that it was issued ends the look-up', async () => {
    const { best, asked } = await scan(issued, { [gateway]: honest });
    expect(best?.verification).toMatchObject({ authenticity: 'authentic', serial: 'issued' });
    expect(asked).toEqual([`${gateway}/r/${alias}?from=0&serial=${issued}`]);
  });

  test('a proof that it was not leads on to other sources, which may know a later issue', async () => {
    const { best, asked } = await scan('NEVER', { [gateway]: honest, [mirror]: honest });
    expect(best?.verification).toMatchObject({ authenticity: 'not-authentic', serial: 'not-issued' });
    expect(asked).toHaveLength(2);
  });

  test('a source that keeps the proof back or shows that of another label brands nothing', async () => {
    const bare = (): unknown => ({ ...itemBundle(log, issued, { signing: fresh }), serials: null });
    const other = (): unknown => itemBundle(log, 'NEVER', { signing: fresh });
    for (const lie of [bare, other]) {
      const { best } = await scan(issued, { [gateway]: lie });
      expect(best?.verification).toMatchObject({ authenticity: 'cannot-confirm', serial: 'unproven' });
      const helped = await scan(issued, { [gateway]: lie, [mirror]: honest });
      expect(helped.best?.verification).toMatchObject({ authenticity: 'authentic', serial: 'issued' });
    }
  });
});
