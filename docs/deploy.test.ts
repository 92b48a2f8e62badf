/** Container files keep what they promise: no root, nothing writable but data, no secret, and each file that is started exists. */
import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, 'deploy', file), 'utf8');
type Tree = Readonly<Record<string, unknown>>;
const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Tree & { build?: { target: string } }>;
};
const own = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);
const manifests = parseAllDocuments(read('kubernetes/daunguon.yaml')).map((document) => document.toJS() as Tree);

test('the image runs as an ordinary user and starts files that are there', () => {
  const dockerfile = read('Dockerfile');
  expect(dockerfile).toMatch(/^USER 1000:1000$/m);
  expect(dockerfile.split(/^USER /m)[1]).not.toMatch(/^(USER|RUN)/m);
  const started = [...dockerfile.matchAll(/"node", "([\w/-]+\.ts)"/g)].map(([, file]) => file!);
  expect(started).toHaveLength(6);
  expect(started.filter((file) => !existsSync(join(root, file)) && !existsSync(join(root, 'chaincode', file)))).toEqual(
    [],
  );
});

test('what an operator writes beside the files stays out of history and image', () => {
  const lines = (file: string): string[] => read(file).split('\n').filter(Boolean);
  const [ignored, left] = [lines('.gitignore'), lines('Dockerfile.dockerignore')];
  expect(ignored).toEqual(['gateway.env', 'secrets/', 'trust/']);
  expect(left).toEqual(expect.arrayContaining(ignored.map((name) => `deploy/${name.replace(/\/$/, '')}`)));
  expect(left).toContain('**/.env');
});

test('Compose: every part of ours is built from a stage that exists, read-only, without privileges, inside', () => {
  const stages = [...read('Dockerfile').matchAll(/ AS (\w+)/g)].map(([, stage]) => stage);
  expect(own.map(([name]) => name).sort()).toEqual(['agent', 'cosigner', 'explorer', 'gateway', 'trust', 'verifier']);
  for (const [name, service] of own)
    expect([name, stages.includes(service.build!.target), service['read_only'], service['user'], service['cap_drop'], service['security_opt']]).toEqual([name, true, true, '1000:1000', ['ALL'], ['no-new-privileges:true']]); // prettier-ignore
  const open = Object.entries(compose.services).filter(([, service]) => service['ports'] !== undefined);
  expect(open.map(([name]) => name)).toEqual(['proxy']);
});

test('Compose: what it is told by .env stands in env.example, and each secret is a file', () => {
  const text = read('compose.yaml');
  const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!));
  const example = read('env.example');
  expect([...asked].filter((name) => name !== 'LEDGER_NETWORK' && !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([]); // prettier-ignore
  const { secrets } = compose as unknown as { secrets: Record<string, { file: string }> };
  const page = readFileSync(join(root, 'docs/deploy.md'), 'utf8');
  for (const [name, { file }] of Object.entries(secrets)) {
    expect(file).toBe(`./secrets/${name}`);
    expect(page).toContain(name);
  }
});

test('the proxy knows each name of env.example, and a block opens at the end of its line, as Caddy wants', () => {
  const caddy = read('Caddyfile');
  const hosts = [...read('env.example').matchAll(/^([A-Z]+_HOST)=/gm)].map(([, name]) => name);
  expect([...caddy.matchAll(/^\{\$(\w+_HOST)\} \{$/gm)].map(([, name]) => name)).toEqual(hosts);
  for (const line of caddy.split('\n')) expect(line).not.toMatch(/(^|\s)\{\s+\S/);
});

test('Keycloak’s realm sends back where gateway and page ask to be sent, and gives each audience by its scope alone', () => {
  interface Scope {
    readonly name: string;
    readonly protocolMappers?: readonly { readonly config: Tree }[];
  }
  const realm = JSON.parse(read('keycloak-realm.json')) as { clientScopes: Scope[]; clients: (Tree & { attributes: Tree })[] }; // prettier-ignore
  const [client] = realm.clients;
  expect(client).toMatchObject({
    ...{ clientId: 'daunguon-web', publicClient: true, directAccessGrantsEnabled: false, implicitFlowEnabled: false },
    redirectUris: ['${WORK_URL}/session/callback', '${WORK_URL}/signing/enrolled', '${API_URL}/docs/oauth2-redirect.html'], // prettier-ignore
    attributes: { 'pkce.code.challenge.method': 'S256' },
    optionalClientScopes: ['gateway', 'enrolment'],
  });
  const audiences = realm.clientScopes.flatMap(({ name, protocolMappers = [] }) =>
    protocolMappers.flatMap(({ config }) => {
      const audience = config['included.custom.audience'];
      return audience === undefined ? [] : [[name, audience]];
    }),
  );
  expect(audiences).toEqual([
    ['gateway', 'urn:daunguon:gateway'],
    ['enrolment', 'urn:daunguon:enrolment'],
  ]);
});

test('no secret stands in a file, and settings that are given exist', () => {
  const known = readFileSync(join(root, '.env.example'), 'utf8');
  const secrets = ['DN_VAULT_KEY', 'DN_OIDC_CLIENT_SECRET', 'DN_MONGODB_URI'];
  for (const file of ['compose.yaml', 'kubernetes/daunguon.yaml', 'gateway.env.example', 'env.example']) {
    const text = read(file);
    for (const name of secrets) expect(text).not.toMatch(new RegExp(`${name}(?!_FILE)`));
    const given = [...text.matchAll(/^\s*(?:- \{ name: )?(DN_[A-Z_]+)(?:_FILE)?[:=,]/gm)].map(([, name]) =>
      name!.replace(/_FILE$/, ''),
    );
    expect(given.filter((name) => !known.includes(name))).toEqual([]);
  }
});

test('Kubernetes: each workload is of the restricted kind, has limits and a probe, and a service that finds it', () => {
  const workloads = manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment') as unknown as { metadata: { name: string }; spec: { template: { spec: { securityContext: Tree; automountServiceAccountToken: boolean; containers: (Tree & { securityContext: Tree })[] } } } }[]; // prettier-ignore
  const services = manifests
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => (metadata as { name: string }).name);
  expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual([...services].sort());
  for (const { spec } of workloads) {
    const pod = spec.template.spec;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.automountServiceAccountToken).toBe(false);
    for (const container of pod.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container).toMatchObject({ resources: { limits: {} }, readinessProbe: {} });
      expect(String(container['image'])).not.toMatch(/:latest$|^[^:]+$/);
    }
  }
});
