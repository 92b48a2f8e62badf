/** The people of an OCOP scenario: over HTTP, or with keys of their own where the ledger asks for it. */
import { randomBytes } from 'node:crypto';
import { enrolOwnKey, newPersonKey, signAndSubmit, SigningError } from '@daunguon/explorer-ui';
import { commitRecord } from '@daunguon/proof';
import { enrolmentResource } from '../../src/oidc/clients.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { freshId, type System } from '../system.ts';

export interface Scores {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}
const council = ['council-1', 'council-2', 'council-3'] as const;

/** `contract` is that of the transactions which are signed. */
export function ocopPeople(system: System, seed: Readonly<Record<string, string>>, contract = 'Ocop') {
  const keys = new Map<string, ReturnType<typeof enrolled>>();
  const enrolled = async (login: string) => {
    const { key } = await newPersonKey();
    const token = await accessToken(system.issuer, login, enrolmentResource);
    return { key, identity: await enrolOwnKey(`http://localhost:${8084 + system.offset}`, token, key, fetch) };
  };
  const person = (login: string) => {
    const known = keys.get(login) ?? enrolled(login);
    keys.set(login, known);
    return known;
  };
  /** Signed by the person's own key; the code of the refusal, or `accepted`. */
  const sign = async (login: string, transaction: string, command: object): Promise<string> => {
    const options = {
      ...{
        gateway: system.gateway,
        token: await system.token(login),
        channel: 'province',
        chaincode: 'records',
        fetch,
      },
      ...{ nonce: randomBytes(24), now: Date.now(), ...(await person(login)) },
    };
    try {
      await signAndSubmit(options, `${contract}:${transaction}`, { requestId: freshId(), ...command });
      return 'accepted';
    } catch (error) {
      if (!(error instanceof SigningError)) throw error;
      return String((error.problem as { code?: unknown }).code);
    }
  };
  /** Sent with the token only; the code of the refusal, or `accepted`. */
  const send = async (login: string, path: string, command: object): Promise<string> => {
    const answer = await system.post(`/api/${path}`, { requestId: freshId(), ...command }, login);
    return answer.status === 201 ? 'accepted' : String(answer.body['code']);
  };
  /** From the commune to opened sheets, one for each member. */
  const judge = async (product: string, scores: readonly Scores[]): Promise<string> => {
    const id = freshId();
    const units = ['unit-inspectorate', 'unit-food-safety', 'unit-shop'].map((name) => seed[name]);
    const salt = randomBytes(16).toString('hex');
    const sheets = council.map((login, index) => ({ login, id: freshId(), unit: units[index], scores: scores[index] }));
    const said = [
      await send('commune', 'ocop/products/receive', { id: product }),
      await send('registrar', 'ocop/councils', { id, product, members: units }),
      ...(await Promise.all(
        sheets.map(({ login, id: sheet, unit, scores: own }) => {
          const commitment = commitRecord({ council: id, member: unit, scores: own }, salt);
          return sign(login, 'SealScores', { id: sheet, council: id, commitment });
        }),
      )),
      await send('registrar', 'ocop/councils/end-scoring', { id }),
      ...(await Promise.all(
        sheets.map(({ login, id: sheet, scores: own }) => sign(login, 'OpenScores', { id: sheet, scores: own, salt })),
      )),
    ];
    const refused = said.filter((one) => one !== 'accepted');
    if (refused.length > 0) throw new Error(refused.join(', '));
    return id;
  };
  return { sign, send, judge };
}
