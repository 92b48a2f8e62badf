/** Code -> full name, put in by the build from the records package, so that place names are not the gateway's word. */
declare const COMMUNE_NAMES: Record<string, string>;

/** Name of a commune or ward of Đồng Nai; an unknown code stays a code. */
export function communeName(code: string): string {
  return COMMUNE_NAMES[code] ?? code;
}

/** All communes and wards, by name. */
export function communeList(): [code: string, name: string][] {
  return Object.entries(COMMUNE_NAMES).sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
}
