/** Sizes in millimetres; one label is `width` x `height`, with `columns` x `rows` of them on a page. */
export interface LabelSheet {
  readonly page: { readonly width: number; readonly height: number };
  readonly label: { readonly width: number; readonly height: number };
  readonly columns: number;
  readonly rows: number;
  readonly margin: { readonly left: number; readonly top: number };
}

export const labelSheets = {
  /** 24 labels of 70 x 37 mm on A4, the common office sheet. */
  'a4-3x8': {
    page: { width: 210, height: 297 },
    label: { width: 70, height: 37 },
    columns: 3,
    rows: 8,
    margin: { left: 0, top: 0.5 },
  },
  /** Roll of a label printer. */
  'roll-50x30': {
    page: { width: 50, height: 30 },
    label: { width: 50, height: 30 },
    columns: 1,
    rows: 1,
    margin: { left: 0, top: 0 },
  },
} as const satisfies Record<string, LabelSheet>;

export type LabelSize = keyof typeof labelSheets;

/** Upper left corner, in millimetres, of the label with this running number, and whether it begins a page. */
export function labelPlace(sheet: LabelSheet, index: number): { x: number; y: number; newPage: boolean } {
  const onPage = index % (sheet.columns * sheet.rows);
  return {
    x: sheet.margin.left + (onPage % sheet.columns) * sheet.label.width,
    y: sheet.margin.top + Math.floor(onPage / sheet.columns) * sheet.label.height,
    newPage: onPage === 0,
  };
}
