/** What the topology renders for others' programs is what those programs read: Compose files, resources of bevel-operator-fabric, configtx for Raft. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';

import { parse, parseAllDocuments } from 'yaml';
import { fabricPrograms, missingFabric } from '../../../network/src/native/programs.ts';
import type { Topology } from '../../../network/src/topology.ts';
import { testUnless } from '../../../network/testing/test-unless.ts';

const repository = join(import.meta.dirname, '../../..');
const root = mkdtempSync(join(tmpdir(), 'daunguon-manifests-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const base = JSON.parse(readFileSync(join(repository, 'network/topology.json'), 'utf8')) as Topology;
const topologyFile = (name: string, changes: Partial<Topology>): string => {
  const file = join(root, `${name}.json`);
  writeFileSync(file, JSON.stringify({ ...base, ...changes }));
  return file;
};
const render = async (on: string, name: string, changes: Partial<Topology> = {}): Promise<string> => {
  const data = join(root, name);
  const args = [
    join(repository, 'network/src/cli.ts'),
    'render',
    topologyFile(name, changes),
    '--on',
    on,
    '--data',
    data,
  ];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, FABRIC_BIN: '' } });
  return data;
};

const schema = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8')) as object;

describe('Compose', () => {
  interface Service {
    readonly user?: string;
    readonly read_only?: boolean;
    readonly cap_drop?: readonly string[];
    readonly volumes: readonly string[];
    readonly command: readonly string[];
  }
  let data: string;
  let file: { services: Record<string, Service>; networks: object };
  const validate = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(
    schema('compose-spec.json'),
  );
  const faults = (content: unknown): unknown => (validate(content) ? [] : validate.errors);
  beforeAll(async () => {
    data = await render('compose', 'compose');
    file = parse(readFileSync(join(data, 'compose.yaml'), 'utf8')) as typeof file;
  });

  test('the network’s file and the product’s own meet the Compose Specification', () => {
    expect(faults(file)).toEqual([]);
    expect(faults(parse(readFileSync(join(repository, 'deploy/compose.yaml'), 'utf8'), { merge: true }))).toEqual([]);
    // it finds faults
    expect(faults({ ...file, services: { peer: { imag: 'x' } } })).not.toEqual([]);
  });

  test('a service for each node, under the name in its certificate; no root, nothing writable but data, no other organisation’s key', () => {
    const names = Object.keys(file.services);
    const peers = ['agri', 'edu', 'health', 'tech'];
    expect(names).toEqual([
      ...[...peers, 'trade', 'culture'].map((each) => `ca.${each}.daunguon.local`),
      ...['orderer', 'peer', 'chaincode'].flatMap((kind) => peers.map((each) => `${kind}.${each}.daunguon.local`)),
    ]);
    for (const [name, service] of Object.entries(file.services)) {
      const { user, read_only: readOnly, cap_drop: dropped, volumes } = service;
      expect([name, user?.startsWith('0:'), readOnly, dropped]).toEqual([name, false, true, ['ALL']]);
      const mounts = volumes.map((each) => each.split(':') as [string, string, string?]);
      // what is mounted is there: Docker would make an empty folder of it, as root
      expect(mounts.filter(([source]) => !existsSync(source))).toEqual([]);
      const own = `${name.split('.')[1]}MSP`.toLowerCase();
      const foreign = mounts.filter(
        ([source]) => source.includes('/nodes/') && !source.toLowerCase().includes(`/${own}/`),
      );
      expect(foreign).toEqual([]);
      const writable = mounts.filter(([, , mode]) => mode !== 'ro').map(([source]) => source);
      expect(writable.every((source) => /\/(data|ca)$/.test(source))).toBe(true);
    }
  });

  test('nodes are told of each other by these names, and the packages are what the servers answer for', () => {
    const core = readFileSync(join(data, 'nodes/AgriMSP/peer/core.yaml'), 'utf8');
    expect(core).toContain('externalEndpoint: peer.agri.daunguon.local:7051');
    expect(core).toContain('mspConfigPath: /network/nodes/AgriMSP/peer/msp');
    expect(readFileSync(join(data, 'configtx/configtx.yaml'), 'utf8')).toContain('Host: orderer.tech.daunguon.local');
    const inside = JSON.parse(readFileSync(join(data, 'inside/profile.json'), 'utf8')) as { peers: Record<string, { url: string }>; certificateAuthorities: Record<string, { url: string }> }; // prettier-ignore
    expect(inside.peers['peer.EduMSP']!.url).toBe('grpcs://peer.edu.daunguon.local:8051');
    expect(inside.certificateAuthorities['ca-EduMSP']!.url).toBe('https://ca.edu.daunguon.local:7055');
    const { command } = file.services['chaincode.edu.daunguon.local']!;
    expect(command[3]).toMatch(/^records_1\.0:[0-9a-f]{64}$/);
    // the registrar's secret is in it
    expect(statSync(join(data, 'nodes/AgriMSP/ca/fabric-ca-server-config.yaml')).mode & 0o077).toBe(0);
  });

  /** A command of the network where docker answers so. */
  const withDocker = async (script: string, ...command: string[]): Promise<{ stdout: string }> => {
    const programs = mkdtempSync(join(root, 'programs-'));
    const program = (name: string, content: string): void =>
      writeFileSync(join(programs, name), `#!/bin/sh\n${content}\n`, { mode: 0o755 });
    for (const name of ['peer', 'orderer', 'configtxgen', 'osnadmin']) program(name, 'exit 1');
    program('docker', script);
    const args = [join(repository, 'network/src/cli.ts'), ...command, '--on', 'compose'];
    const env = { ...process.env, FABRIC_BIN: programs, PATH: `${programs}:${process.env['PATH']}` };
    return promisify(execFile)(process.execPath, args, { env });
  };

  test('a first start gets as far as docker, and says what docker said when it could not go on', async () => {
    const unreached = 'case "$*" in *" up "*) echo "no registry answers" >&2; exit 1;; esac';
    await expect(withDocker(unreached, 'up', '--data', join(root, 'first'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no registry answers'),
    });
  });

  test('status asks docker of nodes that answer inside the containers’ network alone', async () => {
    const said =
      'case "$*" in *" ps "*) echo "chaincode.edu.daunguon.local healthy"; echo "orderer.agri.daunguon.local starting";; esac';
    const { stdout } = await withDocker(said, 'status', '--data', data);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(12);
    expect(lines.filter((line) => line.startsWith('up'))).toEqual(['up   chaincode.EduMSP localhost:8052']);
  });

  let noCompose: string | undefined;
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
  } catch {
    noCompose = '“docker compose config”: no docker compose on this machine';
  }
  testUnless(noCompose)('docker compose reads it', () => {
    const said = execFileSync('docker', [
      'compose',
      '-f',
      join(data, 'compose.yaml'),
      '--profile',
      '*',
      'config',
      '-q',
    ]);
    expect(said.toString()).toBe('');
  });
});

