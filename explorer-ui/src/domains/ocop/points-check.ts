/** Hundredths of a point typed as "34", "34,5" or "34.25"; undefined when it is none of at most `most` points. */
export function typedHundredths(text: string, most: number): number | undefined {
  const [, whole = '', fraction = ''] = /^(0|[1-9]\d{0,2})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === '') return undefined;
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return hundredths <= most * 100 ? hundredths : undefined;
}
