import { expect, test } from '@jest/globals';
import { refusalOutcome } from './broadcast-outcome.ts';

/** The words of nodes in use; those of nethermind as its issue 12153 lists them. */
test.each([
  ['already known', 'accepted'],
  ['AlreadyKnown', 'accepted'],
  ['transaction already imported', 'accepted'],
  ['Known transaction', 'accepted'],
  ['nonce too low: next nonce 5, tx nonce 4', 'nonce-spent'],
  ['OldNonce, Current nonce: 5, nonce of rejected tx: 4', 'nonce-spent'],
  ['insufficient funds for gas * price + value: balance 0', 'no-funds'],
  ['Insufficient funds for gas * price + value', 'no-funds'],
  ['InsufficientFunds, Account balance: 3, cumulative cost: 5', 'no-funds'],
  ['transaction up-front cost 0x0a exceeds transaction sender account balance 0x05', 'no-funds'],
  ['Upfront cost exceeds account balance', 'no-funds'],
  ['replacement transaction underpriced', 'underpriced'],
  ['transaction underpriced: tip needed 1, tip permitted 0', 'underpriced'],
  ['max fee per gas less than block base fee: maxFeePerGas: 1, baseFee: 7', 'underpriced'],
  ['FeeTooLowToCompete', 'underpriced'],
  ['ReplacementNotAllowed', 'underpriced'],
  ['Gas price below configured minimum gas price', 'underpriced'],
  ['exceeds block gas limit', undefined],
  ['nonce too high', undefined],
])('%s: %s', (message, outcome) => {
  expect(refusalOutcome(message)).toBe(outcome);
});
