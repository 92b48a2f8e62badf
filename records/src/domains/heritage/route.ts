import { z } from 'zod';
import { idSchema, textSchema } from '../../schema-parts.ts';
import { bothSchema, storySchema } from './item.ts';

const route = {
  name: textSchema(200),
  nameEn: textSchema(200).optional(),
  story: storySchema,
  /** In the order of the journey. */
  stops: z
    .array(
      z.strictObject({
        item: idSchema,
        /** OCOP products to be had there. */
        products: z.array(idSchema).max(10).optional(),
        note: bothSchema(400).optional(),
      }),
    )
    .min(2)
    .max(20),
};
export const routeBodySchema = z.strictObject({
  ...route,
  steward: idSchema,
  updateReason: textSchema(500).optional(),
});
export type RouteBody = z.infer<typeof routeBodySchema>;

const request = { requestId: idSchema, id: idSchema };
export const registerRouteSchema = z.strictObject({ ...request, ...route });
export type RegisterRoute = z.infer<typeof registerRouteSchema>;
export const updateRouteSchema = z.strictObject({ ...request, ...route, reason: textSchema(500) });
export type UpdateRoute = z.infer<typeof updateRouteSchema>;
/** `id` is the route: it is offered no more. */
export const endRouteSchema = z.strictObject(request);
export type EndRoute = z.infer<typeof endRouteSchema>;
