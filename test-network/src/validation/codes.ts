/** protos.TxValidationCode (peer/transaction.proto). */
export const CODE = {
  valid: 0,
  nilEnvelope: 1,
  badPayload: 2,
  badCommonHeader: 3,
  badCreatorSignature: 4,
  invalidEndorserTransaction: 5,
  invalidConfigTransaction: 6,
  unsupportedPayload: 7,
  badProposalTxId: 8,
  duplicateTxId: 9,
  endorsementPolicyFailure: 10,
  mvccReadConflict: 11,
  phantomReadConflict: 12,
  targetChainNotFound: 14,
  badHeaderExtension: 19,
  badResponsePayload: 21,
  badRwset: 22,
  illegalWriteset: 23,
  invalidChaincode: 25,
  invalidOtherReason: 255,
} as const;

/** common.HeaderType */
export const TYPE = { config: 1, configUpdate: 2, endorser: 3 } as const;

/** A transaction's own defect; the code goes into TRANSACTIONS_FILTER. */
export class InvalidTransaction extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