describe('Kubernetes', () => {
  type Schema = Readonly<Record<string, unknown>>;
  /** The API server drops what a structural schema does not name: here it is a fault. */
  const closed = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(closed);
    if (typeof given !== 'object' || given === null) return given;
    const own = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, closed(value)])) as Schema;
    const open = own['additionalProperties'] !== undefined || own['x-kubernetes-preserve-unknown-fields'] === true;
    return typeof own['properties'] === 'object' && own['type'] === 'object' && !open
      ? { ...own, additionalProperties: false }
      : own;
  };
  // the API server puts in defaults before it validates
  const ajv = new Ajv({ strict: false, validateFormats: false, useDefaults: true });
  const validators = new Map(
    Object.entries(schema('bevel-operator-fabric.json')).map(([kind, spec]) => [
      kind,
      ajv.compile(closed(spec) as object),
    ]),
  );
  interface Resource {
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
    readonly spec?: unknown;
  }
  const resourcesIn = (data: string): Resource[] =>
    readdirSync(join(data, 'kubernetes'))
      .sort()
      .flatMap((name) => parseAllDocuments(readFileSync(join(data, 'kubernetes', name), 'utf8')))
      .map((document) => document.toJS() as Resource);

  test.each([
    ['BFT', {}],
    ['Raft', { consensus: 'etcdraft', fabricVersion: '2.5.13' }],
  ] as const)('%s: every resource meets the operator’s own schema', async (name, changes) => {
    const data = await render('kubernetes', name, changes);
    const [namespace, ...resources] = resourcesIn(data);
    expect(namespace!.kind).toBe('Namespace');
    const found = resources.map(({ kind, metadata, spec }) => {
      const validate = validators.get(kind);
      expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      return [kind, metadata.name, validate?.(spec) === true ? 'valid' : (validate?.errors ?? 'no schema')];
    });
    expect(found.filter(([, , said]) => said !== 'valid')).toEqual([]);
    const count = (kind: string): number => found.filter(([own]) => own === kind).length;
    expect(Object.fromEntries([...validators.keys()].map((kind) => [kind, count(kind)]))).toEqual({
      ...{ FabricCA: 6, FabricIdentity: 12, FabricOrdererNode: 4, FabricPeer: 4 },
      ...{ FabricMainChannel: 1, FabricFollowerChannel: 4 },
      ...{ FabricChaincodeInstall: 4, FabricChaincode: 4, FabricChaincodeApprove: 4, FabricChaincodeCommit: 1 },
    });
    expect(statSync(join(data, 'kubernetes/1-authorities.yaml')).mode & 0o077).toBe(0);
    // it finds faults
    const peer = resources.find(({ kind }) => kind === 'FabricPeer')!;
    expect(validators.get('FabricPeer')!({ ...(peer.spec as object), unknown: 1 })).toBe(false);
    expect(validators.get('FabricPeer')!({ ...(peer.spec as object), stateDb: 'mongodb' })).toBe(false);
  });

  test('passwords stay the same from one time to the next', async () => {
    const before = readFileSync(join(root, 'BFT/kubernetes/2-nodes.yaml'), 'utf8');
    await render('kubernetes', 'BFT');
    expect(readFileSync(join(root, 'BFT/kubernetes/2-nodes.yaml'), 'utf8')).toBe(before);
  });
});

const missing = missingFabric();
testUnless(missing && `configtx for Raft: ${missing}`)('Raft: configtxgen makes the first block of it', async () => {
  const data = await render('compose', 'raft', { consensus: 'etcdraft' });
  const block = join(root, 'raft.block');
  const profile = ['-profile', base.channel, '-channelID', base.channel, '-configPath', join(data, 'configtx')];
  const { configtxgen } = fabricPrograms();
  await promisify(execFile)(configtxgen, [...profile, '-outputBlock', block]);
  const { stdout } = await promisify(execFile)(configtxgen, ['-inspectBlock', block], { maxBuffer: 2 ** 26 });
  expect(stdout).toContain('"type": "etcdraft"');
  expect(stdout.match(/"host": "orderer\.\w+\.daunguon\.local"/g)).toHaveLength(4);
});
