/** What `GET <gateway>/r/<id>/story` tells beside the proof. It is the gateway's word and is shown as such. */
export interface Story {
  timeline: TimelineEntry[];
  /** A recall notice is in force, says the gateway's index, which hears of it before the proof can. */
  recalled: boolean;
}

export interface TimelineEntry {
  id: string;
  type: string;
  eventType: string;
  at: string;
  unitName: string;
  communeCode: string;
  /** Kind of buyer that nobody registered, to whom the goods were handed; empty: none. */
  unconfirmed: string;
  weights?: Weights;
}

/** What sender and receiver weighed. */
export interface Weights {
  sentKg: string;
  receivedKg: string;
  beyondTolerance: boolean;
}

/** Reads a story without believing its shape: what is not as expected falls back to empty. */
export function readStory(json: unknown): Story {
  if (!isObject(json)) return { timeline: [], recalled: false };
  const units = isObject(json['units']) ? json['units'] : {};
  const entries: unknown[] = Array.isArray(json['timeline']) ? json['timeline'] : [];
  return {
    timeline: entries.filter(isObject).map((entry) => readEntry(entry, units)),
    recalled: isObject(json['recall']),
  };
}

function readEntry(entry: Record<string, unknown>, units: Record<string, unknown>): TimelineEntry {
  const unit = isObject(entry['unit']) ? entry['unit'] : {};
  const commune = isObject(entry['commune']) ? entry['commune'] : {};
  const known = units[text(unit['id'])];
  return {
    id: text(entry['id']),
    type: text(entry['type']),
    eventType: text(entry['eventType']),
    at: text(entry['at']),
    unitName: text(unit['name']) || (isObject(known) ? text(known['name']) : ''),
    communeCode: text(commune['code']),
    unconfirmed: text(entry['unconfirmed']),
    ...(isObject(entry['discrepancy']) ? { weights: readWeights(entry['discrepancy']) } : {}),
  };
}

function readWeights(told: Record<string, unknown>): Weights {
  return {
    sentKg: text(told['sentKg']),
    receivedKg: text(told['receivedKg']),
    beyondTolerance: told['beyondTolerance'] === true,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
