/**
 * Headers of every answer of the verifier's origin. The page may talk to its own origin, and to the gateways, mirrors and EVM nodes of its
 * policy only (CSP Level 3); no third-party code, no referrer; no framing but for the small pages made for it, which have nothing to press that
 * does anything. WebAssembly is allowed for the lazy QR decoder.
 */
export function securityHeaders(
  sources: readonly string[],
  { framed = false }: { framed?: boolean } = {},
): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...new Set(sources.map((source) => new URL(source).origin))].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    framed ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  };
}
