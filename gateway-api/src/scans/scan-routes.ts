import { parseCommand, aliasId } from '@daunguon/records';
import { raw, Router } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import { dayOf, daysBefore } from './day.ts';
import type { DeviceTokens } from './device-tokens.ts';
import { scanStatement, type CloneThresholds, type ScanStatement } from './scan-statement.ts';
import type { ScanStore } from './scan-store.ts';
import { scanSchema } from './scans-schema.ts';

export interface ScanDeps {
  readonly tokens: DeviceTokens;
  readonly scans: ScanStore;
  readonly thresholds: CloneThresholds;
  /** True where this serial was issued for this lot: nothing else is counted, so that nobody fills the store with inventions. */
  issued(label: { readonly gtin: string; readonly lot: string; readonly serial: string }): Promise<boolean>;
  now(): number;
}

/** Canonical path of one item. */
export const itemPath = (gtin: string, lot: string, serial: string): string => `${aliasId(gtin, lot)}/21/${serial}`;

export const statementOf = ({ scans, thresholds, now }: ScanDeps, label: string): ScanStatement =>
  scanStatement(scans.counts(label, daysBefore(dayOf(now()), thresholds.days - 1)), thresholds);

/** @throws HttpProblem for a token that is not of today, or was used too often */
export const useToken = ({ tokens, now }: Pick<ScanDeps, 'tokens' | 'now'>, token: string, about: string): Buffer => {
  if (!tokens.isValid(token, now())) throw new HttpProblem('scan/token-refused');
  const device = tokens.use(token, about);
  if (device === undefined) throw new HttpProblem('scan/too-many', '', { 'Retry-After': '3600' });
  return device;
};

/**
 * Tokens for readers, and their scans. Bodies are read whatever their type says: a page sends text/plain, which no browser asks about first, and
 * no cookie goes with it.
 */
export function scanRoutes(deps: ScanDeps): Router {
  const router = Router();
  const open = { type: () => true, limit: '4kb' };
  router.post('/api/origin/scan-tokens', (request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-store');
    const token = deps.tokens.issue(request.socket.remoteAddress ?? '', deps.now());
    if (token === undefined) throw new HttpProblem('scan/too-many', '', { 'Retry-After': '3600' });
    response.status(201).json({ token });
  });
  router.post('/api/origin/scans', raw(open), async (request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-store');
    const { token, gtin, lot, serial, commune, claims } = parseCommand(
      scanSchema,
      parseJson(request.body as Uint8Array),
    );
    if (!(await deps.issued({ gtin, lot, serial }))) throw new HttpProblem('scan/unknown-label');
    const label = itemPath(gtin, lot, serial);
    const device = useToken(deps, token, label);
    const seen = { day: dayOf(deps.now()), ...(commune === undefined ? {} : { commune }) };
    const counted = deps.scans.add(label, { ...seen, device, claims: claims ?? false });
    response.json({ counted, scans: statementOf(deps, label) });
  });
  return router;
}
