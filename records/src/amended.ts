/** A body with some members changed; `null` takes one out, what is left out stays as it is (JSON Merge Patch, RFC 7396, of one level). */
export const amended = <Body extends object>(
  body: Body,
  changed: { readonly [Name in keyof Body]?: Body[Name] | null },
): Body => Object.fromEntries(Object.entries({ ...body, ...changed }).filter(([, value]) => value !== null)) as Body;
