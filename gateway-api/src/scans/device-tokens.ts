import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { dayOf } from './day.ts';

/**
 * What a device shows when it sends a scan or a report. A token ends with its day and is kept nowhere: only a hash of token and label is, for
 * as long, so that a device counts once a label and a day, and nobody can follow it from label to label or from day to day.
 */
export interface DeviceTokens {
  /** Undefined when this address has had its share of the hour. */
  issue(address: string, now: number): string | undefined;
  isValid(token: string, now: number): boolean;
  /** Undefined when this token has been used for too much; else what stands for the token in connection with `about`. */
  use(token: string, about: string): Buffer | undefined;
}

const hourMs = 3_600_000;

/**
 * `perAddress` tokens an hour and `perToken` different uses a day. Addresses live in memory alone, under a key that ends with the process:
 * they are no part of any file, log or answer. Many devices behind one address share its tokens.
 */
export function createDeviceTokens({ perAddress = 60, perToken = 40 } = {}): DeviceTokens {
  const key = randomBytes(32);
  const mac = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  let hour = 0;
  let issued = new Map<string, number>();
  let day = '';
  let used = new Map<string, number>();
  return {
    issue(address, now) {
      if (Math.floor(now / hourMs) !== hour) [hour, issued] = [Math.floor(now / hourMs), new Map()];
      const who = mac(`address ${address}`).toString('base64url');
      const count = (issued.get(who) ?? 0) + 1;
      if (count > perAddress) return undefined;
      issued.set(who, count);
      const body = `${dayOf(now)}.${randomBytes(16).toString('base64url')}`;
      return `${body}.${mac(body).toString('base64url')}`;
    },
    isValid(token, now) {
      const [date = '', random = '', given = ''] = token.split('.');
      const right = mac(`${date}.${random}`);
      const bytes = Buffer.from(given, 'base64url');
      return date === dayOf(now) && bytes.length === right.length && timingSafeEqual(bytes, right);
    },
    use(token, about) {
      const date = token.slice(0, 10);
      if (date !== day) [day, used] = [date, new Map()];
      const who = mac(`token ${token}`).toString('base64url');
      const count = (used.get(who) ?? 0) + 1;
      if (count > perToken) return undefined;
      used.set(who, count);
      return createHash('sha256').update(`${token}\0${about}`).digest();
    },
  };
}
