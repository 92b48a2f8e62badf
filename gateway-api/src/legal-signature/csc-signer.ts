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

/**
 * The port to a remote signing service: certificates from `credentials/info`, signatures from `signatures/signHash`. Only a hash leaves this
 * machine, never the document. @throws Error where the service refuses or answers something else
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
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`the signing service refused ${path}: ${answer.status}`);
    return schema.parse(await answer.json());
  };
  const { key, cert } = await call('credentials/info', { certificates: 'chain' }, infoSchema);
  const signAlgo = key.algo.find((oid) => algorithms.includes(oid));
  if (signAlgo === undefined) throw new Error('the signing service has no RSA or ECDSA key');
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
