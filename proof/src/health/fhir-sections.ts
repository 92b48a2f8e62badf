import { canonicalText, isJsonObject, type JsonObject } from './fhir-canonical.ts';
import type { JsonText } from './json-text.ts';

const member = (value: JsonText | undefined, name: string): JsonText | undefined =>
  isJsonObject(value) ? value.members.get(name) : undefined;
const list = (value: JsonText | undefined): readonly JsonText[] => (Array.isArray(value) ? (value as JsonText[]) : []);
const text = (value: JsonText | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** The Composition of a document: its first entry, or the resource itself (FHIR R4 §3.3). */
const compositionOf = (resource: JsonObject): JsonObject | undefined => {
  const first = member(list(member(resource, 'entry'))[0], 'resource');
  const found = text(member(resource, 'resourceType')) === 'Composition' ? resource : first;
  return isJsonObject(found) && text(member(found, 'resourceType')) === 'Composition' ? found : undefined;
};

/** References of a section and the sections in it, in their order. */
const referencesOf = (section: JsonText): string[] => [
  ...list(member(section, 'entry')).flatMap((entry) => text(member(entry, 'reference')) ?? []),
  ...list(member(section, 'section')).flatMap(referencesOf),
];

/** Resources of a bundle by full URL and by `Type/id`. */
const resourcesOf = (resource: JsonObject): ReadonlyMap<string, JsonText> => {
  const found = new Map<string, JsonText>();
  for (const entry of list(member(resource, 'entry'))) {
    const inner = member(entry, 'resource');
    if (!isJsonObject(inner)) continue;
    const [url, type, id] = [member(entry, 'fullUrl'), member(inner, 'resourceType'), member(inner, 'id')].map(text);
    if (url !== undefined) found.set(url, inner);
    if (type !== undefined && id !== undefined) found.set(`${type}/${id}`, inner);
  }
  return found;
};

/**
 * One text for each section of the Composition, which shows that section alone: canonical JSON of the section and of the bundle's
 * resources that it and its inner sections refer to, in their order.
 */
export const sectionTexts = (resource: JsonObject): string[] => {
  const resources = resourcesOf(resource);
  const { members } = compositionOf(resource) ?? { members: new Map<string, JsonText>() };
  return list(members.get('section')).map((section) => {
    const referred = [...new Set(referencesOf(section))].flatMap((reference) => resources.get(reference) ?? []);
    return canonicalText({
      members: new Map<string, JsonText>([
        ['section', section],
        ['resources', referred],
      ]),
    });
  });
};

/** What kind of document it is: `Bundle/document/60591-5`, from resource type, bundle type and the Composition's code. */
export const documentType = (resource: JsonObject): string => {
  const coding = list(member(member(compositionOf(resource), 'type'), 'coding'))[0];
  const parts = [member(resource, 'resourceType'), member(resource, 'type'), member(coding, 'code')].map(text);
  return parts.filter((part) => part !== undefined).join('/');
};

/** Calendar date of the document as it says itself: the Composition's date, else the bundle's timestamp. */
export const documentDate = (resource: JsonObject): string | undefined =>
  (text(member(compositionOf(resource), 'date')) ?? text(member(resource, 'timestamp')))?.slice(0, 10);
