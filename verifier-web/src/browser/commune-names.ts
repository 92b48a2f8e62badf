/** JSON of [code, full name][], put in by the build from the records package, so that place names are not the gateway's word. */
declare const COMMUNE_NAMES: string;
const names = new Map(JSON.parse(COMMUNE_NAMES) as [code: string, name: string][]);

/** Name of a commune or ward of Đồng Nai; an unknown code stays a code. */
export function communeName(code: string): string {
  return names.get(code) ?? code;
}

/** All communes and wards, by name. */
export function communeList(): [code: string, name: string][] {
  return [...names].sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
}
