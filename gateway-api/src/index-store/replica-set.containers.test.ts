/** MongoDB as it is in production: a replica set of three whose primary is killed. Needs Docker on Linux (`npm run test:containers`). */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { StartedTestContainer } from 'testcontainers';
import { describeUnless } from '../../../network/testing/test-unless.ts';
import type { IndexStore } from './index-store.ts';
import { openMongoStore } from './mongo-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { linesOf, lastTestBlock, testBlock, testCollections } from './test-blocks.ts';

jest.setTimeout(600_000);
const ports = [27_117, 27_118, 27_119];
const uri = `mongodb://${ports.map((port) => `localhost:${port}`).join(',')}/daunguon?replicaSet=rs0`;
const docker = process.platform === 'linux' && spawnSync('docker', ['info']).status === 0;

describeUnless(docker ? undefined : 'no Docker engine on Linux')('an index in a replica set', () => {
  const members = new Map<number, StartedTestContainer>();
  let store: IndexStore;

  beforeAll(async () => {
    const { GenericContainer, Wait } = await import('testcontainers');
    for (const port of ports) {
      // In the host's network each member is called the same by the others and by the client.
      const member = new GenericContainer('mongo:8')
        .withNetworkMode('host')
        .withCommand(['--replSet', 'rs0', '--port', String(port), '--bind_ip', 'localhost'])
        .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/));
      members.set(port, await member.start());
    }
    const set = { _id: 'rs0', members: ports.map((port, _id) => ({ _id, host: `localhost:${port}` })) };
    const made = await members
      .get(ports[0]!)!
      .exec(['mongosh', '--quiet', '--port', String(ports[0]), '--eval', `rs.initiate(${JSON.stringify(set)})`]);
    expect(made.exitCode).toBe(0);
    store = await openMongoStore(uri, testCollections);
  });
  afterAll(async () => {
    await store?.close();
    for (const member of members.values()) await member.stop();
  });

  /** Again and again until a primary takes it: a block is applied exactly once however often it is sent. */
  const apply = async (number: number): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        await store.applyBlocks([testBlock(number)]);
        return;
      } catch (error) {
        if (tries > 60) throw error;
        await sleep(1000);
      }
    }
  };

  test('loses and doubles nothing when its primary is killed', async () => {
    for (let number = 0; number <= 5; number += 1) await apply(number);
    const client = await mongoose.createConnection(uri).asPromise();
    const hello = await client.db!.admin().command({ hello: 1 });
    await client.close();
    const primary = Number(String(hello['primary']).split(':')[1]);
    const under = apply(6);
    await members.get(primary)!.stop();
    members.delete(primary);
    await under;
    for (let number = 7; number <= lastTestBlock; number += 1) await apply(number);

    const undisturbed = openSqliteStore(':memory:', testCollections);
    for (let number = 0; number <= lastTestBlock; number += 1) await undisturbed.applyBlocks([testBlock(number)]);
    expect(await linesOf(store)).toEqual(await linesOf(undisturbed));
    await undisturbed.close();
  });

  test('has its indexes, and writes with the majority', async () => {
    const client = await mongoose.createConnection(uri).asPromise();
    const names = (await client.db!.collection('batches').indexes()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(testCollections[0]!.indexed.length);
    await client.close();
  });
});
