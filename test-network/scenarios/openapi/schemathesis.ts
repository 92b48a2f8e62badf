/** Schemathesis (https://schemathesis.io, PyPI) in an environment of its own below the data folder. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const version = '4.32.5';
const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.daunguon/cache', `schemathesis-${version}`);
const program = join(folder, process.platform === 'win32' ? 'Scripts/st.exe' : 'bin/st');

/** Installs it once. Answers why that cannot be, undefined when it is there. */
export function withoutSchemathesis(): string | undefined {
  if (existsSync(program)) return undefined;
  if (spawnSync('python3', ['-m', 'venv', '--help']).status !== 0) return 'no Python 3 with venv for Schemathesis';
  mkdirSync(folder, { recursive: true });
  const made = spawnSync('python3', ['-m', 'venv', folder]);
  const pip = join(folder, process.platform === 'win32' ? 'Scripts/pip.exe' : 'bin/pip');
  const installed =
    made.status === 0 && spawnSync(pip, ['install', '--quiet', `schemathesis==${version}`]).status === 0;
  return installed ? undefined : 'Schemathesis could not be installed from PyPI';
}

/** What it looks at: no 5xx, and every answer as the description says: status, media type, headers, schema. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

export interface Fuzzed {
  /** 0: nothing was found. */
  readonly code: number | null;
  /** Its own report. */
  readonly report: string;
}

/** Tuples of answers as arrays of either: Schemathesis turns `prefixItems` into the `items` of earlier drafts, then refuses its own schema. */
const withoutTuples = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withoutTuples);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { prefixItems, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withoutTuples(value)]),
  );
  return prefixItems === undefined ? rest : { ...rest, items: { anyOf: prefixItems } };
};

type Description = { readonly paths: Record<string, Record<string, object>>; readonly components: object };

/** The gateway's description as a file that Schemathesis reads. */
async function descriptionOf(gateway: string): Promise<string> {
  const { paths, components, ...rest } = (await (await fetch(`${gateway}/openapi.json`)).json()) as Description;
  const answersIn = (operation: object): object =>
    'responses' in operation ? { ...operation, responses: withoutTuples(operation.responses) } : operation;
  const read = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, one]) => [method, answersIn(one)])),
  ]);
  const file = join(mkdtempSync(join(tmpdir(), 'openapi-')), 'openapi.json');
  writeFileSync(
    file,
    JSON.stringify({ ...rest, paths: Object.fromEntries(read), components: withoutTuples(components) }),
  );
  return file;
}

/** Sends what it makes up for each operation of the description at `gateway`; the same `seed`, the same requests. */
export async function fuzz(
  gateway: string,
  token: string | undefined,
  examples: number,
  seed: number,
): Promise<Fuzzed> {
  const description = await descriptionOf(gateway);
  const child = spawn(
    program,
    [
      ...['run', description, '--url', gateway, '--seed', String(seed), '-n', String(examples)],
      ...['--phases', 'coverage,fuzzing', '--checks', checks.join(','), '--continue-on-failure', '--no-shrink'],
      ...['--suppress-health-check', 'all', '--generation-database', 'none', '--no-color', '--warnings', 'off'],
      // Streams of events never end; it makes up no PDF.
      ...['--exclude-path-regex', '/events$|/api/legal-signatures/(attach|check)$', '--request-timeout', '30'],
      ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
    ],
    // What it keeps of a run it writes where it stands.
    { cwd: dirname(description), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let report = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (report += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  rmSync(dirname(description), { recursive: true });
  return { code, report };
}
