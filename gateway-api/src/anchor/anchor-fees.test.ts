import { describe, expect, test } from '@jest/globals';
import { bumpFees, quoteFees } from './anchor-fees.ts';

const gwei = 1_000_000_000n;

describe('fees of an anchor', () => {
  test('promise twice the base fee and the tip, never more than the ceiling', () => {
    expect(quoteFees({ baseFee: 10n * gwei, suggestedTip: gwei }, 50n * gwei)).toEqual({
      maxFee: 21n * gwei,
      tip: gwei,
    });
    expect(quoteFees({ baseFee: 10n * gwei, suggestedTip: gwei }, 15n * gwei)).toEqual({
      maxFee: 15n * gwei,
      tip: gwei,
    });
  });

  test('are none while the next block costs more than the ceiling', () => {
    expect(quoteFees({ baseFee: 10n * gwei, suggestedTip: gwei }, 11n * gwei - 1n)).toBeUndefined();
    expect(quoteFees({ baseFee: 10n * gwei, suggestedTip: gwei }, 11n * gwei)).toBeDefined();
  });

  test('of a replacement are both an eighth higher, rounded up', () => {
    const market = { baseFee: 1n, suggestedTip: 1n };
    expect(bumpFees({ maxFee: 801n, tip: 80n }, market, gwei)).toEqual({ maxFee: 902n, tip: 90n });
  });

  test('of a replacement follow a risen market', () => {
    const market = { baseFee: 40n * gwei, suggestedTip: 3n * gwei };
    expect(bumpFees({ maxFee: 21n * gwei, tip: gwei }, market, 200n * gwei)).toEqual({
      maxFee: 83n * gwei,
      tip: 3n * gwei,
    });
    expect(bumpFees({ maxFee: 21n * gwei, tip: gwei }, market, 50n * gwei)).toEqual({
      maxFee: 50n * gwei,
      tip: 3n * gwei,
    });
    expect(bumpFees({ maxFee: 21n * gwei, tip: gwei }, market, 42n * gwei)).toBeUndefined();
  });
});
