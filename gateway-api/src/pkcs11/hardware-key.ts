import { createRequire } from 'node:module';
import type * as Pkcs11Js from 'pkcs11js';
import { parseKeyUri } from './key-uri.ts';

/** A key pair that never leaves its token. */
export interface HardwareKey {
  /** EC point (CKA_EC_POINT without its DER wrapping): 65 bytes of P-256, 32 of Ed25519. */
  readonly publicPoint: Buffer;
  /** ECDSA over a SHA-256 digest: R and S, 32 bytes each. */
  signDigest(digest: Uint8Array): Promise<Buffer>;
  /** Ed25519 over the message (CKM_EDDSA): 64 bytes. */
  signEd25519(message: Uint8Array): Buffer;
}

/** Mechanisms and key types of PKCS #11 3.0 that are used here. */
const [ckmEcdsa, ckmEddsa] = [0x1041, 0x1057];
const signatureBytes = 64;

interface Token {
  readonly library: Pkcs11Js.PKCS11;
  readonly session: Buffer;
}

/** Only where a key lies in a token is the library's binding loaded; it is native code, and optional. */
const binding = (): typeof Pkcs11Js => {
  try {
    return createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11Js;
  } catch (cause) {
    throw new Error('a pkcs11: key needs the package pkcs11js, which is not installed', { cause });
  }
};

const libraries = new Map<string, Pkcs11Js.PKCS11>();
const tokens = new Map<string, Token>();

/** A library may be initialised once in a process; a login holds for all of its sessions. */
function openToken(modulePath: string, label: string, pin: string): Token {
  const name = JSON.stringify([modulePath, label]);
  const known = tokens.get(name);
  if (known !== undefined) return known;
  const api = binding();
  let library = libraries.get(modulePath);
  if (library === undefined) {
    library = new api.PKCS11();
    try {
      library.load(modulePath);
    } catch (cause) {
      throw new Error(`module-path cannot be loaded: ${modulePath}`, { cause });
    }
    library.C_Initialize({ flags: api.CKF_OS_LOCKING_OK });
    libraries.set(modulePath, library);
  }
  const found = library;
  const slot = found.C_GetSlotList(true).find((one) => found.C_GetTokenInfo(one).label.trim() === label);
  if (slot === undefined) throw new Error(`no token is called ${label} in ${modulePath}`);
  const session = found.C_OpenSession(slot, api.CKF_SERIAL_SESSION);
  try {
    found.C_Login(session, api.CKU_USER, pin);
  } catch (cause) {
    const { code } = cause as { code?: number };
    if (code !== api.CKR_USER_ALREADY_LOGGED_IN) throw new Error(`the token ${label} refuses the PIN`, { cause });
  }
  const token = { library: found, session };
  tokens.set(name, token);
  return token;
}

const objectOf = ({ library, session }: Token, kind: number, label: string, name: string): Buffer => {
  const api = binding();
  library.C_FindObjectsInit(session, [
    { type: api.CKA_CLASS, value: kind },
    { type: api.CKA_LABEL, value: label },
  ]);
  const found = library.C_FindObjects(session, 2);
  library.C_FindObjectsFinal(session);
  if (found.length !== 1) throw new Error(`the token has ${found.length === 0 ? 'no' : 'more than one'} ${name} key ${label}`); // prettier-ignore
  return found[0]!;
};

/** DER OCTET STRING around the point, which some tokens leave out. */
const unwrapPoint = (point: Buffer): Buffer => (point[0] === 0x04 && point[1] === point.length - 2 ? point.subarray(2) : point); // prettier-ignore

/** The key pair that a `pkcs11:` URI names. @throws Error, or RangeError, that says what is not there */
export function openHardwareKey(uri: string): HardwareKey {
  const { token: label, object, modulePath, pin } = parseKeyUri(uri);
  const api = binding();
  const token = openToken(modulePath, label, pin);
  const { library, session } = token;
  const privateKey = objectOf(token, api.CKO_PRIVATE_KEY, object, 'private');
  const publicKey = objectOf(token, api.CKO_PUBLIC_KEY, object, 'public');
  const [{ value } = { value: Buffer.alloc(0) }] = library.C_GetAttributeValue(session, publicKey, [{ type: api.CKA_EC_POINT }]); // prettier-ignore
  // Begun and ended in one turn: a session signs one thing at a time.
  const sign = (mechanism: number, bytes: Uint8Array): Buffer => {
    library.C_SignInit(session, { mechanism }, privateKey);
    return library.C_Sign(session, Buffer.from(bytes), Buffer.alloc(signatureBytes));
  };
  return {
    publicPoint: unwrapPoint(Buffer.from(value as Buffer)),
    signDigest: async (digest) => sign(ckmEcdsa, digest),
    signEd25519: (message) => sign(ckmEddsa, message),
  };
}
