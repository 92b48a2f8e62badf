/** For tests: the exchange over an index that the projection wrote, served with a clock that stands until it is moved. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RecordState, RecordType } from '@daunguon/records';
import express from 'express';
import { idOf, saved } from '../../../records/src/domains/origin/origin-fixtures.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { readConfig } from '../config.ts';
import { epcisRoutes } from '../epcis/epcis-routes.ts';
import { sendProblem } from '../http/http-problem.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { serve, type Served } from '../mirror/test-log.ts';
import { exchangeRouter, mountExchange } from '../mount-exchange.ts';
import { mountEpcis } from '../mount-epcis.ts';
import { collections, projectBlock } from '../project-block.ts';
import type { Deps } from '../deps.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import type { OpenReport } from '../webhooks/reminder-source.ts';
import type { NewPartner } from './partner-schema.ts';

export const publicUrl = 'https://nguon.example.vn';

/** A growing area, the simplest public record; `label` is the end of its id. */
export const areaOf = (label: string, version = 1, owner = 'C00P'): RecordState =>
  saved({
    ...{ id: idOf(label), type: 'origin/growing-area', version, status: 'active', owner: idOf(owner) },
    body: { puc: label, scheme: 'domestic', pucNormalised: label, name: label, crop: 'durian', commune: '25195' },
  }) as RecordState;
/** A record of a private domain, known by its commitment. */
export const privateRecord = (label: string, type: RecordType): RecordState =>
  ({ ...saved({ id: idOf(label), type, version: 1, status: 'active', owner: idOf('C00P'), body: {} }), body: undefined, facets: {} }) as never; // prettier-ignore
/** A recall, which EPCIS tells as an event. */
export const recallOf = (label: string): RecordState =>
  saved({
    ...{ id: idOf(label), type: 'origin/recall', version: 1, status: 'active', owner: idOf('1NSP') },
    body: { batch: idOf('B1'), reason: 'Dư lượng', class: 'I' },
  }) as RecordState;

/** Writes one block, a transaction for each record. */
export const writeBlock = async (store: IndexStore, number: number, states: readonly RecordState[]): Promise<void> => {
  const transactions = states.map((state, index) => ({
    ...{ txId: `tx-${number}-${index}`, time: state.ts, endorsers: ['AgriMSP'] },
    writes: [{ key: `r/${state.id}`, value: JSON.stringify(state) }],
  }));
  const hash = createHash('sha256').update(String(number)).digest('hex');
  const ops = projectBlock({ number, hash, transactions });
  await store.applyBlocks([{ ref: { number, hash }, ops }]);
};

export interface TestExchange extends Served {
  readonly store: IndexStore;
  readonly clock: { now: number };
  readonly mounted: ReturnType<typeof mountExchange>;
  /** A partner's key. */
  partner(given?: Partial<NewPartner>): string;
  get(path: string, key?: string): Promise<Response>;
  post(path: string, body: unknown, key?: string): Promise<Response>;
}

/** Opens, or opens again, the exchange whose files lie in `folder`. Who sends `X-Role` is signed in as that role of the gateway's organisation. */
export async function openTestExchange(
  folder: string,
  timeoutMs = 1000,
  openReports?: () => Promise<readonly OpenReport[]>,
): Promise<TestExchange> {
  const store = openSqliteStore(join(folder, 'index.db'), collections);
  const clock = { now: Date.parse('2026-12-01T02:00:00Z') };
  const config = { ...readConfig({ DN_DATA: folder, DN_PUBLIC_URL: publicUrl, DN_WEBHOOK_LOOPBACK: '1' }) };
  const deps = {
    ...{ config, store },
    authenticate: (async (request) => ({
      issuer: 'i',
      subject: request.get('x-role') ?? '',
      token: '',
    })) as Deps['authenticate'],
    identityOf: async (role: string) => ({ mspId: role === 'stranger' ? 'AgriMSP' : config.ownMspId, role, unit: idOf('C00P') }) as LedgerIdentity, // prettier-ignore
  };
  const keys = openSubjectKeys(join(folder, 'vault', 'subject-keys.db'), Buffer.alloc(32, 9));
  const epcis = mountEpcis(deps as never, { get: () => undefined }, keys);
  const times = { now: () => clock.now, random: () => 0.5, timeoutMs, tickMs: 0 };
  const mounted = mountExchange(deps, epcis, keys, times, openReports);
  const all = { ...deps, ...epcis, exchange: mounted.parts };
  const app = express().use(epcisRoutes(all as never), exchangeRouter(deps, mounted.parts), sendProblem);
  const served = await serve(app);
  const headers = (bearer?: string): Record<string, string> =>
    bearer === undefined
      ? {}
      : bearer.startsWith('dnp_')
        ? { authorization: `Bearer ${bearer}` }
        : { 'x-role': bearer };
  let partners = 0;
  return {
    ...{ store, clock, mounted, url: served.url },
    partner(given = {}) {
      const partner: NewPartner = {
        ...{ name: 'Sở thử', legalBasis: 'NĐ 278/2025', scopes: ['changes:origin', 'webhooks', 'epcis:subscribe'] },
        ...{ hosts: [], perMinute: 600, perDay: 10_000, sandbox: false, ...given },
      };
      partners += 1;
      return mounted.parts.partners.add(idOf(`P${partners}${clock.now}`), partner, new Date(clock.now).toISOString());
    },
    get: (path, bearer) => fetch(`${served.url}${path}`, { headers: headers(bearer) }),
    post: (path, body, bearer) =>
      fetch(`${served.url}${path}`, {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json', ...headers(bearer) },
      }),
    async close() {
      await served.close();
      await mounted.stop();
      await epcis.stop();
      await store.close();
    },
  };
}
