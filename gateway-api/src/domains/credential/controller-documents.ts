import { type Ed25519Jwk, toMultikey } from '@daunguon/formats/multikey';
import type { P256Jwk } from '@daunguon/formats/es256';
import { isId } from '@daunguon/proof';
import type { IssuerKeyBody, RecordState } from '@daunguon/records';
import { Router } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn, stateOf } from '../record-reads.ts';

type KeyState = RecordState<IssuerKeyBody>;

/** The terms are those of Controlled Identifiers 1.0; in the DID context every library at hand finds them without loading anything. */
export const controllerType = 'application/ld+json';
const controllerContext = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];

const signs = ({ body }: KeyState): boolean => body.use === 'sign';

/** A Multikey (Controlled Identifiers 1.0 §2.2.2). A key that was reported stolen says since when. */
const methodOf = (verifierUrl: string, { id, owner, body }: KeyState) => ({
  id: `${verifierUrl}/r/${id}`,
  type: 'Multikey',
  controller: `${verifierUrl}/r/${owner}`,
  publicKeyMultibase: toMultikey(body.jwk as P256Jwk | Ed25519Jwk),
  expires: body.validUntil,
  ...(body.theft === undefined ? {} : { revoked: body.theft.stolenOn }),
});

/** A key by which a reader checks what a unit signed. */
export interface LedgerKey {
  readonly controller: string;
  readonly jwk: P256Jwk | Ed25519Jwk;
}

/** The signing key that a `kid` of ours names (`<verifier>/r/<id>`); undefined for any other, and for one that was reported stolen. */
export async function ledgerKey(store: IndexStore, verifierUrl: string, kid: string): Promise<LedgerKey | undefined> {
  const id = kid.startsWith(`${verifierUrl}/r/`) ? kid.slice(`${verifierUrl}/r/`.length) : '';
  const state = isId(id) ? ((await stateOf(store, id)) as KeyState | undefined) : undefined;
  if (state?.type !== 'credential/issuer-key' || !signs(state) || state.body.theft !== undefined) return undefined;
  return { controller: `${verifierUrl}/r/${state.owner}`, jwk: state.body.jwk as P256Jwk | Ed25519Jwk };
}

async function keysOf(store: IndexStore, unit: string): Promise<KeyState[]> {
  const { docs } = await store.find('records', { equals: { type: 'credential/issuer-key', owner: unit }, limit: 1000 });
  return docs.map((doc) => stateIn(doc) as KeyState).filter(signs);
}

/** Keys that were replaced stay: what they signed before is judged by them. Stolen ones sign for nobody. */
const controllerOf = (verifierUrl: string, unit: string, keys: readonly KeyState[]) => ({
  '@context': controllerContext,
  id: `${verifierUrl}/r/${unit}`,
  verificationMethod: keys.map((key) => methodOf(verifierUrl, key)),
  assertionMethod: keys.filter(({ body }) => body.theft === undefined).map(({ id }) => `${verifierUrl}/r/${id}`),
});

/**
 * `GET /api/credential/controllers/<id>`: what a reader of Data Integrity proofs looks up of the issuer and of its key, by the id of either's
 * record. The gateway's word: whoever wants a proof reads the record's own (`/r/<id>`). The verifier leads here from the identifiers.
 */
export function controllerRoutes(store: IndexStore, verifierUrl: string): Router {
  const router = Router();
  router.get('/api/credential/controllers/:id', async (request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
    const { id } = request.params;
    const state = isId(id) ? await stateOf(store, id) : undefined;
    const send = (document: object): void => void response.type(controllerType).send(JSON.stringify(document));
    if (state?.type === 'credential/issuer-key' && signs(state as KeyState))
      return send({ '@context': 'https://w3id.org/security/multikey/v1', ...methodOf(verifierUrl, state as KeyState) });
    const keys = state?.type === 'registry/unit' ? await keysOf(store, id) : [];
    if (keys.length === 0) throw new HttpProblem('http/not-found');
    send(controllerOf(verifierUrl, id, keys));
  });
  return router;
}
