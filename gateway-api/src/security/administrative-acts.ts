/**
 * Writes that administer rather than record: who may act, with which keys, what leaves for whom, what is taken down or erased. Their path
 * patterns, as routes write them, each with any method but reading.
 */
const patterns: readonly RegExp[] = [
  /^\/api\/devices\//,
  /^\/api\/registry\/(?!invitations\/look$)/,
  /^\/api\/exchange\/(partners|webhooks|dead-letters)(\/|$)/,
  /^\/api\/credential\/(api-keys|custodial\/keys|issuer-keys|links\/recover)(\/|$)/,
  /^\/api\/learn\/appointments\//,
  /^\/api\/opendata\//,
  /^\/api\/dashboards\/targets$/,
  /^\/api\/health\/(erasures|break-glass\/review|keys)$/,
  /^\/api\/heritage\/(takedowns|.*take-down)/,
  /^\/epcis\/queries\/.*\/subscriptions/,
];

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request is an act of administration, of which the audit log has a line. */
export const isAdministrative = (method: string, path: string): boolean =>
  !readMethods.has(method) && patterns.some((pattern) => pattern.test(path));
