/** Cookies of the workspaces' origin. The sign-in cookie must come back with the issuer's redirect, hence Lax; the session's never leaves the site. */
export const sessionCookie = 'dn_session';
export const signInCookie = 'dn_sign_in';

/** Value of a cookie in a `Cookie` header (RFC 6265 §4.2); undefined when it is missing or no token of ours. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  const value = found?.slice(name.length + 1);
  return value !== undefined && /^[\w-]{16,200}$/.test(value) ? value : undefined;
}

export interface CookieOptions {
  readonly path: string;
  readonly sameSite: 'Strict' | 'Lax';
  /** Seconds; 0 takes the cookie away. */
  readonly maxAge: number;
  readonly secure: boolean;
}

export const cookieHeader = (name: string, value: string, options: CookieOptions): string =>
  [
    `${name}=${value}`,
    `Path=${options.path}`,
    `Max-Age=${options.maxAge}`,
    'HttpOnly',
    `SameSite=${options.sameSite}`,
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');

/** The session's cookie goes to the whole origin and never comes along from another site. */
export const sessionCookieHeader = (explorerUrl: string, secret: string, maxAge: number): string => {
  const secure = explorerUrl.startsWith('https:');
  return cookieHeader(sessionCookie, secret, { path: '/', sameSite: 'Strict', maxAge, secure });
};
