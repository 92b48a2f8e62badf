/** An error as Fabric CA reports it: HTTP status, code (fabric-ca lib/caerrors) and text. */
export class CaError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Failed login of any kind; says no more, as Fabric CA. */
export const authenticationFailure = (): CaError => new CaError(401, 20, 'Authentication failure');
export const authorisationFailure = (): CaError => new CaError(403, 71, 'Authorization failure');
export const badRequest = (message: string): CaError => new CaError(400, 0, message);
export const otherName = (): CaError =>
  new CaError(403, 77, 'The CSR subject common name must equal the enrollment ID');
