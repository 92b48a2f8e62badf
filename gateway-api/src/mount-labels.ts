import { join } from 'node:path';
import { isId, type Bundle } from '@daunguon/proof';
import { aliasId, type AliasBody } from '@daunguon/records';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { stateOf } from './domains/record-reads.ts';
import { issuesIn, serialProofs } from './labels/serial-proofs.ts';
import type { SerialDeps } from './labels/serial-routes.ts';
import { openSerialStore } from './labels/serial-store.ts';
import type { GatewayLog } from './log/gateway-log.ts';
import type { RecordProofs } from './log/record-proofs.ts';
import type { ReportDeps } from './reports/report-routes.ts';
import { openReportStore } from './reports/report-store.ts';
import type { ReportQuery } from './reports/report-schema.ts';
import type { ResolverDeps } from './resolver/resolver-routes.ts';
import { createDeviceTokens } from './scans/device-tokens.ts';
import { itemPath, statementOf, type ScanDeps } from './scans/scan-routes.ts';
import { openScanStore } from './scans/scan-store.ts';
import { openSealedNotes } from './vault/sealed-notes.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';

/** Canonical path of what a query names: a lot, or an item of it. */
const labelOf = ({ gtin, lot, serial }: Pick<ReportQuery, 'gtin' | 'lot' | 'serial'>): string | undefined => {
  if (gtin === undefined || lot === undefined) return undefined;
  return serial === undefined ? aliasId(gtin, lot) : itemPath(gtin, lot, serial);
};

interface Named {
  readonly gtin: string;
  readonly lot: string;
  readonly serial: string;
}

/** Serials, scans, reports and the resolver, over index, log and vault. `keys` seal what readers write. */
export function mountLabels(
  config: Config,
  deps: Pick<Deps, 'store' | 'authenticate' | 'identityOf'>,
  keys: SubjectKeys,
) {
  const { dataDir, verifierUrl, publicUrl: gatewayUrl } = config;
  const serials = openSerialStore(join(dataDir, 'labels.db'));
  const scanStore = openScanStore(join(dataDir, 'scans.db'));
  const reportStore = openReportStore(join(dataDir, 'reports.db'), labelOf);
  const notes = openSealedNotes(join(dataDir, 'vault', 'notes.db'), keys);
  const recordOf = (id: string) => stateOf(deps.store, id);
  const isIssued = (body: unknown, serial: string): boolean =>
    serials.issuesOf(serial).some((issue) => issuesIn(body).includes(issue));
  const issued = async ({ gtin, lot, serial }: Named): Promise<boolean> => {
    const alias = await recordOf(aliasId(gtin, lot));
    const batch = alias === undefined ? undefined : await recordOf((alias.body as AliasBody).target);
    return isIssued(batch?.body, serial);
  };
  const scans: ScanDeps = {
    ...{ tokens: createDeviceTokens(), scans: scanStore, thresholds: config.clone, issued, now: Date.now },
  };
  return {
    scans,
    /** What a bundle says of a scanned serial; scans are told of labels only that were issued. */
    ofSerial(bundle: Bundle, serial: string): Pick<Bundle, 'serials' | 'stated'> {
      const shown = serialProofs(serials, bundle.body, serial);
      const label = bundle.alias?.id === undefined ? undefined : `${bundle.alias.id}/21/${serial}`;
      const stated =
        label !== undefined && isIssued(bundle.body, serial)
          ? { ...(bundle.stated as object), scans: { ...statementOf(scans, label) } }
          : bundle.stated;
      return { serials: shown, ...(stated === undefined ? {} : { stated: stated as NonNullable<Bundle['stated']> }) };
    },
    serials: (proofs: RecordProofs): SerialDeps => ({
      ...{ serials, verifierUrl, recordOf, proven: proofs.proven },
      ...{ authenticate: deps.authenticate, identityOf: deps.identityOf },
    }),
    reports: (proofs: RecordProofs, log: GatewayLog): ReportDeps => ({
      ...{ authenticate: deps.authenticate, identityOf: deps.identityOf },
      ...{ tokens: scans.tokens, now: scans.now, reports: reportStore, notes, labelOf },
      head: () => log.head()?.size ?? 0,
      evidence: {
        async bundle(label) {
          const [id = '', serial] = label.split('/21/');
          if (isId(id)) return proofs.bundle(id);
          return proofs.aliasBundle(id, serial === undefined ? {} : { serial });
        },
        scans: (label) => (label.includes('/21/') ? statementOf(scans, label) : undefined),
      },
    }),
    resolver: {
      store: deps.store,
      verifierUrl,
      gatewayUrl,
      ...(config.gln ? { gln: config.gln } : {}),
    } satisfies ResolverDeps,
    close(): void {
      for (const store of [serials, scanStore, reportStore, notes]) store.close();
    },
  };
}
