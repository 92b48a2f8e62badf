/** Fabric’s own certificate authority, in its container as `network -- up --on compose` starts it, and the enrolment agent’s client. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StartedTestContainer } from 'testcontainers';
import { parse } from 'yaml';
import { certificateAuthority } from '../../../gateway-api/src/enrolment/certificate-authority.ts';
import { nameIn, newRequest } from '../../../gateway-api/src/enrolment/request-certificate.ts';
import { describeUnless } from '../../../network/testing/test-unless.ts';

jest.setTimeout(300_000);
const repository = join(import.meta.dirname, '../../..');
const docker = process.platform === 'linux' && spawnSync('docker', ['info']).status === 0;

describeUnless(docker ? undefined : 'no Docker engine on Linux')('Fabric CA', () => {
  const data = mkdtempSync(join(tmpdir(), 'daunguon-fabric-ca-'));
  let container: StartedTestContainer | undefined;

  beforeAll(async () => {
    // away from a network that runs here
    const render = ['render', '--on', 'compose', '--data', data, '--port-offset', '400'];
    await promisify(execFile)(process.execPath, [join(repository, 'network/src/cli.ts'), ...render]);
    interface Service {
      readonly image: string;
      readonly user: string;
      readonly command: string[];
      readonly environment: Record<string, string>;
      readonly volumes: readonly string[];
    }
    const { services } = parse(readFileSync(join(data, 'compose.yaml'), 'utf8')) as {
      services: Record<string, Service>;
    };
    const { image, user, command, environment, volumes } = services['ca.agri.daunguon.local']!;
    const { GenericContainer, Wait } = await import('testcontainers');
    container = await new GenericContainer(image)
      .withUser(user)
      .withCommand(command)
      .withEnvironment(environment)
      .withBindMounts(volumes.map((each) => each.split(':')).map(([source = '', target = '']) => ({ source, target })))
      // in the host’s network it answers where the profile says
      .withNetworkMode('host')
      .withWaitStrategy(Wait.forLogMessage(/Listening on https/))
      .start();
  });
  afterAll(async () => {
    await container?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test('certifies a person’s own key with the attributes that the chaincode reads', async () => {
    const authority = await certificateAuthority(data, 'AgriMSP');
    const { csr } = await newRequest();
    const name = nameIn(csr)!;
    const certificate = new X509Certificate(await authority.enrol(name, csr, { unit: 'FARM', role: 'farmer' }));
    const organisation = new X509Certificate(readFileSync(join(data, 'organisations/AgriMSP/msp-ca.pem')));
    expect(certificate.verify(organisation.publicKey)).toBe(true);
    expect(certificate.subject).toContain(`CN=${name}`);
    // Fabric’s attribute extension (1.2.3.4.5.6.7.8.1) is JSON in the clear
    const attributes = /\{"attrs":(\{[^}]*\})\}/.exec(certificate.raw.toString('latin1'))?.[1];
    expect(JSON.parse(attributes ?? '{}')).toMatchObject({ unit: 'FARM', role: 'farmer' });
  });

  test('a name is certified once, and its revoked certificate is in the list', async () => {
    const authority = await certificateAuthority(data, 'AgriMSP');
    const { csr } = await newRequest();
    const name = nameIn(csr)!;
    const certificate = new X509Certificate(await authority.enrol(name, csr, { unit: 'FARM', role: 'farmer' }));
    await expect(authority.enrol(name, csr, {})).rejects.toThrow(/already registered/);
    await authority.revoke(name);
    const list = await authority.revocationList();
    const der = Buffer.from(list.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('hex');
    expect(der).toContain(certificate.serialNumber.toLowerCase());
  });
});
