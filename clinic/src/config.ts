import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { retentionYears, type RetentionClass } from '@daunguon/records';

/** Settings of a facility's agent; each is a DN_CLINIC_… variable (docs/guide/health.md). */
export interface ClinicConfig {
  /** Record id of the facility. */
  readonly unit: string;
  readonly gateway: string;
  /** Public page behind links for patients. */
  readonly verifier: string;
  /** Watched: `<folder>/<patient code>/<file>`. Absent: files come by POST only. */
  readonly folder?: string;
  readonly dataDir: string;
  /** Folder with policy.txt and policy.json, by which what arrives is proven. */
  readonly trustDir: string;
  /** Port on this machine for the information system, and the secret that it shows; absent: none. */
  readonly intake?: { readonly port: number; readonly secret: string };
  readonly retention: RetentionClass;
  /** Files above this are refused, bytes. The default is what fits into an exchange, sealed (`maxJweCharacters`). */
  readonly maxBytes: number;
  /** The bearer token as it is now; whatever renews it writes the file. */
  readonly token: () => string;
}

const required = (env: NodeJS.ProcessEnv, name: string): string => {
  const value = env[name];
  if (!value) throw new RangeError(`${name} is missing`);
  return value;
};

const isRetention = (value: string): value is RetentionClass => Object.hasOwn(retentionYears, value);

export function readClinicConfig(env: NodeJS.ProcessEnv): ClinicConfig {
  const tokenFile = env['DN_CLINIC_TOKEN_FILE'];
  const retention = env['DN_CLINIC_RETENTION'] ?? 'outpatient';
  const port = env['DN_CLINIC_PORT'];
  const folder = env['DN_CLINIC_FOLDER'];
  const maxBytes = Number(env['DN_CLINIC_MAX_BYTES'] ?? 16_000_000);
  if (!isRetention(retention)) throw new RangeError('DN_CLINIC_RETENTION is no class of records');
  if (port && !(Number(port) < 65_536 && /^\d+$/.test(port))) throw new RangeError('DN_CLINIC_PORT is no port');
  if (!Number.isInteger(maxBytes) || maxBytes < 1) throw new RangeError('DN_CLINIC_MAX_BYTES must be whole bytes');
  return {
    unit: required(env, 'DN_CLINIC_UNIT'),
    gateway: env['DN_CLINIC_GATEWAY'] ?? 'http://localhost:8080',
    verifier: env['DN_CLINIC_VERIFIER'] ?? 'http://localhost:8081',
    ...(folder ? { folder } : {}),
    dataDir: env['DN_CLINIC_DATA'] ?? '.clinic',
    trustDir: env['DN_CLINIC_TRUST'] ?? '.daunguon/trust',
    ...(port ? { intake: { port: Number(port), secret: required(env, 'DN_CLINIC_SECRET') } } : {}),
    retention,
    maxBytes,
    token: () => (tokenFile ? readFileSync(tokenFile, 'utf8').trim() : required(env, 'DN_CLINIC_TOKEN')),
  };
}

/** The key that seals everything on this machine; made at first use, readable by this user only. Back it up apart from the data. */
export function masterKey(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
