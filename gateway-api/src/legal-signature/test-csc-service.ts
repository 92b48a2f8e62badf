import { constants, privateEncrypt } from 'node:crypto';
import express, { type Express } from 'express';
import type { TestSigner } from './test-authority.ts';

/** DigestInfo of SHA-256 (RFC 8017 §9.2), which a service that gets a hash puts before it. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * A TEST service that speaks CSC API v2 (`credentials/info`, `signatures/signHash`) with a key of the test authority. Only RSA: node:crypto
 * does not sign a given hash with ECDSA. `asked` gets the body of every request.
 */
export function testCscService(
  { certificates, privateKey }: TestSigner,
  { token, sad }: { readonly token: string; readonly sad: string },
  asked: Record<string, unknown>[] = [],
): Express {
  const app = express().use(express.json());
  app.use((request, response, next) => {
    asked.push(request.body as Record<string, unknown>);
    if (request.get('authorization') === `Bearer ${token}`) next();
    else response.status(401).json({ error: 'invalid_request' });
  });
  app.post('/csc/v2/credentials/info', (_request, response) => {
    const chain = certificates.map((der) => Buffer.from(der).toString('base64'));
    response.json({ key: { status: 'enabled', algo: ['1.2.840.113549.1.1.1'] }, cert: { certificates: chain } });
  });
  app.post('/csc/v2/signatures/signHash', (request, response) => {
    const { hashes, SAD } = request.body as { hashes: string[]; SAD: string };
    if (SAD !== sad) return void response.status(400).json({ error: 'invalid_request' });
    const block = Buffer.concat([digestInfo, Buffer.from(hashes[0]!, 'base64')]);
    const signature = privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, block);
    response.json({ signatures: [signature.toString('base64')] });
  });
  return app;
}
