/** Every month from one to another, both inclusive, `YYYY-MM`. */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  const [year = 0, month = 1] = from.split('-').map(Number);
  for (let step = 0; step < 400; step += 1) {
    const one = new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 7);
    if (one > to) break;
    months.push(one);
  }
  return months;
}
