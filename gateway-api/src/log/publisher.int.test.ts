import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import express from 'express';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  algorithms,
  ed25519Signer,
  openCheckpoint,
  parseTlogPolicy,
  parseVkey,
  type NoteSigner,
  type TlogPolicy,
} from '@daunguon/proof';
import { Alarms } from '../cosigner/alarms.ts';
import { Cosigner } from '../cosigner/cosigner.ts';
import { cosignerRoutes } from '../cosigner/cosigner-routes.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import { DerivedLog } from './derived-log.ts';
import { Publisher } from './publisher.ts';
import { testBlock } from './test-blocks.ts';

const root = mkdtempSync(join(tmpdir(), 'publisher-'));
let folders = 0;
const folder = (): string => join(root, String((folders += 1)));
const origin = 'daunguon.local/province/00112233445566ff';
const logSigner = ed25519Signer(origin, new Uint8Array(32).fill(1), algorithms.note);
const names = ['agri', 'edu', 'health', 'tech'];
const signers = names.map((name, index) =>
  ed25519Signer(name, new Uint8Array(32).fill(10 + index), algorithms.cosignature),
);
const servers: Server[] = [];
let wall = 1_795_000_000_000;

const listen = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', () => resolve()));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
};
/** A witness that is really there; `signer` may be a stranger. */
const witness = (signer: NoteSigner): Promise<string> => {
  const alarms = new Alarms(
    folder(),
    () => wall,
    () => undefined,
  );
  const cosigner = new Cosigner({
    ...{ stateDir: folder(), signer, alarms, logKeys: () => [parseVkey(logSigner.vkey)] },
    now: () => wall,
    monotonic: () => performance.now(),
  });
  return listen(createServer(express().use(cosignerRoutes(cosigner, alarms))));
};
/** A cosigner that takes the request and never answers. */
const hanging = (): Promise<string> => listen(createServer(() => undefined));
const policyOf = (urls: readonly string[]): TlogPolicy =>
  parseTlogPolicy(
    [
      `log ${logSigner.vkey}`,
      ...names.map((name, index) => `witness ${name} ${signers[index]!.vkey} ${urls[index]}`),
      `group organisations 3 ${names.join(' ')}`,
      'quorum organisations\n',
    ].join('\n'),
  );

let log: DerivedLog;
let checkpoints: CheckpointStore;
let checkpointDir: string;
let said: string[];
const publisherOf = (
  policy: TlogPolicy | undefined,
  change: Partial<ConstructorParameters<typeof Publisher>[0]> = {},
) =>
  new Publisher({
    ...{
      log: log.store,
      checkpoints,
      signers: () => [logSigner],
      policy: () => policy,
      published: () => undefined,
    },
    ...{ roundMs: 2000, graceMs: 20, ...change },
  });
const take = (...ids: string[]): void =>
  log.take(
    testBlock(
      log.next(),
      ids.map((id) => ({ id })),
    ),
  );
const cosigned = (policy: TlogPolicy): string[] =>
  [...openCheckpoint(checkpoints.newest()?.note ?? '', policy).cosigned.keys()].sort();

