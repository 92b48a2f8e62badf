/**
 * Headers of every page of the workspaces. Scripts, styles and fonts come from this origin only; the page may talk to its own origin, and to
 * the issuer and the enrolment agent, with which a person enrols a key that the gateway must never see (CSP Level 3, Trusted Types). Both start
 * the QR decoders, which have the field app's headers as they lie beside it; the field app starts its service worker, too.
 */
export function securityHeaders(connect: readonly string[], { field = false } = {}): Record<string, string> {
  const policy = [
    "default-src 'none'",
    // The QR decoder of last resort is WebAssembly.
    field ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...connect.map((url) => new URL(url).origin)].join(' '),
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    field ? 'trusted-types angular dn-field dn-scan' : 'trusted-types angular dn-scan',
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(self)',
  };
}
