/** What a receiver checks before it believes a message (Standard Webhooks 1.0). */
export interface WebhookHeaders {
  get(name: string): string | null;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const mostSkewSeconds = 300;

async function isSigned(key: string, content: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  const [scheme, text = ''] = signature.split(',');
  const [, kind, secret = ''] = /^(whsec|whpk)_(.+)$/.exec(key) ?? [];
  if (kind === 'whsec' && scheme === 'v1') {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('raw', bytesOf(secret), hmac, false, ['verify']);
    return crypto.subtle.verify('HMAC', imported, bytesOf(text), content);
  }
  if (kind === 'whpk' && scheme === 'v1a') {
    const imported = await crypto.subtle.importKey('raw', bytesOf(secret), 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', imported, bytesOf(text), content);
  }
  return false;
}

/**
 * The id of a message whose signature is good and whose time is within five minutes of `now`; undefined for any other. `key` is the secret
 * (`whsec_…`) or the public key (`whpk_…`) of the subscription, `body` the very text that came. A message may come twice: keep the ids.
 */
export async function webhookId(
  key: string,
  headers: WebhookHeaders,
  body: string,
  now = Date.now(),
): Promise<string | undefined> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headers.get(name),
  );
  if (!id || !timestamp || !signatures) return undefined;
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > mostSkewSeconds) return undefined;
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures.split(' ')) {
    const good = await isSigned(key, content, signature).catch(() => false);
    if (good) return id;
  }
  return undefined;
}
