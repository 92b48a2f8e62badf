import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isId } from '@daunguon/proof';
import { credentialContents, type CredentialKind } from '@daunguon/records';
import { z } from 'zod';
import { type CredentialFiles, credentialFiles } from './credential-files.ts';
import type { IssuedRecord } from './credential-content.ts';
import type { BadgeKey } from './open-badge.ts';

export const usage = `daunguon-credential: PDF và các định dạng của văn bằng, làm tại máy của đơn vị cấp
daunguon-credential: PDF and formats of credentials, made where the issuing unit's key is

  --records <file>   JSON: [{"id", "kind", "unit", "contents"}], one for each credential
  --key <file>       the unit's private key: P-256, PEM (PKCS #8)
  --key-id <id>      id of its issuer-key record
  --verifier <url>   address that the QR codes open
  --out <folder>     receives <id>.pdf, <id>.vc.json, <id>.vc.jwt, <id>.sd-jwt, <id>.open-badge.jwt
  --badge-key <file> and --badge-key-id <id>: the unit's Ed25519 key (PEM) and its record; adds <id>.open-badge.json
  --help

Nothing is sent anywhere.`;

const id = z.string().refine(isId, 'id');
const common = { id, unit: id };
const recordsSchema = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({ ...common, kind: z.literal('diploma'), contents: credentialContents.diploma }),
    z.strictObject({
      ...common,
      kind: z.literal('course-certificate'),
      contents: credentialContents['course-certificate'],
    }),
    z.strictObject({ ...common, kind: z.literal('badge'), contents: credentialContents.badge }),
  ]) satisfies z.ZodType<{ kind: CredentialKind }>,
);

const needed = (values: Record<string, unknown>, name: string): string => {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new Error(`--${name} is missing\n\n${usage}`);
  return value;
};

const save = async (folder: string, name: string, made: CredentialFiles, badgeKey?: BadgeKey): Promise<void> => {
  const files = {
    ...{ '.pdf': await made.pdf(), '.vc.json': made.vc, '.vc.jwt': made.vcJwt, '.sd-jwt': made.sdJwt },
    '.open-badge.jwt': await made.openBadgeJwt(),
    ...(badgeKey === undefined ? {} : { '.open-badge.json': await made.openBadge(badgeKey) }),
  };
  for (const [ending, content] of Object.entries(files))
    writeFileSync(join(folder, name + ending), content, { mode: 0o600 });
};

const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
/** A private key in PEM, for signing alone. @throws where it is not of this kind */
const readKey = (file: string, algorithm: 'Ed25519' | typeof p256) => {
  const jwk = createPrivateKey(readFileSync(file)).export({ format: 'jwk' }) as webcrypto.JsonWebKey;
  return webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
};

/** Runs the command with its arguments; answers what to print. @throws for wrong arguments or records. */
export async function runCredentialDocuments(args: readonly string[], now: Date): Promise<string> {
  const names = ['records', 'key', 'key-id', 'verifier', 'out'];
  const badgeNames = ['badge-key', 'badge-key-id'];
  const options = Object.fromEntries([...names, ...badgeNames].map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } });
  if (values['help']) return usage;
  const [file, keyFile, keyId, verifier, out] = names.map((name) => needed(values, name));
  const records: readonly IssuedRecord[] = recordsSchema.parse(JSON.parse(readFileSync(file!, 'utf8')));
  const privateKey = await readKey(keyFile!, p256);
  const withBadge = badgeNames.some((name) => Object.hasOwn(values, name));
  const [badgeFile, badgeId] = withBadge ? badgeNames.map((name) => needed(values, name)) : [];
  const badgeKey =
    badgeFile === undefined ? undefined : { id: badgeId!, privateKey: await readKey(badgeFile, 'Ed25519') };
  mkdirSync(out!, { recursive: true, mode: 0o700 });
  const context = { verifierUrl: new URL(verifier!).origin, now, random: (length: number) => randomBytes(length) };
  const key = { id: keyId!, privateKey, custody: 'own' } as const;
  for (const record of records) await save(out!, record.id, await credentialFiles(record, key, context), badgeKey);
  return `${records.length} văn bằng, chứng chỉ / credentials: ${out}`;
}
