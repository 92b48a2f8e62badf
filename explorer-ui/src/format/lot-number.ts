import { fold } from './fold.ts';

/**
 * A lot number for a harvest, within GS1's 20 characters: initials of the product, day, and four characters that tell two harvests of one day apart.
 * `random`: a record id, whose characters are random. "Sầu riêng Ri6", 2026-11-25 -> "SRR-20261125-7K2M".
 */
export const lotNumber = (product: string, date: string, random: string): string => {
  const initials = fold(product)
    .split(/[^a-z0-9]+/)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase()
    .slice(0, 4);
  return `${initials || 'LO'}-${date.replaceAll('-', '')}-${random.slice(-4)}`;
};
