import { join } from 'node:path';
import { hasGs1CheckDigit } from '@daunguon/formats/gs1';
import { readAmrLevels, type AmrLevel } from './auth/assurance-level.ts';
import { readEvmConfig, type EvmConfig } from './anchor/evm-config.ts';
import { withSecretFiles } from './secret-files.ts';
import type { RequestLimits } from './security/request-limits.ts';
import { syslogTarget, type SyslogTarget } from './security/syslog.ts';
import { clamdAddress, type ClamdAddress } from './scanning/clamd.ts';

export interface Config {
  /** Address that gateway and agent listen at: loopback unless a container or a proxy on another machine needs another. */
  readonly host: string;
  readonly port: number;
  readonly agentPort: number;
  readonly agentUrl: string;
  /** The agent as browsers reach it, for the enrolment of a key that the gateway never sees. */
  readonly agentPublicUrl: string;
  readonly issuer: string;
  readonly audience: string;
  /** Public client of the issuer with which people sign in on the documentation page. */
  readonly clientId: string;
  /** Secret of that client, where the issuer wants one (confidential client). */
  readonly clientSecret?: string;
  /** What a sign-in asks the issuer for, and how: `login` shows its page each time, empty leaves it to the issuer. */
  readonly scope: string;
  readonly prompt: string;
  /** How people call the issuer ("VNeID"); null: it is the test sign-in and the button says so. */
  readonly providerName: string | null;
  /** Audience of tokens with which a person enrols a key of their own. */
  readonly enrolmentAudience: string;
  /**
   * What an act of issuance asks of the sign-in (OpenID Connect `acr`), any of these; none: the issuer states no assurance level.
   */
  readonly issuanceAcr: readonly string[];
  /** What methods of signing in stand for, where the issuer names them (`amr`, RFC 8176) and no level. */
  readonly amrLevels: readonly AmrLevel[];
  /** Program, and its first arguments, that brings a revocation list to the channel; absent: an administrator does it by hand. */
  readonly revokeCommand: readonly string[] | undefined;
  readonly verifierUrl: string;
  /** Public address of the workspaces, on which the session's cookie lives. */
  readonly explorerUrl: string;
  readonly publicUrl: string;
  /** Bearer token of the interoperability endpoint that issues test credentials; absent: there is no such endpoint. */
  readonly vcApiKey: string | undefined;
  /** Folder of the roots and revocation lists by which legal signatures on PDFs are checked. */
  readonly legalTrustDir: string;
  /** Hosts that may be asked whether a signer's certificate was revoked (OCSP, CRL); none: nothing is fetched. */
  readonly legalHosts: readonly string[];
  /** Remote signing service (CSC API v2, address up to `/csc/v2`); absent: there is none. */
  readonly cscUrl: string | undefined;
  /** Where security events go as RFC 5424 messages; absent: nowhere. */
  readonly syslog?: SyslogTarget;
  /** Certificates of the authorities that vouch for a collector by TLS; absent: those that Node knows. */
  readonly syslogCaFile?: string;
  /** Requests a minute of one address and of one person, and how many at once. */
  readonly limits: RequestLimits;
  /** Proxies that are believed about whom they ask for (Express, `trust proxy`); absent: none is. */
  readonly trustProxy?: string;
  /** ClamAV's daemon, which every uploaded file is shown to before it is taken; absent: none is. */
  readonly clamd?: ClamdAddress;
  /** SHA-256 (hexadecimal) of the keys of marketplaces, which may ask about more lots than anybody. */
  readonly marketKeys: readonly string[];
  /** Folder of other registers as files (docs/guide/lookups.md); absent: none is connected. */
  readonly lookupsDir: string | undefined;
  /** Development: webhooks may go to this machine, by http and on any port. */
  readonly webhookLoopback: boolean;
  readonly dataDir: string;
  readonly networkDir: string;
  /** Key that seals private keys at rest; absent: a key file beside the vault. */
  readonly vaultKey?: string;
  /** MongoDB that holds the index; absent: SQLite in `dataDir`. */
  readonly mongoUri?: string;
  readonly channel: string;
  readonly chaincode: string;
  /** First part of the log's origin; the cosigners must have the same. */
  readonly logHost: string;
  /** Folder of the trust policy: policy.txt and policy.json. */
  readonly trustDir: string;
  /** How often a checkpoint is recorded on the ledger when there is a new one. */
  readonly recordCheckpointSeconds: number;
  /** How long a health commitment waits for its common batch at most. */
  readonly healthBatchSeconds: number;
  /** Erasures of health records go to the ledger together, once in so many seconds. */
  readonly healthErasureSeconds: number;
  /** Room that one unit has for files, bytes: photos of batches, and masters of heritage. */
  readonly unitRoom: { readonly photos: number; readonly heritage: number };
  /** How long a write waits for its commit before it is answered 202, milliseconds. */
  readonly commitWaitMs: number;
  /** Organisation whose administrator identity follows the blocks and whose peer is asked first. */
  readonly ownMspId: string;
  /** GLN under which the province names growing areas in GS1 links (AI 254); absent: it names none. */
  readonly gln?: string;
  /** From when on scans speak for copied labels. */
  readonly clone: { readonly scans: number; readonly communes: number; readonly days: number };
  /** EVM chain on which the log's head is anchored; absent: no anchor. */
  readonly evm?: EvmConfig;
}

