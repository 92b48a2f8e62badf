/** What the page sends to a decoder worker, and its answer with the same number. */
export interface DecodeRequest {
  number: number;
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export interface DecodeAnswer {
  number: number;
  text: string | null;
}
