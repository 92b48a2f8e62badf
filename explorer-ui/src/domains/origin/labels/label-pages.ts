/** Most labels that one PDF has. */
const labelsPerPdf = 240;

/** The PDFs of an issue: number of the first label and how many, 240 at most each. */
export const labelPdfs = (count: number): readonly { readonly from: number; readonly count: number }[] =>
  Array.from({ length: Math.ceil(count / labelsPerPdf) }, (_, index) => ({
    from: index * labelsPerPdf,
    count: Math.min(labelsPerPdf, count - index * labelsPerPdf),
  }));
