import { describe, expect, test } from '@jest/globals';
import { parseCommand, registerItemSchema, type ItemBody } from '@daunguon/records';
import { festival, idOf, temple } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { blankItem, itemOf, valuesOf } from './item-form.ts';

const bodyOf = (item: typeof temple): ItemBody => ({
  ...item,
  steward: idOf('1'),
  places: [{ commune: '26041', name: 'P' }],
});
const request = { requestId: idOf('Q'), id: idOf('1') };

describe('the form of an item', () => {
  test.each([
    ['a monument', temple],
    ['a festival', festival],
  ])('gives back %s as it was, and the ledger takes it', (_name, item) => {
    const again = itemOf(valuesOf(bodyOf(item)), bodyOf(item));
    expect(again).toEqual(item);
    expect(parseCommand(registerItemSchema, { ...request, ...again })).toBeTruthy();
  });

  test('keeps what it does not show of an event when another before it is taken out', () => {
    const second = { type: 'creation', when: { vi: 'Năm 1998', en: '1998' }, note: { vi: 'Xây lại' } } as const;
    const body: ItemBody = { ...bodyOf(temple), events: [...(temple.events ?? []), second] };
    const left = JSON.stringify([{ type: 'creation', when: 'Năm 1998' }]);
    expect(itemOf({ ...valuesOf(body), events: left }, body).events).toEqual([second]);
  });

  test('takes what people type: blank ends, decomposed letters, lines, a point from a map', () => {
    const typed = itemOf({
      ...{
        ...valuesOf(bodyOf(temple)),
        name: ' Miếu '.normalize('NFD'),
        story: ' Một \n\n Hai \n',
        point: '10.9648, 106.8015',
      },
    });
    expect([typed.name, typed.story.vi, typed.pointE7]).toEqual(['Miếu', ['Một', 'Hai'], [1_068_015_000, 109_648_000]]);
  });

  test('leaves the naming of what is wrong to the schema, by the field', () => {
    const attempt = (change: object) => {
      try {
        parseCommand(registerItemSchema, { ...request, ...itemOf({ ...valuesOf(bodyOf(temple)), ...change }) });
        return [];
      } catch (error) {
        return (error as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
      }
    };
    expect(attempt({ point: 'ở đâu đó' })).toEqual(['/pointE7']);
    expect(attempt({ consent: 'sacred' })).toEqual(['/consent/level']);
    expect(attempt({ events: JSON.stringify([{ type: '', when: 'Năm 1715' }]) })).toEqual(['/events/0/type']);
    expect(attempt(blankItem)).toContain('/name');
  });
});
