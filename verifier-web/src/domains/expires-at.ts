import type { DomainSlug } from '@daunguon/records';
import { objectField, textField } from '../check/body-fields.ts';
import type { ProvenRecord } from '../check/proven-record.ts';

/** A day in Việt Nam ends at 17:00 UTC. */
const endOfDay = (date: string | undefined): string | undefined => date && `${date}T17:00:00Z`;

/** Where a domain's bodies say until when they speak, if they do; small, because the verdict needs it, and it alone, of a domain. */
const expiries = {
  credential: ({ type, body }) => {
    const until = textField(body, 'validUntil');
    return type === 'credential/credential' ? endOfDay(until) : until;
  },
  ocop: ({ type, body }) => {
    const rating = type === 'ocop/product' ? objectField(body, 'rating') : type === 'ocop/rating' ? body : {};
    return endOfDay(textField(rating, 'expiresOn'));
  },
  origin: ({ type, body }) => (type === 'origin/certificate' ? endOfDay(textField(body, 'until')) : undefined),
  registry: ({ type, body }) => (type === 'registry/accreditation' ? textField(body, 'until') : undefined),
} as const satisfies Partial<Record<DomainSlug, (record: ProvenRecord) => string | undefined>>;

/** ISO 8601 instant after which the record no longer speaks; nobody writes that it has expired. */
export function expiresAt(record: ProvenRecord): string | undefined {
  const slug = record.type.split('/')[0] ?? '';
  return Object.hasOwn(expiries, slug) ? expiries[slug as keyof typeof expiries](record) : undefined;
}
