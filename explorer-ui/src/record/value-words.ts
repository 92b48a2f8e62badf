import type { WordFamily } from '../i18n/words.ts';

/** Whose words say the codes of a member, wherever it stands. */
const byMember: Readonly<Record<string, WordFamily>> = {
  ...{ channel: 'channel', crop: 'crop', crops: 'crop', eventType: 'event', market: 'market', may: 'may' },
  ...{ measure: 'measure', scheme: 'scheme', buyer: 'buyer', unconfirmed: 'buyer', direction: 'gate' },
};
/** Where the member's name alone does not tell: the record's type and the member's path, its places in lists left out. */
const byPath: Readonly<Record<string, WordFamily>> = {
  'carbon/project kind': 'carbon.choice',
  'carbon/project coveredByNdc': 'carbon.choice',
  'carbon/project stage': 'carbon.stage',
  'carbon/plot suspicion.by': 'carbon.choice',
  'carbon/plot suspicion.decision.outcome': 'carbon.choice',
  'carbon/monitoring stage': 'carbon.stage',
  'carbon/block state': 'carbon.state',
  'carbon/block cancellation.kind': 'carbon.cancelled',
  'carbon/block adjustment.declaration': 'carbon.choice',
  'carbon/block adjustment.status': 'carbon.choice',
  'carbon/retirement beneficiary.type': 'carbon.choice',
  'carbon/retirement purpose': 'carbon.choice',
  'credential/act act': 'act',
  'credential/act ground': 'ground',
  'credential/issuer-key custody': 'keys.custody',
  'credential/issuer-key use': 'keys.use',
  'health/key use': 'keys.use',
  'heritage/item kind': 'heritage.kind',
  'heritage/item events.type': 'heritage.event',
  'heritage/item recognitions.level': 'heritage.level',
  'heritage/item rights.statement': 'heritage.statement',
  'heritage/item consent.level': 'heritage.consent',
  'heritage/item takedown.ground': 'heritage.ground',
  'heritage/media kind': 'heritage.media',
  'heritage/media c2pa.verdict': 'heritage.c2pa',
  'heritage/media takedown.ground': 'heritage.ground',
  'ocop/council stage': 'ocop.council.stage',
  'ocop/product group': 'ocop.group',
  'ocop/product stage': 'ocop.stage',
  'ocop/rating stage': 'ocop.stage',
  'ocop/rules combine': 'ocop.combine',
  'origin/batch hold.reason': 'hold',
  'origin/batch kind': 'kind',
  'origin/batch product.code': 'crop',
  'origin/diary-entry activity.kind': 'activity',
  'origin/growing-area markets.status': 'standing',
  'origin/inspection checks.check': 'inspection',
  'origin/inspection checks.result': 'inspection-result',
  'origin/inspection conclusion': 'inspection-result',
  'origin/packing-house markets.status': 'standing',
  'origin/shipment-unit identity.kind': 'shipment',
  'registry/unit kind': 'kind',
};

/** Whose words say the codes of a member of a record's body; `name` as in `Field`. Undefined: what stands there is no code. */
export const valueFamily = (type: string, name: string): WordFamily | undefined => {
  const parts = name.split('.').filter((part) => !/^\d+$/.test(part));
  return byPath[`${type} ${parts.join('.')}`] ?? byMember[parts.at(-1) ?? ''];
};
