/** What `GET <gateway>/r/<id>` answers. Nothing in it is trusted; see check-answer.ts for what is recomputed here. */
export interface RecordAnswer {
  record: RecordState;
  txId: string;
  blockNumber: number;
  blockTime: string;
  endorsers: string[];
  statedBy: string;
  timeline: TimelineEntry[];
  recall?: Recall;
  units: Record<string, { name?: string }>;
  commune?: Place;
}

export interface RecordState {
  id: string;
  type: string;
  version: number;
  status: string;
  owner: string;
  body: Record<string, unknown>;
  salt: string;
  commitment: string;
  ts: string;
  by: { msp: string; unit: string; role: string; signing: string };
}

export interface TimelineEntry {
  id: string;
  type: string;
  eventType: string;
  at: string;
  txId: string;
  unit?: { id: string; name?: string };
  commune?: Place;
  /** Present when the gateway sends the event's own record; then it is checked too. */
  record?: RecordState;
}

export interface Place {
  code: string;
  name?: string;
}

export interface Recall {
  id: string;
  reason: string;
  class?: string;
  at?: string;
}

/** Reads an answer without believing its shape: null when the record itself is not a record; the rest falls back to empty. */
export function readAnswer(json: unknown): RecordAnswer | null {
  if (!isObject(json)) return null;
  const record = readRecord(json['record']);
  if (record === null) return null;
  const timeline = Array.isArray(json['timeline']) ? json['timeline'].map(readEntry).filter((e) => e !== null) : [];
  const recall = readRecall(json['recall']);
  const commune = readPlace(json['commune']);
  return {
    record,
    txId: text(json['txId']),
    blockNumber:
      typeof json['blockNumber'] === 'number' ? json['blockNumber'] : Number(text(json['blockNumber']) || NaN),
    blockTime: text(json['blockTime']),
    endorsers: Array.isArray(json['endorsers']) ? json['endorsers'].filter((e) => typeof e === 'string') : [],
    statedBy: text(json['statedBy']),
    timeline,
    units: readUnits(json['units']),
    ...(recall ? { recall } : {}),
    ...(commune ? { commune } : {}),
  };
}

function readRecord(value: unknown): RecordState | null {
  if (!isObject(value) || !isObject(value['body'])) return null;
  const by = isObject(value['by']) ? value['by'] : {};
  const record = {
    id: text(value['id']),
    type: text(value['type']),
    version: typeof value['version'] === 'number' ? value['version'] : 0,
    status: text(value['status']),
    owner: text(value['owner']),
    body: value['body'],
    salt: text(value['salt']),
    commitment: text(value['commitment']),
    ts: text(value['ts']),
    by: { msp: text(by['msp']), unit: text(by['unit']), role: text(by['role']), signing: text(by['signing']) },
  };
  return record.id === '' || record.type === '' || record.status === '' ? null : record;
}

function readEntry(value: unknown): TimelineEntry | null {
  if (!isObject(value)) return null;
  const unit = isObject(value['unit'])
    ? { id: text(value['unit']['id']), name: text(value['unit']['name']) }
    : undefined;
  const commune = readPlace(value['commune']);
  const record = 'record' in value ? readRecord(value['record']) : null;
  return {
    id: text(value['id']),
    type: text(value['type']),
    eventType: text(value['eventType']),
    at: text(value['at']),
    txId: text(value['txId']),
    ...(unit ? { unit } : {}),
    ...(commune ? { commune } : {}),
    ...(record ? { record } : {}),
  };
}

function readRecall(value: unknown): Recall | null {
  if (!isObject(value)) return null;
  return { id: text(value['id']), reason: text(value['reason']), class: text(value['class']), at: text(value['at']) };
}

function readPlace(value: unknown): Place | null {
  return isObject(value) ? { code: text(value['code']), name: text(value['name']) } : null;
}

function readUnits(value: unknown): Record<string, { name?: string }> {
  if (!isObject(value)) return {};
  const pairs = Object.entries(value).map(([id, unit]) => [
    id,
    { name: isObject(unit) ? text(unit['name']) : text(unit) },
  ]);
  return Object.fromEntries(pairs) as Record<string, { name?: string }>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
