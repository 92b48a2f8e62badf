import { readScannedText } from './label.ts';
import type { Label } from './label.ts';

/** What an address on a credential or in a message leads to. */
export type CredentialAddress =
  | { kind: 'printed'; fragment: string }
  /** `fragment`: the holder's secret or the fields that they show; empty where the address has none. */
  | { kind: 'record'; label: Label; fragment: string };

/** Reads an address of any host, because only the gateways and mirrors of the policy are ever asked; null for any other text. */
export function readCredentialAddress(text: string): CredentialAddress | null {
  const address = text.trim();
  const fragment = address.includes('#') ? address.slice(address.indexOf('#') + 1) : '';
  if (/^https?:\/\/[^/?#\s]+\/v\/?#\S+$/i.test(address)) return { kind: 'printed', fragment };
  const label = readScannedText(address);
  return label === null ? null : { kind: 'record', label, fragment };
}
