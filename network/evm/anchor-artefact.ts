import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractArtefact } from './compile-contract.ts';

/** The committed artefact of `anchor.sol`, with the address that follows from its bytecode. */
export const anchorArtefact = JSON.parse(
  readFileSync(join(import.meta.dirname, 'anchor.json'), 'utf8'),
) as ContractArtefact & { readonly address: string };
