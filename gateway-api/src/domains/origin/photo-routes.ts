import { isId } from '@daunguon/proof';
import type { BatchBody } from '@daunguon/records';
import { Router, type Request } from 'express';
import type { Config } from '../../config.ts';
import type { Deps } from '../../deps.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import { limitedBody } from '../../http/limited-body.ts';
import { sha256Of } from '../../log/kept-contents.ts';
import type { RateLimit } from '../../market/rate-limit.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import { stateOf } from '../record-reads.ts';
import { isInspector } from './inspecting.ts';
import type { UnitPhotos } from './unit-photos.ts';

export interface PhotoDeps extends Pick<Deps, 'authenticate' | 'identityOf' | 'store'> {
  readonly config: Pick<Config, 'unitRoom'>;
  readonly photos: UnitPhotos;
  /** Of a unit: photos within an hour. */
  readonly photoLimit: RateLimit;
}

/** The field app draws photos anew at 1,600 pixels: some hundred kilobytes. */
const mostBytes = 4 * 1024 * 1024;
/** Within an hour. A cooperative in its season sends some hundred a day. */
const mostOfUnit = 600;

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** By what the bytes begin with, whatever the sender called them. */
const imageType = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return undefined;
};

/**
 * Photos of batches, whose digests stand on the ledger. POST keeps the bytes of a JPEG or PNG under their SHA-256, once however often they come:
 * for the unit of the person, or, where `?batch=` says of which batch it is, for the unit in whose name that was recorded. GET gives them to the people of the unit and to inspectors of goods: a photo may show somebody, so it is nobody else's.
 */
export function photoRoutes({ authenticate, identityOf, store, config, photos, photoLimit }: PhotoDeps): Router {
  const router = Router();
  const personOf = async (request: Request): Promise<LedgerIdentity> => {
    const { subject, token } = await authenticate(request);
    const person = await identityOf(subject, token);
    if (person.unit === '') throw new HttpProblem('auth/not-your-unit');
    return person;
  };

  /** Whose a photo is: the owner's of its batch, which names its digest and was recorded by the unit that sends it. */
  const ownerOf = async (batch: unknown, typing: string, bytes: Uint8Array): Promise<string> => {
    if (batch === undefined) return typing;
    if (!isId(batch)) throw new HttpProblem('http/invalid-query', 'batch');
    const state = await stateOf(store, batch);
    // It is on the ledger before its photos are sent: the index is on its way.
    if (state === undefined) throw new HttpProblem('index/unavailable', batch, { 'Retry-After': '5' });
    const { enteredBy = state.owner, photos: named = [] } = state.body as Partial<BatchBody>;
    if (state.type !== 'origin/batch' || enteredBy !== typing) throw new HttpProblem('auth/not-your-unit');
    if (!named.includes(sha256Of(bytes))) throw new HttpProblem('http/record-not-found', batch);
    return state.owner;
  };

  router.post('/api/origin/photos', limitedBody(['*/*'], mostBytes), async (request, response) => {
    const { unit: typing } = await personOf(request);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (imageType(bytes) === undefined) throw new HttpProblem('http/unsupported', 'image/jpeg, image/png');
    const unit = await ownerOf(request.query['batch'], typing, bytes);
    const wait = photoLimit.take(typing, 1, mostOfUnit);
    if (wait > 0) throw new HttpProblem('scan/too-many', '', { 'Retry-After': String(wait) });
    const isNew = photos.get(unit, sha256Of(bytes)) === undefined;
    if (isNew && photos.usedBy(unit) + bytes.length > config.unitRoom.photos)
      throw new HttpProblem('upload/storage-full');
    response.status(201).json(photos.keep(unit, bytes));
  });

  router.get('/api/origin/photos/:unit/:sha256', async (request, response) => {
    const person = await personOf(request);
    const { unit, sha256 } = request.params;
    if (unit !== person.unit && !isInspector(person)) throw new HttpProblem('auth/not-your-unit');
    const found = isId(unit) && /^[0-9a-f]{64}$/.test(sha256) ? photos.get(unit, sha256) : undefined;
    if (found === undefined) throw new HttpProblem('http/record-not-found', sha256);
    response.set({ 'Cache-Control': 'private, no-store', 'Content-Security-Policy': "default-src 'none'" });
    response.type(imageType(found) ?? 'application/octet-stream').send(found);
  });
  return router;
}
