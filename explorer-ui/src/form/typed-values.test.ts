import { beforeEach, describe, expect, test } from '@jest/globals';
import { draft } from './draft.ts';
import { typedValues } from './typed-values.ts';

const store = new Map<string, string>();
Object.defineProperty(globalThis, 'sessionStorage', {
  configurable: true,
  value: {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  },
});
beforeEach(() => store.clear());

let drawn = 0;
const ids = () => ({ requestId: `q${(drawn += 1)}`, id: `r${drawn}` });
const clears = { area: ['farm'] } as const;
/** The form of a diary entry, as it is opened on one day. */
const opened = (day: string, begins: { area?: string } = {}) => {
  const form = typedValues('diary', { area: '', farm: '', date: day, dose: '' }, ids, clears);
  form.fill(begins);
  return form;
};

describe('a kept form', () => {
  test('brings back what was typed, and what it begins with is of the day on which it is opened', () => {
    const first = opened('2026-11-30', { area: 'A' });
    expect(first.restored).toBe(false);
    first.set(['dose', '2 l']);
    const next = opened('2026-12-01', { area: 'B' });
    expect(next.restored).toBe(true);
    expect(next.values()).toEqual({ area: 'B', farm: '', date: '2026-12-01', dose: '2 l' });
    expect(next.ids()).toEqual(first.ids());
  });

  test('what the form begins with comes late and never over what was typed', () => {
    const form = opened('2026-11-30');
    form.set(['area', 'A']);
    form.fill({ area: 'B', date: '2026-11-29' });
    expect(form.values()).toMatchObject({ area: 'A', date: '2026-11-29' });
  });

  test('what was sent is sent again as it was, whatever the form would begin with', () => {
    const first = opened('2026-11-30', { area: 'A' });
    first.freeze();
    const again = opened('2026-12-01', { area: 'B' });
    expect([again.values(), again.ids()]).toEqual([first.values(), first.ids()]);
  });

  test('is forgotten once it is on the ledger; the next one is another request', () => {
    const first = opened('2026-11-30');
    first.set(['dose', '2 l']);
    first.done();
    first.set(['dose', '3 l']);
    const next = opened('2026-11-30');
    expect([next.restored, next.values().dose]).toEqual([false, '']);
    expect(next.ids()).not.toEqual(first.ids());
  });
});

describe('what was chosen for one value', () => {
  test('does not stay for another', () => {
    const form = opened('2026-11-30', { area: 'A' });
    form.set(['farm', 'farm of A']);
    form.set(['area', 'A']);
    expect(form.values().farm).toBe('farm of A');
    form.set(['area', 'B']);
    expect(form.values()).toMatchObject({ area: 'B', farm: '' });
  });

  test('keeps that value when the form is opened for another', () => {
    opened('2026-11-30', { area: 'A' }).set(['farm', 'farm of A']);
    expect(opened('2026-11-30', { area: 'B' }).values()).toMatchObject({ area: 'A', farm: 'farm of A' });
  });
});

test('forms of several things keep apart, each named when it is first read', () => {
  let about = '';
  const gate = (id: string) => {
    const form = typedValues(() => `gate/${about}`, { port: '' }, ids);
    about = id;
    return form;
  };
  const [one, other] = [gate('A.1'), gate('B.1')];
  other.set(['port', 'VNCMT']);
  about = 'A.1';
  expect(one.values().port).toBe('');
  expect([...store.keys()]).toEqual(['dn-draft:gate/B.1']);
  // The same container after its gate: another version, another request.
  expect(gate('B.2').ids()).not.toEqual(other.ids());
});

test('a draft about one version of a record is not that of the next; its name is asked for when it is first read', () => {
  let lot = 'B.1';
  const split = () => draft(() => `split/${lot}`, { parts: 2 });
  const first = split();
  lot = 'B.2';
  first.value.update(({ parts }) => ({ parts: parts + 1 }));
  expect([split().value(), split().restored]).toEqual([{ parts: 3 }, true]);
  lot = 'B.3';
  expect([split().value(), split().restored]).toEqual([{ parts: 2 }, false]);
});
