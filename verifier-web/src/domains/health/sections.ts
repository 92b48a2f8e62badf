/** A section that is shown alone, as people read it. */
export interface ShownSection {
  title: string;
  text: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of an XHTML narrative (FHIR R4 §2.4.0): tags go, so that nothing in it can act on this page. */
const plain = (div: string): string =>
  div
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(lt|gt|amp|quot|apos|nbsp);/g, (_all, name: string) => entities[name] ?? ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** The proven sections of a record (`/sections/<n>`): title and narrative; without a narrative the coded content. */
export function sectionsOf(body: Record<string, unknown>): ShownSection[] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (!name.startsWith('sections/') || typeof value !== 'string') return [];
    let parsed: unknown;
    try {
      parsed = JSON.parse(value) as unknown;
    } catch {
      return [];
    }
    const section = isObject(parsed) && isObject(parsed['section']) ? parsed['section'] : {};
    const { title, text } = section;
    const div = isObject(text) && typeof text['div'] === 'string' ? plain(text['div']) : '';
    const shown = div === '' ? JSON.stringify((parsed as Record<string, unknown>)['resources'] ?? '') : div;
    return [{ title: typeof title === 'string' ? title : name, text: shown.slice(0, 2000) }];
  });
}
