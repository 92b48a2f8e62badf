/** A cell as its file has it: text as it was typed, or a number or date of which the file itself says what it is. */
export type Cell = string | { readonly exact: string };

/** What any file of rows comes to. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly {
    /** In the file, 1 is the first line; of JSON the place in the list, 1 is the first. */
    readonly line: number;
    readonly cells: readonly Cell[];
  }[];
}
export interface TableLimits {
  readonly maxRows: number;
}

export const mostColumns = 200;
export const textOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.exact : (cell ?? ''));
export const isBlank = (cell: Cell): boolean => textOf(cell).trim() === '';
