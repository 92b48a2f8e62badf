/** An identity that its MSP does not accept, and why. */
export class MspError extends Error {
  override readonly name = 'MspError';
  /** It cannot even be read as one of the organisation: no certificate, or one that another authority issued. */
  readonly isMalformed: boolean;
  constructor(message: string, { isMalformed = false } = {}) {
    super(message);
    this.isMalformed = isMalformed;
  }
}
