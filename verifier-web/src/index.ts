export { buildVerifier } from './build-verifier.ts';
export { startVerifier } from './serve.ts';
export type { RunningVerifier, VerifierOptions } from './serve.ts';
