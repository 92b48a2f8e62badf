/** What divides the parts of a composite key: U+0000, and U+10FFFF behind the last one of a range. */
const divider = /[\p{Cc}\u{10FFFF}]+/gu;

/** A key as it can be read: the parts of a composite key with a dot between. */
export const shownKey = (key: string): string =>
  key
    .split(divider)
    .filter((part) => part !== '')
    .join(' · ');
