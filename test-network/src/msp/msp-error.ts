/** An identity that its MSP does not accept, and why. */
export class MspError extends Error {
  override readonly name = 'MspError';
}
