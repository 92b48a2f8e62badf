import { createHash } from 'node:crypto';

/** Nothing but a style of the page's own: no script, no picture, no form, no frame around it. */
const closed = {
  ...{ 'default-src': "'none'", 'style-src': "'self'", 'base-uri': "'none'" },
  ...{ 'form-action': "'none'", 'frame-ancestors': "'none'" },
};

/** Content Security Policy (Level 3) of a page. `more`: by directive, what it needs beside its style, or in another way. */
export const pagePolicy = (more: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ ...closed, ...more })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** The styles that stand in a text, as sources of `style-src`: these by their digests and no others (Content Security Policy Level 3 §2.3.1). */
export const styleHashes = (text: string): string =>
  [...text.matchAll(/<style>([^]*?)<\/style>/g)]
    .map(([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    .join(' ');
