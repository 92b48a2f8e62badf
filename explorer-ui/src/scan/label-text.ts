import { checkCharacter, normaliseId, parseTypedId } from '@daunguon/proof';

/** The record on a label: its address as a scanner reads it, or the code below it with its check character. */
export const recordOnLabel = (text: string): string | undefined => {
  const scanned = /\/r\/([0-9A-Z]+)/i.exec(text)?.[1];
  return scanned === undefined ? parseTypedId(text) : normaliseId(scanned);
};

/** GTIN and lot of a GS1 Digital Link of any host; a serial after them is one of the lot's labels. */
const lotLink = /^https?:\/\/[^/\s]+\/01\/(\d{8}|\d{12,14})\/10\/([^/?#\s]+)/i;

/** The same, or the lot that a GS1 Digital Link names, as the path of its alias: `01/<GTIN-14>/10/<lot>`. */
export const recordOrLotOnLabel = (text: string): string | undefined => {
  const [, gtin, lot] = lotLink.exec(text.trim()) ?? [];
  return gtin === undefined ? recordOnLabel(text) : `01/${gtin.padStart(14, '0')}/10/${lot}`;
};

/** A record's code as a person would type it. */
export const typedCode = (id: string): string => `${id}${checkCharacter(id)}`;
