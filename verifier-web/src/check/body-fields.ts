import type { Said } from './said.ts';

/** A text or whole number of a body, else undefined; bodies come from outside and may lack anything. */
export function textField(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

/** An object of a body, empty when absent. */
export function objectField(body: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = body[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What a fact of a card says: text of the record, or words of this page; undefined or empty where there is nothing. */
export type FactValue = string | Said | undefined;

/** Only those facts that have a value. */
export function presentFacts(facts: readonly [Said, FactValue][]): { label: Said; value: string | Said }[] {
  return facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}
