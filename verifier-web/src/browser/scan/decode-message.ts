/** Pixels as a canvas gives them, four bytes each. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** What the page sends to a decoder worker, and its answer with the same number. */
export interface DecodeRequest extends Picture {
  number: number;
}

export interface DecodeAnswer {
  number: number;
  text: string | null;
}
