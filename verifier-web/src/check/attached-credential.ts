import type { Claims } from '@daunguon/formats/credential';
import { FormatError } from '@daunguon/formats/format-error';
import { verifyCredential } from '@daunguon/formats/vc';
import type { IssuerDirectory, IssuerKeyEntry } from './issuer-directory.ts';
import { objectField } from './body-fields.ts';
import { readLabelPath } from './label.ts';
import type { PrintedCheck } from './printed-code.ts';

/** The id at the end of an address such as https://host/r/<id>; undefined for any other. */
const idIn = (url: unknown): string | undefined => {
  const label = typeof url === 'string' && URL.canParse(url) ? readLabelPath(new URL(url).pathname) : null;
  return label?.kind === 'record' ? label.id : undefined;
};

/** A Verifiable Credential that travels in a PDF, checked against the proven directory: the same answer as of a printed code. */
export async function checkAttached(json: string, directory: IssuerDirectory): Promise<PrintedCheck> {
  let known: { keyId: string; issuer: IssuerKeyEntry } | undefined;
  const document = parsed(json);
  const recordId = idIn(document['id']) ?? '';
  const claims = objectField(document, 'credentialSubject') as Claims;
  const content = { recordId, claims };
  try {
    if (recordId === '') return { result: 'malformed', detail: 'no address of a record' };
    await verifyCredential(document, (kid) => {
      const keyId = idIn(kid);
      const issuer = keyId === undefined ? undefined : directory.get(keyId);
      if (keyId === undefined || issuer === undefined) return undefined;
      known = { keyId, issuer };
      return { controller: `${new URL(kid).origin}/r/${issuer.unit}`, jwk: issuer.jwk };
    });
    return known === undefined
      ? { result: 'malformed', detail: 'no key' }
      : { result: 'signed', content, keyId: known.keyId, issuer: known.issuer };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const { code } = error;
    if (code === 'key-unknown') return { result: 'key-unknown', content, keyId: '' };
    if (code === 'proof-invalid' && known !== undefined)
      return { result: 'signature-wrong', content, keyId: known.keyId, issuer: known.issuer };
    return { result: 'malformed', detail: error.message };
  }
}

function parsed(json: string): Record<string, unknown> {
  try {
    return objectField({ json: JSON.parse(json) as unknown }, 'json');
  } catch {
    return {};
  }
}
