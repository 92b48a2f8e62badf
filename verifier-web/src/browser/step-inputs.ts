import type { StepName } from '@daunguon/proof';
import { objectField } from '../check/body-fields.ts';

/** A named input of a step as text, ready to be copied and recomputed elsewhere. */
export type StepInput = [name: string, text: string];

/** What went into each step, straight from the bundle: docs/proof-format.md says how to recompute it. */
export function stepInputs(name: StepName, bundle: unknown): StepInput[] {
  const root = objectField({ bundle }, 'bundle');
  const record = objectField(root, 'record');
  const state = objectField(root, 'state');
  const map = objectField(root, 'map');
  const inputs: Partial<Record<StepName, [string, unknown][]>> = {
    format: [
      ['bundle', root['bundle']],
      ['id', root['id']],
    ],
    'log-signature': [['checkpoint', root['checkpoint']]],
    'state-leaf': [
      ['state.leaf', state['leaf']],
      ['state.inclusion', state['inclusion']],
    ],
    'record-leaf': [
      ['record.leaf', record['leaf']],
      ['record.index', record['index']],
      ['record.inclusion', record['inclusion']],
    ],
    map: [
      ['map.path', map['path']],
      ['map.key', map['key']],
      ['map.value', map['value']],
      ['map.valueHash', map['valueHash']],
    ],
    newest: [['map.value', map['value']]],
    commitment: [
      ['salt', root['salt']],
      ['body', root['body']],
    ],
    consistency: [['consistency', root['consistency']]],
    identifiers: [['alias', root['alias']]],
    anchor: [['anchor', root['anchor']]],
  };
  return (inputs[name] ?? []).flatMap(([label, value]) => (value === undefined ? [] : [[label, text(value)]]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