beforeEach(() => {
  log = new DerivedLog({ dir: folder(), trusted: () => 0, provenFrom: () => 0 });
  checkpointDir = folder();
  checkpoints = new CheckpointStore(checkpointDir);
  take();
  take('A', 'B');
  said = [];
  jest.spyOn(console, 'error').mockImplementation((...text) => void said.push(text.join(' ')));
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => rmSync(root, { recursive: true }));

test('publishes with the cosignatures of all, and nothing twice', async () => {
  const policy = policyOf(await Promise.all(signers.map(witness)));
  const publisher = publisherOf(policy);
  expect(await publisher.publish()).toBe(true);
  expect(checkpoints.newest()?.size).toBe(5);
  expect(cosigned(policy)).toEqual(names);
  expect(await publisher.publish()).toBe(false);
  take('C');
  expect(await publisher.publish()).toBe(true);
  expect(checkpoints.newest()?.size).toBe(7);
});

test('a dead cosigner or one that never answers does not hold up the quorum', async () => {
  const urls = await Promise.all(signers.map(witness));
  const begun = performance.now();
  const dead = policyOf([...urls.slice(0, 3), 'http://localhost:1']);
  expect(await publisherOf(dead).publish()).toBe(true);
  expect(cosigned(dead)).toEqual(['agri', 'edu', 'health']);
  take('C');
  // This publisher is new: that two of the witnesses are at 5 leaves it learns by their 409.
  const silent = policyOf([await hanging(), ...urls.slice(1)]);
  expect(await publisherOf(silent).publish()).toBe(true);
  expect(checkpoints.newest()?.size).toBe(7);
  expect(cosigned(silent)).toEqual(['edu', 'health', 'tech']);
  expect(performance.now() - begun).toBeLessThan(2000);
});

test('two cosigners are not enough, and a stranger’s signature never gets into the note', async () => {
  const urls = await Promise.all(signers.map(witness));
  const stranger = ed25519Signer('health', new Uint8Array(32).fill(77), algorithms.cosignature);
  const policy = policyOf([urls[0]!, urls[1]!, await witness(stranger), 'http://localhost:1']);
  const publisher = publisherOf(policy);
  expect(await publisher.publish()).toBe(false);
  expect(checkpoints.newest()).toBeUndefined();
  expect(publisher.trouble()).toBe('no quorum for 5 leaves; missing: health, tech');
  expect(said.join()).toContain('foreign signature');
});

test('without a trust policy, or an empty log, nothing is published', async () => {
  expect(await publisherOf(undefined).publish()).toBe(false);
});

test('an idle head is cosigned again once it is old', async () => {
  const policy = policyOf(await Promise.all(signers.map(witness)));
  const publisher = publisherOf(policy, { renewMs: 50 });
  await publisher.publish();
  const first = checkpoints.newest();
  expect(await publisher.publish()).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 60));
  wall += 300_000;
  expect(await publisher.publish()).toBe(true);
  const second = checkpoints.newest();
  expect(second?.size).toBe(first?.size);
  const times = (note = ''): number[] => [...openCheckpoint(note, policy).cosigned.values()];
  expect(times(second?.note)).toEqual(times(first?.note).map((time) => time + 300));
});

test('while one key takes the place of the other, checkpoints carry both signatures', async () => {
  const policy = policyOf(await Promise.all(signers.map(witness)));
  const next = ed25519Signer(origin, new Uint8Array(32).fill(5), algorithms.note);
  expect(await publisherOf(policy, { signers: () => [logSigner, next] }).publish()).toBe(true);
  const { logs } = parseTlogPolicy(`log ${next.vkey}\nquorum none\n`);
  const note = checkpoints.newest()?.note ?? '';
  expect(openCheckpoint(note, policy).logKeys).toEqual([logSigner.vkey]);
  expect(openCheckpoint(note, { ...policy, logs }).logKeys).toEqual([next.vkey]);
});

test('two gateways on one folder cannot both publish after the same checkpoint', async () => {
  const policy = policyOf(await Promise.all(signers.map(witness)));
  const other = new CheckpointStore(checkpointDir);
  expect(await publisherOf(policy).publish()).toBe(true);
  await expect(publisherOf(policy, { checkpoints: other }).publish()).rejects.toThrow('another process publishes');
  expect(readdirSync(checkpointDir)).toEqual(['000000000001']);
  expect(other.newest()?.note).toBe(checkpoints.newest()?.note);
});

test('a log that no longer contains its published head signs nothing', async () => {
  const policy = policyOf(await Promise.all(signers.map(witness)));
  await publisherOf(policy).publish();
  const forked = new DerivedLog({ dir: folder(), trusted: () => 0 });
  for (const block of [testBlock(0), testBlock(1, [{ id: 'A' }, { id: 'X' }]), testBlock(2, [{ id: 'C' }])]) {
    forked.take(block);
  }
  await expect(publisherOf(policy, { log: forked.store }).publish()).rejects.toThrow(
    "the log's root at 5 is not the published one",
  );
  expect(checkpoints.newest()?.size).toBe(5);
});
