import {
  discloseFields,
  readDisclosure,
  saltFields,
  verify,
  type Presented,
  type TrustPolicy,
  type Verification,
} from '@daunguon/proof';
import { matchDocument, type DocumentMatch } from '@daunguon/proof/health';
import type { Handed } from './bundle-jwe.ts';

/** What the receiver's check found. `match`: which digest of the proven record the file has. */
export interface BundleCheck {
  readonly authenticity: Verification['authenticity'];
  /** Status on the ledger, where it is proven. */
  readonly status?: string;
  readonly match: DocumentMatch;
  readonly facility?: string;
}

/** Proves what arrived against the ledger, by the proof bundle of `GET /r/<record>` and the receiver's own trust policy. */
export function checkBundle(
  handed: Handed,
  record: string,
  proof: unknown,
  policy: TrustPolicy,
  now: number,
): BundleCheck {
  const input = { bundle: proof, id: record, policy, now };
  if (handed.kind === 'document') {
    const opened = saltFields(handed.fields, Buffer.from(handed.saltSeed, 'hex'), { id: record, version: 1 });
    // What somebody handed over is judged: contents that give another commitment are a contradiction, not a server's fault.
    const fields = discloseFields(opened, [...opened.keys()]);
    const found = verify({ ...input, presented: { kind: 'fields', fields } });
    const value = (pointer: string): unknown => handed.fields.find(([one]) => one === pointer)?.[1];
    const bytes = Buffer.from(handed.bytes, 'base64');
    const proven = { bytes: value('/bytes'), canonical: value('/canonical') };
    return { ...said(found), match: matchDocument(bytes, proven), ...facilityIn(value('/facility')) };
  }
  const read = readDisclosure(handed.shown);
  if (read === undefined || read.id !== record) return { authenticity: 'not-authentic', match: 'none' };
  const presented: Presented = { kind: 'fields', fields: read.fields };
  const found = verify({ ...input, presented });
  const facility = read.fields.find(({ pointer }) => pointer === '/facility')?.value;
  return { ...said(found), match: found.authenticity === 'authentic' ? 'exact' : 'none', ...facilityIn(facility) };
}

const said = ({ authenticity, standing }: Verification): Pick<BundleCheck, 'authenticity' | 'status'> => ({
  authenticity,
  ...(standing === undefined || standing.absent ? {} : { status: standing.status }),
});
const facilityIn = (value: unknown): { facility?: string } => (typeof value === 'string' ? { facility: value } : {});
