import {
  certificateKey,
  linksOf,
  ratingRulesKey,
  rulesRecordAt,
  sheetKey,
  type CouncilState,
  type DatedRatingRules,
  type Dossier,
  type ProductState,
  type RatingContext,
  type RecordState,
} from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';

/** The records that a dossier names, as far as they exist. */
export const links = async (ledger: Ledger, dossier: Dossier): Promise<Map<string, RecordState>> => {
  const found = await Promise.all(linksOf(dossier).map((id) => ledger.record(id)));
  return new Map(found.flatMap((record) => (record === undefined ? [] : [[record.id, record]])));
};

/** The rule set that holds now. */
export const rulesOfToday = async (ledger: Ledger): Promise<RecordState> => {
  const id = rulesRecordAt(await ledger.entry<DatedRatingRules>(ratingRulesKey), ledger.txTime);
  const rules = await ledger.record(id);
  if (rules === undefined) throw new Error(`${ratingRulesKey} names ${id}, which is not there`);
  return rules;
};

/** The council, if the record is one, with its product and its rule set. */
export const councilContext = async (ledger: Ledger, id: string | undefined) => {
  const council = await ledger.record(id);
  const body = council?.type === 'ocop/council' ? (council as CouncilState).body : undefined;
  return {
    council,
    members: body?.members ?? [],
    sealed: body?.sealed ?? [],
    product: await ledger.record(body?.product),
    rules: await ledger.record(body?.rules),
  };
};

/** Record ids of the members' sheets, in the members' order. */
export const sheetIds = (ledger: Ledger, council: string, members: readonly string[]) =>
  Promise.all(members.map((member) => ledger.entry<string>(sheetKey(council, member))));

/** What a rating adds to its product: the rating so far, and who has the certificate's number. */
export const ratingContext = async (
  ledger: Ledger,
  { product, rules }: Pick<RatingContext, 'product' | 'rules'>,
  certificate: string | undefined,
): Promise<RatingContext> => {
  const rating = product?.type === 'ocop/product' ? (product as ProductState).body.rating : undefined;
  return {
    product,
    rules,
    previous: await ledger.record(rating?.record),
    taken: certificate === undefined ? undefined : await ledger.entry<string>(certificateKey(certificate)),
  };
};
