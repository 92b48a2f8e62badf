export { buildVerifier } from './src/build-verifier.ts';
