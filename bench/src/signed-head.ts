import {
  algorithms,
  cosign,
  ed25519Signer,
  parseNote,
  readTrustPolicy,
  signCheckpoint,
  type TrustPolicy,
} from '@daunguon/proof';
import { hash } from 'node:crypto';

const origin = 'nguon.dongnai.gov.vn/province/0123456789abcdef';
const organisations = ['agri', 'edu', 'health', 'tech'].map((name) => `${name}.dongnai.gov.vn`);
const outside = 'lachong.edu.vn';

const seedOf = (name: string): Uint8Array => hash('sha256', `key of ${name}`, 'buffer');
const log = ed25519Signer(origin, seedOf(origin), algorithms.note);
const witnesses = [...organisations, outside].map((name) => ed25519Signer(name, seedOf(name), algorithms.cosignature));

/** A checkpoint that the log signed, all four organisations and one outside witness cosigned at `seconds`. */
export function signedHead(size: number, root: Uint8Array, seconds: number): string {
  const note = signCheckpoint({ origin, size: BigInt(size), root }, log);
  return note + witnesses.map((witness) => cosign(parseNote(note).text, witness, seconds)).join('');
}

/** Three of four organisations and the outside witness, as in production. */
export const policy = (): TrustPolicy =>
  readTrustPolicy(
    [
      `log ${log.vkey}`,
      ...witnesses.map(({ name, vkey }) => `witness ${name} ${vkey}`),
      `group organisations 3 ${organisations.join(' ')}`,
      `group outside any ${outside}`,
      'group everybody all organisations outside',
      'quorum everybody',
      '',
    ].join('\n'),
    {
      ...{ origin, organisations: 'organisations', outside: 'outside', names: {} },
      ...{ freshness: { default: 86_400, types: { 'origin/': 3600 } } },
      ...{ anchors: [], epochs: [], gateways: [], mirrors: [], trial: false },
    },
  );
