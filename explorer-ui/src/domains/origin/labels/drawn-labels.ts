/** The form of an issue of labels; `drawn`: for so many serials were drawn under its id already, empty: none yet. */
export interface LabelsForm {
  readonly requestId: string;
  readonly id: string;
  readonly count: string;
  readonly drawn: string;
}

/** Serials that were drawn stay drawn under their id: another count is another issue, also after the page was opened again. */
export const withCount = (form: LabelsForm, count: string, freshId: () => string): LabelsForm =>
  form.drawn === '' || form.drawn === count.trim()
    ? { ...form, count }
    : { ...form, ...{ requestId: freshId(), id: freshId(), count, drawn: '' } };
