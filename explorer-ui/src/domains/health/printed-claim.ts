const kept = 'dn-health-claim';
const form = /^#claim=([0-9A-Z]{26})\.([0-9A-Z]{26})$/;

/** What a paper with a code says. */
export interface PrintedClaim {
  readonly code: string;
  readonly secret: string;
}

/** The address that a paper's QR code leads to: code and secret stand in its fragment, which no server sees. */
export const claimLink = ({ code, secret }: PrintedClaim): string =>
  `${location.origin}/health/mine#claim=${code}.${secret}`;

/** What the address of a scanned paper says is kept in this tab while the person signs in. */
export function keepScannedClaim(): true {
  if (form.test(location.hash)) sessionStorage.setItem(kept, location.hash);
  return true;
}

/** The scanned paper, once; it leaves the address bar, too. */
export function takeScannedClaim(): PrintedClaim | undefined {
  keepScannedClaim();
  if (form.test(location.hash)) history.replaceState(history.state, '', location.pathname);
  const [, code, secret] = form.exec(sessionStorage.getItem(kept) ?? '') ?? [];
  sessionStorage.removeItem(kept);
  return code === undefined || secret === undefined ? undefined : { code, secret };
}
