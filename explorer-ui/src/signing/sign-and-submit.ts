import { canonicalize } from '@daunguon/proof';
import { carriesProposal } from './envelope.ts';
import type { PersonKey } from './person-key.ts';
import { buildProposal, type Intent } from './proposal.ts';

/** Certificate of a person's own key, as the enrolment agent answers. */
export interface OwnIdentity {
  readonly mspId: string;
  readonly certificatePem: string;
  readonly unit: string;
  readonly role: string;
  /** Under which the agent knows the device. */
  readonly device?: string;
}

export interface Committed {
  readonly ids: readonly string[];
  readonly txId: string;
  readonly blockNumber: number;
  readonly receipt?: string;
}

/** The gateway did not do as asked: `problem` is its RFC 9457 answer where it gave one. */
export class SigningError extends Error {
  readonly code: 'refused' | 'tampered' | 'unknown-outcome';
  readonly problem: unknown;
  constructor(code: SigningError['code'], message: string, problem?: unknown) {
    super(message);
    this.name = 'SigningError';
    this.code = code;
    this.problem = problem;
  }
}

export interface SigningOptions {
  readonly gateway: string;
  /** Bearer token of the gateway's own audience; absent: `fetch` sends the page's session along. */
  readonly token?: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly identity: OwnIdentity;
  readonly key: PersonKey;
  readonly fetch: typeof fetch;
  /** 24 fresh random bytes. */
  readonly nonce: Uint8Array;
  /** Milliseconds. */
  readonly now: number;
}

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/**
 * Enrols a key at the organisation's agent itself, with a token that only the agent takes: the gateway has no part in it. `label`: what the person
 * calls the device.
 */
export const enrolOwnKey = async (
  agent: string,
  token: string,
  key: PersonKey,
  fetchIt: typeof fetch,
  label = '',
): Promise<OwnIdentity> => {
  const answer = await fetchIt(`${agent}/enrol-own`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ csr: await key.certificateRequest(), label }),
  });
  const said: unknown = await answer.json();
  if (answer.status !== 201) throw new SigningError('refused', `the agent answered ${answer.status}`, said);
  return said as OwnIdentity;
};

/**
 * One transaction in the person's own name: the proposal is built and signed here, endorsed through the gateway, and the transaction is
 * signed only if it carries this very proposal. @throws SigningError; `unknown-outcome`: it may be committed, ask for its receipt.
 */
export const signAndSubmit = async (
  options: SigningOptions,
  transaction: string,
  command: { readonly requestId: string },
): Promise<Committed> => {
  const { identity, key, channel, chaincode } = options;
  const post = async (path: string, body: object, accepted: number): Promise<Record<string, unknown>> => {
    const answer = await options.fetch(`${options.gateway}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as Record<string, unknown>;
    if (answer.status === 202)
      throw new SigningError('unknown-outcome', `the outcome of ${String(said['txId'])} is not known yet`, said);
    if (answer.status !== accepted)
      throw new SigningError('refused', `the gateway answered ${answer.status} to ${path}`, said);
    return said;
  };
  const intent: Intent = {
    ...{ channel, chaincode, transaction, argument: canonicalize(command) },
    ...{ mspId: identity.mspId, certificatePem: identity.certificatePem },
  };
  const proposal = buildProposal(intent, options.nonce, options.now);
  const endorsed = await post(
    '/api/tx/endorse',
    { proposal: base64(proposal.bytes), signature: base64(await key.sign(proposal.bytes)) },
    200,
  );
  const payload = fromBase64(String(endorsed['payload']));
  if (!carriesProposal(payload, proposal.bytes))
    throw new SigningError('tampered', 'the gateway returned another transaction than the one that was signed');
  const done = await post(
    '/api/tx/submit',
    { payload: base64(payload), signature: base64(await key.sign(payload)) },
    201,
  );
  return done as unknown as Committed;
};
