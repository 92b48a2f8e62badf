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

/** Only those facts that have a value. */
export function presentFacts(facts: readonly [Said, string | undefined][]): { label: Said; value: string }[] {
  return facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}

/** Kilograms of the ledger ("1250.5") as written in Việt Nam: 1.250,5 kg. */
export function weightText(kg: string | undefined): string | undefined {
  if (kg === undefined || !/^\d+(\.\d+)?$/.test(kg)) return undefined;
  const [whole = '', fraction] = kg.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${grouped}${fraction === undefined ? '' : `,${fraction}`} kg`;
}
