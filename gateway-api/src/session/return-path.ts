/** Where the person was before signing in: a path of the page's own origin, never another site (open redirect). */
export const returnPath = (wanted: unknown): string => {
  if (typeof wanted !== 'string' || wanted.length > 500) return '/';
  const url = URL.parse(wanted, 'http://page.invalid');
  if (url?.origin !== 'http://page.invalid' || !wanted.startsWith('/')) return '/';
  return `${url.pathname}${url.search}`;
};
