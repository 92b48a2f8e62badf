/**
 * What a node made of a broadcast. `accepted`: it has it (or had it already). `nonce-spent`: a mined transaction has that nonce, ours or another.
 * `underpriced`: fees too low to take or to replace. `no-funds`: the key cannot pay.
 */
export type BroadcastOutcome = 'accepted' | 'nonce-spent' | 'underpriced' | 'no-funds';

/** Nodes give no codes for these, only words, each its own: geth, erigon, reth, nethermind, besu, anvil. */
const words: readonly (readonly [BroadcastOutcome, RegExp])[] = [
  ['accepted', /already ?(known|imported)|known transaction/i],
  ['nonce-spent', /nonce (is )?too low|OldNonce/i],
  ['no-funds', /insufficient ?(funds|balance)|exceeds (transaction sender )?account balance/i],
  ['underpriced', /underpriced|less than block base fee|FeeTooLow|ReplacementNotAllowed|gas price below/i],
];

/** Of a node's refusal; undefined when it is none of these. */
export const refusalOutcome = (message: string): BroadcastOutcome | undefined =>
  words.find(([, pattern]) => pattern.test(message))?.[0];
