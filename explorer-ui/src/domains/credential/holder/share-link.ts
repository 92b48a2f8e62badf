import type { Field } from '@daunguon/proof';
import { verifierLink } from '../../../proof/settings.ts';

/** Always shown with the others: without it the fields would not say of what kind of document they are. */
const kindIndex = 0;

/**
 * A link of the public verifier that carries the chosen fields with their salts and paths, and nothing of the others; null where this
 * origin names no verifier. Made on this device: no server hears of it.
 */
export async function shareLink(
  id: string,
  fields: readonly Field[],
  chosen: readonly number[],
): Promise<string | null> {
  const { disclosureFragment, discloseFields, encodeDisclosure } = await import('@daunguon/proof');
  const address = await verifierLink(id);
  const indexes = [...new Set([kindIndex, ...chosen])].sort((a, b) => a - b);
  return address === null
    ? null
    : `${address}#${disclosureFragment(encodeDisclosure(id, discloseFields(fields, indexes)))}`;
}
