/** Fees of an EIP-1559 transaction, in wei per gas. */
export interface Fees {
  readonly maxFee: bigint;
  readonly tip: bigint;
}

/** What the chain asks now: the base fee of the newest block and the tip that the node suggests, in wei per gas. */
export interface FeeMarket {
  readonly baseFee: bigint;
  readonly suggestedTip: bigint;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/**
 * Twice the base fee, so that six full blocks in a row do not outprice it (EIP-1559: +12.5 % a block), and never above the ceiling.
 * Undefined while even the next block would cost more than the ceiling: an anchor can wait, the log it covers is append-only.
 */
export function quoteFees({ baseFee, suggestedTip }: FeeMarket, ceiling: bigint): Fees | undefined {
  if (baseFee + suggestedTip > ceiling) return undefined;
  return { maxFee: least(2n * baseFee + suggestedTip, ceiling), tip: suggestedTip };
}

/**
 * Fees that replace a stuck transaction: nodes take a replacement only when both fees rise by a tenth (geth) or an eighth (others).
 * Undefined when that would pass the ceiling.
 */
export function bumpFees(old: Fees, market: FeeMarket, ceiling: bigint): Fees | undefined {
  const eighthMore = (fee: bigint): bigint => (fee * 9n + 7n) / 8n;
  const tip = most(eighthMore(old.tip), market.suggestedTip);
  const lowest = most(eighthMore(old.maxFee), market.baseFee + tip);
  if (lowest > ceiling) return undefined;
  return { maxFee: most(lowest, least(2n * market.baseFee + tip, ceiling)), tip };
}
