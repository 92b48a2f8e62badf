import type { Field } from '@daunguon/proof';
import type { Api } from '../../../api/api.ts';
import { verifierLink } from '../../../proof/settings.ts';

/** Always shown with the others: without it the fields would not say of what kind of document they are. */
const kindIndex = 0;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/**
 * A link of the public verifier that shows the chosen fields and nothing of the others, until it is withdrawn. They are sealed on this
 * device and kept at the gateway, which has nothing that opens them: the key is in the link alone. Null where this origin names no
 * verifier. @throws ApiError
 */
export async function shareLink(
  api: Api,
  id: string,
  fields: readonly Field[],
  chosen: readonly number[],
): Promise<string | null> {
  const { discloseFields, encodeDisclosure, newShareLink, sealShare, shareFragment } = await import('@daunguon/proof');
  const address = await verifierLink(id);
  if (address === null) return null;
  const indexes = [...new Set([kindIndex, ...chosen])].sort((a, b) => a - b);
  const link = newShareLink(random);
  const box = await sealShare(crypto.subtle, random, link, encodeDisclosure(id, discloseFields(fields, indexes)));
  const names = chosen.flatMap((index) => fields[index]?.pointer.slice(1) ?? []);
  await api.post('/api/credential/mine/shares', { body: { id, share: link.share, fields: names, box } });
  return `${address}#${shareFragment(link)}`;
}
