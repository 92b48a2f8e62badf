import { randomBytes, type X509Certificate } from 'node:crypto';
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import * as pkijs from 'pkijs';
import { isPublicAddress } from '../http/public-address.ts';
import { nonceOf, ocspRequest, readOcsp } from './ocsp.ts';
import { readCrl, type RevocationSources } from './revocation.ts';

/** Where answers may be fetched from. The addresses stand in certificates, which anybody can bring: so each host must be named here. */
export interface FetchRules {
  /** Host names (with port where it is not the scheme's own) of responders and list servers. */
  readonly hosts: readonly string[];
  /** Tests only: also addresses of this machine and of private networks. */
  readonly allowPrivate?: boolean;
  readonly timeoutMs?: number;
}

const maxBytes = 10 * 2 ** 20;
const oids = { authorityInfo: '1.3.6.1.5.5.7.1.1', ocsp: '1.3.6.1.5.5.7.48.1', crlPoints: '2.5.29.31' } as const;

/** The address that is connected to is the one that was looked at: a name cannot change between the two. */
const guarded: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] = found ?? [];
    const outer = addresses.filter(({ address }) => isPublicAddress(address));
    if (error !== null || outer.length === 0)
      callback(error ?? Object.assign(new Error(`${hostname} has no public address`), { code: 'EACCES' }), '', 4);
    else if (options.all === true) (callback as (e: null, a: LookupAddress[]) => void)(null, outer);
    else callback(null, outer[0]!.address, outer[0]!.family);
  });
};

/** The body of a 200; undefined for anything else: redirects are not followed, and what is too long or too slow is left. */
export const fetchGuarded = (
  address: string,
  rules: FetchRules,
  body?: { readonly type: string; readonly bytes: Uint8Array },
): Promise<Uint8Array | undefined> =>
  new Promise((done) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const fits = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    if (!fits || !rules.hosts.includes(url.host)) return done(undefined);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address is never looked up, so the guard would not see it.
    if (rules.allowPrivate !== true && isIP(literal) !== 0 && !isPublicAddress(literal)) return done(undefined);
    const options = {
      method: body === undefined ? 'GET' : 'POST',
      agent: false as const,
      signal: AbortSignal.timeout(rules.timeoutMs ?? 5000),
      ...(rules.allowPrivate === true ? {} : { lookup: guarded }),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': body.type, 'content-length': String(body.bytes.length) } }),
    };
    const asked = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (answer) => {
      const parts: Buffer[] = [];
      let length = 0;
      if (answer.statusCode !== 200) {
        answer.destroy();
        return done(undefined);
      }
      answer.on('data', (part: Buffer) => {
        length += part.length;
        if (length > maxBytes) answer.destroy();
        else parts.push(part);
      });
      answer.on('end', () => done(new Uint8Array(Buffer.concat(parts))));
      answer.on('error', () => done(undefined));
      answer.on('close', () => done(undefined));
    });
    asked.on('error', () => done(undefined));
    asked.end(body?.bytes);
  });

const uris = (names: readonly pkijs.GeneralName[]): string[] =>
  names.flatMap(({ type, value }) => (type === 6 && typeof value === 'string' ? [value] : []));

/** Addresses of responders and lists that a certificate names (RFC 5280 §4.2.2.1, §4.2.1.13). */
const revocationAddresses = (certificate: X509Certificate): { ocsp: string[]; crl: string[] } => {
  const { extensions = [] } = pkijs.Certificate.fromBER(Uint8Array.from(certificate.raw));
  const value = (oid: string): unknown => extensions.find(({ extnID }) => extnID === oid)?.parsedValue;
  const info = value(oids.authorityInfo) as pkijs.InfoAccess | undefined;
  const points = value(oids.crlPoints) as pkijs.CRLDistributionPoints | undefined;
  const descriptions = info?.accessDescriptions ?? [];
  return {
    ocsp: uris(descriptions.flatMap((one) => (one.accessMethod === oids.ocsp ? [one.accessLocation] : []))),
    crl: (points?.distributionPoints ?? []).flatMap(({ distributionPoint }) =>
      Array.isArray(distributionPoint) ? uris(distributionPoint) : [],
    ),
  };
};

/** Addresses that are tried of what one certificate names. */
const mostAddresses = 3;

/** Asks the responders of every certificate of a trusted path, else its lists. What does not come, or not in time, is left out. */
export const fetchRevocation = async (
  path: readonly X509Certificate[],
  rules: FetchRules,
): Promise<RevocationSources> => {
  const found = await Promise.all(
    path.slice(1).map(async (issuer, index): Promise<RevocationSources> => {
      const certificate = path[index]!;
      const { ocsp, crl } = revocationAddresses(certificate);
      for (const address of ocsp.slice(0, mostAddresses)) {
        const nonce = new Uint8Array(randomBytes(32));
        const bytes = ocspRequest(certificate, issuer, nonce);
        const der = await fetchGuarded(address, rules, { type: 'application/ocsp-request', bytes });
        const answer = der && readOcsp(der);
        const repeated = answer && nonceOf(answer);
        if (answer !== undefined && (repeated === undefined || Buffer.from(nonce).equals(repeated)))
          return { crls: [], ocsps: [answer] };
      }
      for (const address of crl.slice(0, mostAddresses)) {
        const der = await fetchGuarded(address, rules);
        const list = der && readCrl(der);
        if (list !== undefined) return { crls: [list], ocsps: [] };
      }
      return { crls: [], ocsps: [] };
    }),
  );
  return { crls: found.flatMap(({ crls }) => crls), ocsps: found.flatMap(({ ocsps }) => ocsps ?? []) };
};
