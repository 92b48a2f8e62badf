import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'oidc-provider';

export interface IssuerKeys {
  readonly jwks: { readonly keys: JWK[] };
  readonly cookieKeys: string[];
}

/** The issuer's keys (RFC 7517), made once and kept in its data folder, so that tokens outlive a restart. */
export function issuerKeys(dataDir: string): IssuerKeys {
  const file = join(dataDir, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as IssuerKeys;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = {
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'ES256',
    kid: randomBytes(8).toString('hex'),
  };
  const keys: IssuerKeys = { jwks: { keys: [key as JWK] }, cookieKeys: [randomBytes(32).toString('hex')] };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
