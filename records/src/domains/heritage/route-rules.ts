import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import type { Actor, RecordState } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import { requireItem } from './item-rules.ts';
import type { EndRoute, RegisterRoute, RouteBody, UpdateRoute } from './route.ts';
import { requireOwn, requireSteward } from './steward.ts';

export type RouteState = RecordState<RouteBody>;

/** Records that a route names, each once. */
export const recordsOfRoute = ({ stops }: Pick<RouteBody, 'stops'>): string[] => [
  ...new Set(stops.flatMap(({ item, products = [] }) => [item, ...products])),
];

/** Stops are items that are shown, of whatever steward; products have their stars and were not revoked. */
const requireStops = ({ stops }: Pick<RouteBody, 'stops'>, named: ReadonlyMap<string, RecordState>): void => {
  const seen = new Set<string>();
  for (const [at, { item, products = [] }] of stops.entries()) {
    const pointer = `/stops/${at}`;
    requireItem(named.get(item), item, `${pointer}/item`);
    if (seen.has(item)) {
      throw new DomainError('heritage/stop-twice', item, [
        { pointer: `${pointer}/item`, detail: 'heritage/stop-twice' },
      ]);
    }
    seen.add(item);
    for (const [index, id] of products.entries()) {
      const product = named.get(id);
      const isRated =
        product?.type === 'ocop/product' && (product.body as { readonly rating?: unknown }).rating !== undefined;
      if (isRated && product.status === 'active') continue;
      const detail = 'heritage/product-not-rated';
      throw new DomainError(detail, id, [{ pointer: `${pointer}/products/${index}`, detail }]);
    }
  }
};

export const requireRoute = (record: RecordState | undefined, id: string): RouteState => {
  if (record?.type !== 'heritage/route') throw new DomainError('heritage/route-not-found', id);
  return record as RouteState;
};

interface RouteContext {
  readonly standing: UnitStanding | undefined;
  readonly named: ReadonlyMap<string, RecordState>;
}

export const registerRoute = (
  current: RouteContext & { existing: RecordState | undefined },
  { requestId: _, id, ...route }: RegisterRoute,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  requireFreeId(current.existing);
  requireStops(route, current.named);
  const body: RouteBody = { ...route, steward: actor.unit };
  const next = [firstVersion({ id, type: 'heritage/route', owner: actor.unit, body })];
  return { next, entries: [], event: 'HeritageRouteRegistered' };
};

const requireOpen = (record: RecordState | undefined, id: string, actor: Actor): RouteState => {
  const route = requireRoute(record, id);
  requireOwn(route, actor);
  if (route.status !== 'active') throw new DomainError('heritage/route-ended', id);
  return route;
};

export const updateRoute = (
  current: RouteContext & { route: RecordState | undefined },
  { requestId: _, id, reason, ...command }: UpdateRoute,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  const route = requireOpen(current.route, id, actor);
  requireStops(command, current.named);
  const body: RouteBody = { ...command, steward: actor.unit, updateReason: reason };
  return { next: [nextVersion(route, { body })], entries: [], event: 'HeritageRouteUpdated' };
};

export const endRoute = (
  current: { route: RecordState | undefined; standing: UnitStanding | undefined },
  { id }: EndRoute,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireSteward(current.standing, actor, txTime);
  const route = requireOpen(current.route, id, actor);
  return { next: [nextVersion(route, { status: 'closed' })], entries: [], event: 'HeritageRouteEnded' };
};
