/** Fewer columns than these fit a phone as they are. */
const leastColumns = 3;
const roles = [
  ['thead, tbody', 'rowgroup'],
  ['tr', 'row'],
  ['thead th', 'columnheader'],
  ['tbody th', 'rowheader'],
  ['td', 'cell'],
] as const;

/**
 * Readies a table to be read on a phone, where each row stands as a card (`.stacks` in the styles): every cell carries its column's name, and
 * the roles are written out, because what is laid out anew is no table to some screen readers.
 */
function ready(table: HTMLTableElement): void {
  const names = [...table.querySelectorAll('thead th')].map((cell) => cell.textContent?.trim() ?? '');
  if (names.length < leastColumns) return;
  table.classList.add('stacks');
  table.role = 'table';
  for (const [selector, role] of roles) for (const part of table.querySelectorAll(selector)) part.role = role;
  for (const row of table.tBodies[0]?.rows ?? [])
    for (const [at, cell] of [...row.cells].entries()) {
      const name = names[at] ?? '';
      if (cell.dataset['label'] !== name) cell.dataset['label'] = name;
    }
}

/** Keeps all tables below `root` so, whatever draws them and whenever: none can be forgotten. */
export function keepTablesLabelled(root: HTMLElement): MutationObserver {
  const observer = new MutationObserver(() => {
    for (const table of root.querySelectorAll<HTMLTableElement>('.scrolls table')) ready(table);
  });
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  return observer;
}
