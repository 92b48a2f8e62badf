import { decode, encode, Tagged } from 'cborg';
import { equalBytes } from '@daunguon/proof';
import { type Es256Key, signEs256 } from '../es256/es256.ts';
import { FormatError } from '../format-error.ts';

/** COSE header labels and the algorithm (RFC 9053 §2.1). */
const labels = { alg: 1, kid: 4 } as const;
const es256 = -7;
/** CBOR tag of COSE_Sign1 (RFC 9052 §2). */
const tag = 18;

/** A parsed COSE_Sign1, its signature not yet checked. `signed` are the bytes under the signature. */
export interface CoseSign1 {
  readonly kid: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly signed: Uint8Array;
}

/** Sig_structure (RFC 9052 §4.4). `context` is external data: a signature made for one purpose says nothing in another. */
const sigStructure = (header: Uint8Array, context: string, payload: Uint8Array): Uint8Array =>
  encode(['Signature1', header, new TextEncoder().encode(context), payload]);

/** Tagged COSE_Sign1 with ES256 over the payload; the header is protected and says the algorithm and the key, nothing else. */
export const signCose = async (
  payload: Uint8Array,
  kid: Uint8Array,
  key: Pick<Es256Key, 'privateKey'>,
  context: string,
): Promise<Uint8Array> => {
  const header = encode(
    new Map<number, unknown>([
      [labels.alg, es256],
      [labels.kid, kid],
    ]),
  );
  const signature = await signEs256({ kid: '', ...key }, sigStructure(header, context, payload));
  return encode(new Tagged(tag, [header, new Map(), payload, signature]));
};

/** CBOR in the one form that RFC 8949 §4.2.1 calls deterministic: whatever else decodes is refused, because bytes and meaning must agree. */
export const decodeStrict = (bytes: Uint8Array, pointer: string): unknown => {
  try {
    const tags = { [tag]: (content: () => unknown) => new Tagged(tag, content()) };
    const options = { strict: true, useMaps: true, rejectDuplicateMapKeys: true, allowIndefinite: false };
    const value: unknown = decode(bytes, { ...options, allowUndefined: false, allowBigInt: false, tags });
    if (equalBytes(encode(value), bytes)) return value;
  } catch {
    // Falls through: whatever was wrong, these bytes are no deterministic CBOR.
  }
  throw new FormatError('malformed', pointer, 'not deterministic CBOR');
};

/** Reads a COSE_Sign1 of exactly the form that `signCose` writes. @throws FormatError `malformed` or `alg-not-allowed` */
export const readCose = (bytes: Uint8Array, context: string): CoseSign1 => {
  const outer = decodeStrict(bytes, '');
  const parts: unknown = outer instanceof Tagged && outer.tag === tag ? outer.value : undefined;
  if (!Array.isArray(parts) || parts.length !== 4) throw new FormatError('malformed', '', 'not a COSE_Sign1');
  const [header, open, payload, signature] = parts as unknown[];
  if (!isBytes(header) || !isBytes(payload) || !isBytes(signature) || signature.length !== 64)
    throw new FormatError('malformed', '', 'not a COSE_Sign1');
  if (!(open instanceof Map) || open.size !== 0)
    throw new FormatError('malformed', '/unprotected', 'nothing may stand outside the signature');
  const fields = decodeStrict(header, '/protected');
  if (!(fields instanceof Map) || fields.get(labels.alg) !== es256)
    throw new FormatError('alg-not-allowed', '/protected/alg', 'only ES256 is allowed');
  const kid: unknown = fields.get(labels.kid);
  if (fields.size !== 2 || !isBytes(kid)) throw new FormatError('malformed', '/protected', 'alg and kid are expected');
  return { kid, payload, signature, signed: sigStructure(header, context, payload) };
};

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
