import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { RecordState } from '../../record-state.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import { requireOwnActive } from './block-rules.ts';
import type {
  CloseOffer,
  CorrectInventory,
  InventoryBody,
  OfferBody,
  PostOffer,
  RecordInventory,
  VerifyInventory,
} from './inventory.ts';
import { find, requireApart, requireCarbonRole, requireFree, requireTaxCode, type Reads } from './reads.ts';

export type InventoryState = RecordState<InventoryBody>;
export type OfferState = RecordState<OfferBody>;

export const inventoryKey = (unit: string, facilityCode: string, year: number): string =>
  `a/carbon/inventory/${unit}/${facilityCode}/${year}`;

export const recordInventory = async (
  { requestId: _, id, ...inventory }: RecordInventory,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner');
  await requireFree(ledger, id);
  const { unit } = ledger.actor;
  if (inventory.year > Number(vietnamDate(ledger.txTime).slice(0, 4))) throw new DomainError('registry/period-invalid');
  const key = inventoryKey(unit, inventory.facilityCode, inventory.year);
  const known = await ledger.entry<string>(key);
  if (known !== undefined) throw new DomainError('carbon/inventory-known', known);
  const body: InventoryBody = { ...inventory, legalEntity: await requireTaxCode(ledger, unit) };
  return {
    next: [firstVersion({ id, type: 'carbon/inventory', status: 'held', owner: unit, body })],
    entries: [{ key, value: id }],
    event: 'InventoryRecorded',
  };
};

export const correctInventory = async (
  { id, requestId: _, ...change }: CorrectInventory,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner');
  const inventory = await find<InventoryState>(ledger, 'carbon/inventory', id);
  if (inventory.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', id);
  const { verification: _v, ...body } = inventory.body;
  return {
    next: [nextVersion(inventory, { status: 'held', body: { ...body, ...change } })],
    entries: [],
    event: 'InventoryCorrected',
  };
};

export const verifyInventory = async (
  { id, reportDigest, parents }: VerifyInventory,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'verifier');
  requireOwnKey(ledger.actor);
  const inventory = await find<InventoryState>(ledger, 'carbon/inventory', id);
  if (inventory.status !== 'held') throw new DomainError('carbon/inventory-verified', id);
  const { unit } = ledger.actor;
  const legalEntity = await requireTaxCode(ledger, unit);
  requireApart(inventory.body, { legalEntity, parents });
  const verification = {
    ...{ unit, legalEntity, reportDigest, at: ledger.txTime },
    ...(parents === undefined ? {} : { parents }),
  };
  return {
    next: [nextVersion(inventory, { status: 'active', body: { ...inventory.body, verification } })],
    entries: [],
    event: 'InventoryVerified',
  };
};

export const postOffer = async ({ requestId: _, id, ...offer }: PostOffer, ledger: Reads): Promise<Outcome> => {
  const block = await requireOwnActive(ledger, offer.block);
  await requireFree(ledger, id);
  if (BigInt(offer.quantity) > BigInt(block.body.quantity)) {
    throw new DomainError('carbon/split-quantity', block.body.quantity);
  }
  if (offer.until < vietnamDate(ledger.txTime)) throw new DomainError('registry/period-invalid');
  const { project, vintage } = block.body;
  return {
    next: [firstVersion({ id, type: 'carbon/offer', owner: block.owner, body: { ...offer, project, vintage } })],
    entries: [],
    event: 'OfferPosted',
  };
};

export const closeOffer = async ({ id, reason }: CloseOffer, ledger: Reads): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner');
  const offer = await find<OfferState>(ledger, 'carbon/offer', id);
  if (offer.owner !== ledger.actor.unit) throw new DomainError('carbon/other-owner', id);
  if (offer.status !== 'active') throw new DomainError('carbon/offer-closed', id);
  return {
    next: [nextVersion(offer, { status: 'closed', body: { ...offer.body, closed: reason } })],
    entries: [],
    event: 'OfferClosed',
  };
};
