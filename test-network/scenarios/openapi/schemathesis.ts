/** Schemathesis (https://schemathesis.io, PyPI) in an environment of its own below the data folder. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

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

/** Sends what it makes up for each operation of the description at `gateway`; the same `seed`, the same requests. */
export function fuzz(gateway: string, token: string | undefined, examples: number, seed: number): Promise<Fuzzed> {
  const child = spawn(
    program,
    [
      ...['run', `${gateway}/openapi.json`, '--url', gateway, '--seed', String(seed), '-n', String(examples)],
      ...['--phases', 'coverage,fuzzing', '--checks', checks.join(','), '--continue-on-failure', '--no-shrink'],
      ...['--suppress-health-check', 'all', '--generation-database', 'none', '--no-color', '--warnings', 'off'],
      // Streams of events never end; it makes up no PDF.
      ...['--exclude-path-regex', '/events$|/api/legal-signatures/(attach|check)$', '--request-timeout', '30'],
      ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let report = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (report += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, report })));
}