const port = (env: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 0 || value > 65535) throw new RangeError(`${name} must be a port number`);
  return value;
};

const seconds = (env: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1 || value > 86_400) throw new RangeError(`${name} must be whole seconds`);
  return value;
};

const commitWait = (env: NodeJS.ProcessEnv): number => {
  const value = Number(env['DN_COMMIT_WAIT_MS'] ?? 10_000);
  if (!Number.isInteger(value) || value < 1 || value > 60_000)
    throw new RangeError('DN_COMMIT_WAIT_MS must be 1 to 60000');
  return value;
};

const whole = (env: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1 || value > 100_000) throw new RangeError(`${name} must be 1 to 100000`);
  return value;
};

/** Requests a minute; 0 for as many as come. */
const rate = (env: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 0)
    throw new RangeError(`${name} must be requests a minute, or 0 for no limit`);
  return value;
};

const gln = (env: NodeJS.ProcessEnv): string | undefined => {
  const value = env['DN_GLN'];
  if (value && !(value.length === 13 && hasGs1CheckDigit(value)))
    throw new RangeError('DN_GLN must be a GLN of 13 digits');
  return value || undefined;
};

const digests = (env: NodeJS.ProcessEnv, name: string): readonly string[] => {
  const values = (env[name] ?? '').split(',').filter((value) => value !== '');
  if (!values.every((value) => /^[0-9a-f]{64}$/.test(value))) throw new RangeError(`${name} must be SHA-256 digests`);
  return values;
};

