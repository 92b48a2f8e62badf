import {
  commitItemSchema,
  itemBodySchema,
  recommitItemSchema,
  registerItemSchema,
  takeDownSchema,
  updateItemSchema,
} from './item.ts';
import { addMediaSchema, describeMediaSchema, mediaBodySchema } from './media.ts';
import { endRouteSchema, registerRouteSchema, routeBodySchema, updateRouteSchema } from './route.ts';

/** Transaction name -> schema of its one argument. */
export const heritageCommands = {
  RegisterItem: registerItemSchema,
  UpdateItem: updateItemSchema,
  CommitItem: commitItemSchema,
  RecommitItem: recommitItemSchema,
  AddMedia: addMediaSchema,
  DescribeMedia: describeMediaSchema,
  TakeDown: takeDownSchema,
  RegisterRoute: registerRouteSchema,
  UpdateRoute: updateRouteSchema,
  EndRoute: endRouteSchema,
} as const;

/** Record type -> schema of its body; `heritage/restricted` has none on the ledger. */
export const heritageBodies = {
  'heritage/item': itemBodySchema,
  'heritage/media': mediaBodySchema,
  'heritage/route': routeBodySchema,
} as const;
