import { enrolOwnKey, newPersonKey, signAndSubmit, SigningError } from '@daunguon/explorer-ui';
import { randomBytes } from 'node:crypto';
import { enrolmentResource } from '../test-network/src/oidc/clients.ts';
import { accessToken } from '../test-network/src/oidc/sign-in.ts';
import type { Places } from './places.ts';

/** `done`: committed; `again`: not yet, the same request may be sent again. */
export type Sent = 'done' | 'again';

/** Sends a command that a person of the demonstration signs with a key of their own, made for this run and never stored. */
export type OwnKeySender = (
  login: string,
  token: string,
  transaction: string,
  body: { readonly requestId: string },
) => Promise<Sent>;

export function ownKeySender(places: Places): OwnKeySender {
  const signers = new Map<string, ReturnType<typeof enrolled>>();
  const enrolled = async (login: string) => {
    const { key } = await newPersonKey();
    const token = await accessToken(places.issuer, login, enrolmentResource);
    return { key, identity: await enrolOwnKey(places.agentUrl, token, key, fetch) };
  };
  return async (login, token, transaction, body) => {
    const signer = signers.get(login) ?? enrolled(login);
    signers.set(login, signer);
    const options = {
      ...{ gateway: places.gatewayUrl, token, channel: 'province', chaincode: 'records', fetch },
      ...{ nonce: randomBytes(24), now: Date.now(), ...(await signer) },
    };
    try {
      await signAndSubmit(options, transaction, body);
      return 'done';
    } catch (error) {
      const status = error instanceof SigningError ? (error.problem as { status?: unknown } | undefined)?.status : 0;
      if (error instanceof SigningError && (error.code === 'unknown-outcome' || status === 503)) return 'again';
      if (error instanceof SigningError) throw new Error(JSON.stringify(error.problem), { cause: error });
      throw error;
    }
  };
}
