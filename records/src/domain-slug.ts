/** The domains that exist: each has a folder of this name in every layer. */
export const domainSlugs = ['registry', 'origin', 'ocop', 'credential', 'carbon', 'health', 'heritage'] as const;
export type DomainSlug = (typeof domainSlugs)[number];
