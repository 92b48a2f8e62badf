import { expect, test } from '@jest/globals';
import { pagePolicy, styleHashes } from './page-policy.ts';

test('a page may load its own style and nothing else, but what it names', () => {
  const closed = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  expect(pagePolicy()).toBe(closed);
  expect(pagePolicy({ 'frame-ancestors': '*', 'img-src': "'self'" })).toBe(
    closed.replace("frame-ancestors 'none'", "frame-ancestors *; img-src 'self'"),
  );
});

test('a style that stands in its page is allowed by its digest', () => {
  // openssl dgst -sha256 -binary | base64
  expect(styleHashes('<style>\n  a {}\n</style><p><style>b{}</style>')).toBe(
    "'sha256-cFqtbi5eS6QfwohvFZCZ286M/rRcTn/uRCLx9+R/iNE=' 'sha256-7yqHVAesot11p6HczDsgKRipvI5UPgs97z80zNXlans='",
  );
});