const command = (env: NodeJS.ProcessEnv, name: string): readonly string[] | undefined => {
  if (!env[name]) return undefined;
  try {
    const value: unknown = JSON.parse(env[name]);
    if (Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string')) return value;
  } catch {
    // said below
  }
  throw new RangeError(`${name} must be a JSON list of a program and its arguments`);
};

const url = (env: NodeJS.ProcessEnv, name: string, fallback: string): string => {
  const value = env[name] ?? fallback;
  if (!URL.canParse(value)) throw new RangeError(`${name} must be a URL`);
  return value.replace(/\/$/, '');
};

/** `--help` of a process that takes its settings from the environment alone. */
export const helpAsked = (what: string): boolean => {
  if (!process.argv.includes('--help')) return false;
  console.log(`${what} Takes no arguments; its settings are the DN_… variables that .env.example explains.`);
  return true;
};

/** Settings of gateway and enrolment agent; each variable is explained in .env.example. Throws on a bad value. */
export function readConfig(given: NodeJS.ProcessEnv): Config {
  const env = withSecretFiles(given);
  const dataDir = env['DN_DATA'] ?? '.daunguon';
  const evm = readEvmConfig(env);
  const ownGln = gln(env);
  const audience = env['DN_OIDC_AUDIENCE'] ?? 'urn:daunguon:gateway';
  const enrolmentAudience = env['DN_OIDC_ENROLMENT_AUDIENCE'] ?? 'urn:daunguon:enrolment';
  // With the tokens that it sees a gateway could else enrol a key of its own as a person's.
  if (audience === enrolmentAudience) throw new Error('DN_OIDC_ENROLMENT_AUDIENCE must differ from DN_OIDC_AUDIENCE');
  return Object.freeze({
    host: env['DN_LISTEN'] || 'localhost',
    port: port(env, 'DN_GATEWAY_PORT', 8080),
    agentPort: port(env, 'DN_AGENT_PORT', 8084),
    agentUrl: url(env, 'DN_AGENT_URL', 'http://localhost:8084'),
    agentPublicUrl: url(env, 'DN_AGENT_PUBLIC_URL', env['DN_AGENT_URL'] || 'http://localhost:8084'),
    issuer: url(env, 'DN_OIDC_ISSUER', 'http://localhost:8083'),
    audience,
    clientId: env['DN_OIDC_CLIENT_ID'] ?? 'daunguon-web',
    ...(env['DN_OIDC_CLIENT_SECRET'] ? { clientSecret: env['DN_OIDC_CLIENT_SECRET'] } : {}),
    scope: env['DN_OIDC_SCOPE'] ?? 'openid profile gateway',
    prompt: env['DN_OIDC_PROMPT'] ?? 'login',
    providerName: env['DN_OIDC_NAME'] || null,
    enrolmentAudience,
    issuanceAcr: (env['DN_OIDC_ISSUANCE_ACR'] ?? '').split(/\s+/).filter((value) => value !== ''),
    amrLevels: readAmrLevels(env['DN_OIDC_AMR_LEVELS'] ?? '', 'DN_OIDC_AMR_LEVELS'),
    revokeCommand: command(env, 'DN_REVOKE_COMMAND'),
    verifierUrl: url(env, 'DN_VERIFIER_URL', 'http://localhost:8081'),
    explorerUrl: url(env, 'DN_EXPLORER_URL', 'http://localhost:8082'),
    publicUrl: url(env, 'DN_PUBLIC_URL', 'http://localhost:8080'),
    vcApiKey: env['DN_VC_API_KEY'] || undefined,
    legalTrustDir: env['DN_LEGAL_TRUST'] ?? join(dataDir, 'legal-trust'),
    cscUrl: env['DN_CSC_URL'] ? url(env, 'DN_CSC_URL', '') : undefined,
    legalHosts: (env['DN_LEGAL_HOSTS'] ?? '').split(',').filter((host) => host !== ''),
    marketKeys: digests(env, 'DN_MARKET_KEYS'),
    lookupsDir: env['DN_LOOKUPS'] || undefined,
    webhookLoopback: env['DN_WEBHOOK_LOOPBACK'] === '1',
    ...(env['DN_SYSLOG'] ? { syslog: syslogTarget(env['DN_SYSLOG']) } : {}),
    ...(env['DN_SYSLOG_CA'] ? { syslogCaFile: env['DN_SYSLOG_CA'] } : {}),
    limits: {
      perAddress: rate(env, 'DN_RATE_ADDRESS', 12_000),
      perPerson: rate(env, 'DN_RATE_PERSON', 6000),
      atOnce: whole(env, 'DN_REQUESTS_AT_ONCE', 1000),
    },
    ...(env['DN_TRUST_PROXY'] ? { trustProxy: env['DN_TRUST_PROXY'] } : {}),
    ...(env['DN_CLAMD'] ? { clamd: clamdAddress(env['DN_CLAMD']) } : {}),
    dataDir,
    networkDir: env['DN_NETWORK'] ?? join(dataDir, 'network'),
    ...(env['DN_VAULT_KEY'] ? { vaultKey: env['DN_VAULT_KEY'] } : {}),
    ...(env['DN_MONGODB_URI'] ? { mongoUri: env['DN_MONGODB_URI'] } : {}),
    channel: env['DN_CHANNEL'] ?? 'province',
    chaincode: env['DN_CHAINCODE'] ?? 'records',
    logHost: env['DN_LOG_HOST'] ?? 'daunguon.local',
    trustDir: env['DN_TRUST'] ?? join(dataDir, 'trust'),
    recordCheckpointSeconds: seconds(env, 'DN_RECORD_CHECKPOINT_SECONDS', 600),
    healthBatchSeconds: seconds(env, 'DN_HEALTH_BATCH_SECONDS', 900),
    healthErasureSeconds: seconds(env, 'DN_HEALTH_ERASURE_SECONDS', 86_400),
    unitRoom: {
      photos: whole(env, 'DN_UNIT_PHOTO_MB', 20_000) * 1_000_000,
      heritage: whole(env, 'DN_UNIT_HERITAGE_MB', 100_000) * 1_000_000,
    },
    commitWaitMs: commitWait(env),
    ownMspId: env['DN_MSP'] ?? 'TechMSP',
    ...(ownGln === undefined ? {} : { gln: ownGln }),
    clone: {
      scans: whole(env, 'DN_CLONE_SCANS', 10),
      communes: whole(env, 'DN_CLONE_COMMUNES', 3),
      days: whole(env, 'DN_CLONE_DAYS', 30),
    },
    ...(evm ? { evm } : {}),
  });
}
