/** Who signed a proposal, as fabric-shim's `ClientIdentity` takes it from the stub; the package declares neither for this module. */
interface ShimStub {
  getCreator(): { readonly mspid: string; readonly idBytes: Uint8Array };
  getChannelID(): string;
  getTxID(): string;
}
interface ShimIdentity {
  readonly stub: ShimStub;
  readonly idBytes: Uint8Array;
  getMSPID(): string;
  getAttributeValue(name: string): string | null;
}
declare module 'fabric-shim/lib/chaincode.js' {
  const shim: { ClientIdentity: new (stub: ShimStub) => ShimIdentity };
  export default shim;
}
