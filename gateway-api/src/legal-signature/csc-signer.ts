import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LegalSigner } from './sign-pdf.ts';

/** A remote signing service (Cloud Signature Consortium API v2) and the credential that a person lets it use. */
export interface CscService {
  /** Base address, up to `/csc/v2`. */
  readonly url: string;
  readonly credentialId: string;
  /** Bearer token of the service. */
  readonly token: string;
  /** Signature activation data: what the person approved, for this signature alone. */
  readonly sad: string;
}

const infoSchema = z.object({
  key: z.object({ algo: z.array(z.string()) }),
  cert: z.object({ certificates: z.array(z.base64()).min(1) }),
});
const signedSchema = z.object({ signatures: z.array(z.base64()).length(1) });
const sha256Oid = '2.16.840.1.101.3.4.2.1';
/** rsaEncryption and ecdsa-with-SHA256. */
const algorithms = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2', '1.2.840.10045.2.1'];

/** The service refused, did not answer, or answered something else. */
export class CscError extends Error {
  override readonly name = 'CscError';
}

/**
 * The port to a remote signing service: certificates from `credentials/info`, signatures from `signatures/signHash`. Only a hash leaves this
 * machine, never the document. @throws CscError
 */
export async function cscSigner(service: CscService, timeoutMs = 10_000): Promise<LegalSigner> {
  const call = async <Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.infer<Schema>> => {
    const answer = await fetch(`${service.url}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${service.token}` },
      body: JSON.stringify({ credentialID: service.credentialId, ...body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new CscError(`the signing service does not answer ${path}`, { cause });
    });
    if (!answer.ok) throw new CscError(`the signing service refused ${path}: ${answer.status}`);
    const json: unknown = await answer.json().catch(() => undefined);
    const read = schema.safeParse(json);
    if (!read.success) throw new CscError(`the signing service answered ${path} with something else`);
    return read.data;
  };
  const { key, cert } = await call('credentials/info', { certificates: 'chain' }, infoSchema);
  const signAlgo = key.algo.find((oid) => algorithms.includes(oid));
  if (signAlgo === undefined) throw new CscError('the signing service has no RSA or ECDSA key');
  return {
    certificates: cert.certificates.map((text) => new Uint8Array(Buffer.from(text, 'base64'))),
    async sign(bytes) {
      const hashes = [createHash('sha256').update(bytes).digest('base64')];
      const body = { SAD: service.sad, hashes, hashAlgorithmOID: sha256Oid, signAlgo };
      const { signatures } = await call('signatures/signHash', body, signedSchema);
      return new Uint8Array(Buffer.from(signatures[0]!, 'base64'));
    },
  };
}
