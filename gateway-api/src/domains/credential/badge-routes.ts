import { randomBytes } from 'node:crypto';
import { FormatError } from '@daunguon/formats/format-error';
import express, { Router } from 'express';
import { credentialContent } from '../../credential-documents/credential-content.ts';
import { openBadge, openBadgeJwt } from '../../credential-documents/open-badge.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import { limitedBody } from '../../http/limited-body.ts';
import { stateOf } from '../record-reads.ts';
import { bake, badgeImageTypes, type BadgeImageKind, type BadgeImages } from './badge-images.ts';
import type { ApiKeyDeps } from './api-key-routes.ts';
import { sent } from '../../http/sent-body.ts';
import { custodialBadgeKey, custodialSigningKey, openedRecord, statusOf } from './formats-documents.ts';
import { isHolder } from './holder-reads.ts';
import { apiKeyActor, issuerActor } from './issuer-actor.ts';
import { registerLinkSchema } from './register-schemas.ts';

export interface BadgeDeps extends ApiKeyDeps {
  readonly badgeImages: BadgeImages;
}

const kindOf = (type: string | undefined): BadgeImageKind | undefined =>
  (Object.keys(badgeImageTypes) as BadgeImageKind[]).find((kind) => type?.startsWith(badgeImageTypes[kind]));
const picture = limitedBody(Object.values(badgeImageTypes), 1024 * 1024);
const body = express.raw({ type: () => true, limit: '2kb' });

/** Pictures of achievements, and badges: the picture with the Open Badges 3.0 credential in it, signed by the unit's key. */
export function badgeRoutes(deps: BadgeDeps): Router {
  const router = Router();

  router.post('/api/credential/badge-images', picture, async (request, response) => {
    await issuerActor(deps, request);
    const kind = kindOf(request.get('content-type'));
    if (kind === undefined || !Buffer.isBuffer(request.body)) throw new HttpProblem('http/unsupported', 'PNG, SVG');
    try {
      response.status(201).json({ digest: deps.badgeImages.put({ kind, bytes: request.body }) });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new HttpProblem('credential/badge-image', '');
    }
  });

  router.get('/api/credential/badge-images/:digest', (request, response) => {
    const image = deps.badgeImages.get(String(request.params.digest));
    if (image === undefined) throw new HttpProblem('http/not-found');
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, max-age=31536000, immutable',
      // Opened by itself an SVG is a page: it may run and load nothing.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
    response.type(badgeImageTypes[image.kind]).send(image.bytes);
  });

  router.post('/api/credential/custodial/badge', body, async (request, response) => {
    const { id } = sent(registerLinkSchema, request);
    const platform = await apiKeyActor(deps, request);
    const person = platform === undefined ? await deps.authenticate(request) : undefined;
    const state = await stateOf(deps.store, id);
    if (state?.type !== 'credential/credential') throw new HttpProblem('http/record-not-found', id);
    if (person === undefined || !isHolder(deps, person, id)) {
      const { unit } = platform?.apiKey ?? (await issuerActor(deps, request));
      if (state.owner !== unit) throw new HttpProblem('auth/not-your-unit', id);
    }
    const record = await openedRecord(deps, state);
    if (platform !== undefined && record.kind !== 'badge') throw new HttpProblem('auth/key-scope', record.kind);
    const { imageDigest = '' } = record.contents as { imageDigest?: string };
    const image = deps.badgeImages.get(imageDigest);
    if (image === undefined) throw new HttpProblem('credential/no-badge-image', id);
    const { publicUrl, verifierUrl } = deps.config;
    const content = credentialContent({ ...record, status: await statusOf(deps, state) }, verifierUrl);
    const address = `${publicUrl}/api/credential/badge-images/${imageDigest}`;
    const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
    const parts = { random, ...(address.startsWith('https://') ? { image: address } : {}) };
    const now = new Date();
    const badgeKey = await custodialBadgeKey(deps, state.owner, now);
    const created = now.toISOString().replace(/\.\d+Z$/, 'Z');
    const signing = await custodialSigningKey(deps, state.owner);
    const text =
      badgeKey === undefined
        ? await openBadgeJwt(content, { ...signing, kid: `${verifierUrl}/r/${signing.id}` }, parts)
        : await openBadge(content, { ...badgeKey, verifierUrl, created }, parts);
    response.set('Cache-Control', 'no-store').type(badgeImageTypes[image.kind]).send(bake(image, text));
  });
  return router;
}
