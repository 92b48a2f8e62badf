import { expect, test } from '@jest/globals';
import { stillOffered } from './still-offered.ts';

const choices = ['A', 'B', 'C'].map((value) => ({ value, label: value }));

test.each([
  ['', []],
  ['C A', ['A', 'C']],
  ['A gone B', ['A', 'B']],
])('of "%s" goes along what is offered', (value, offered) => {
  expect(stillOffered(value, choices)).toEqual(offered);
});
