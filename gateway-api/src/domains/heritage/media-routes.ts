import { DomainError, type ItemBody, type RecordState } from '@daunguon/records';
import { Router, type Request } from 'express';
import type { Deps } from '../../deps.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import { unitGrants } from '../registry/unit-grants.ts';
import { stateOf } from '../record-reads.ts';
import { standingOf } from './media-access.ts';
import { sendKept } from './send-kept.ts';
import { mostBytes, type MediaStore } from './media/media-store.ts';
import type { KeptFacts, MediaFacts, TakeIn } from './media/take-in.ts';

export interface HeritageParts {
  readonly media: MediaStore;
  readonly takeIn: TakeIn;
  /** Deletes what no medium in force speaks of. */
  sweep(): Promise<void>;
}
export type HeritageDeps = Pick<Deps, 'config' | 'store' | 'authenticate' | 'identityOf'> & {
  readonly heritage: HeritageParts;
};

/** A file that strangers may have: of images only what was drawn here, since a record may name any digest as its copy. */
export const isForAll = (media: MediaStore, digest: string): boolean => {
  const kept = media.path(digest) === undefined ? undefined : media.facts<KeptFacts>(digest);
  return kept !== undefined && (kept.isCopy === true || !kept.mediaType.startsWith('image/'));
};

/** @throws what tells whether the file is gone or never was */
async function requireShown({ store, heritage }: HeritageDeps, digest: string): Promise<void> {
  const standing = await standingOf(store, digest, 'public');
  if (standing === 'taken-down') throw new DomainError('heritage/taken-down');
  if (standing === 'unnamed' || !isForAll(heritage.media, digest)) throw new HttpProblem('http/not-found');
}

/** Who may send files for an item: its steward, accredited. The ledger decides again when the medium is recorded. */
async function stewardOf(deps: HeritageDeps, request: Request): Promise<LedgerIdentity> {
  const { subject, token } = await deps.authenticate(request);
  const identity = await deps.identityOf(subject, token);
  if (identity.role !== 'steward' || identity.unit === '')
    throw new DomainError('registry/role-not-allowed', 'steward');
  return identity;
}
async function requireAccredited({ store }: HeritageDeps, unit: string): Promise<void> {
  const now = new Date().toISOString();
  const grants = await unitGrants(store, unit);
  const isAccredited = grants.some(
    ({ may, from, until }) => may.includes('heritage:steward') && from <= now && now < until,
  );
  if (!isAccredited) throw new DomainError('registry/not-accredited', 'heritage:steward');
}
async function requireOwnItem({ store }: HeritageDeps, id: string, unit: string): Promise<void> {
  const item = (await stateOf(store, id)) as RecordState<ItemBody> | undefined;
  const wrong = (code: 'heritage/item-not-found' | 'heritage/taken-down' | 'heritage/other-steward'): never => {
    throw new DomainError(code, id, [{ pointer: '/item', detail: code }]);
  };
  if (item?.type !== 'heritage/item') return wrong('heritage/item-not-found');
  if (item.status !== 'active') wrong('heritage/taken-down');
  if (item.owner !== unit) wrong('heritage/other-steward');
}

/** Files in, files out. */
export function mediaRoutes(deps: HeritageDeps): Router {
  const router = Router();
  router.post('/api/heritage/uploads', async (request, response) => {
    const { unit } = await stewardOf(deps, request);
    await requireAccredited(deps, unit);
    await requireOwnItem(deps, String(request.query['item'] ?? ''), unit);
    if (Number(request.get('content-length') ?? 0) > Math.max(...Object.values(mostBytes)))
      throw new HttpProblem('heritage/file-too-large');
    // A refusal in the middle is still answered: the connection outlives the reading.
    const facts: MediaFacts = await deps.heritage.takeIn(request.iterator({ destroyOnReturn: false }), unit);
    response.status(201).json(facts);
  });
  router.get('/api/heritage/files/:digest', async (request, response) => {
    await requireShown(deps, request.params.digest);
    await sendKept(request, response, deps.heritage.media, request.params.digest);
  });
  router.get('/api/heritage/masters/:digest', async (request, response) => {
    const { unit } = await stewardOf(deps, request);
    const { digest } = request.params;
    const { docs } = await deps.store.find('heritageFiles', { equals: { sha256: digest }, limit: 1000 });
    const own = docs.some(({ owner, role, status }) => owner === unit && role === 'master' && status === 'active');
    const { media } = deps.heritage;
    const sent = media.path(digest) !== undefined && media.facts<KeptFacts>(digest)?.units?.includes(unit) === true;
    if (!own || !sent) throw new HttpProblem('http/not-found');
    await sendKept(request, response, media, digest, 'master');
  });
  return router;
}
