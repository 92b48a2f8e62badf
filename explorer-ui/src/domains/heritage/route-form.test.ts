import { expect, test } from '@jest/globals';
import { parseCommand, registerRouteSchema, type RouteBody } from '@daunguon/records';
import { idOf } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { blankRoute, routeOf, routeValues } from './route-form.ts';

const route: RouteBody = {
  ...{ name: 'Một ngày', story: { vi: ['Sáng đi.', 'Chiều về.'] }, steward: idOf('1') },
  stops: [{ item: idOf('2'), products: [idOf('5'), idOf('6')], note: { vi: 'Mở cửa hằng ngày' } }, { item: idOf('3') }],
};
const request = { requestId: idOf('Q'), id: idOf('9') };

test('a route that is told anew keeps what the form does not show', () => {
  const { steward: _, ...told } = route;
  const again = routeOf(routeValues(route), route);
  expect(again).toEqual(told);
  expect(parseCommand(registerRouteSchema, { ...request, ...again })).toBeTruthy();
});

test('a stop that was not chosen is named by the schema', () => {
  const attempt = (): unknown => parseCommand(registerRouteSchema, { ...request, ...routeOf(blankRoute) });
  expect(attempt).toThrow();
  try {
    attempt();
  } catch (error) {
    expect((error as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toContain(
      '/stops/0/item',
    );
  }
});
