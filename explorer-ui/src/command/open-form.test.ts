import { expect, test } from '@jest/globals';
import { signal } from '@angular/core';
import { lastKnown, openForm } from './open-form.ts';

test('an opened form stays while its result is shown, though it is offered no more', () => {
  const offered = signal<readonly ('load' | 'unload')[]>(['load', 'unload']);
  const forms = openForm(offered);
  forms.toggle('unload');
  offered.set(['load']);
  expect([forms.open(), forms.names()]).toEqual(['unload', ['load', 'unload']]);
  forms.toggle('unload');
  expect([forms.open(), forms.names()]).toEqual([null, ['load']]);
});

test('what is read anew stays as it was until it is known', () => {
  const read = signal<readonly string[] | undefined>(undefined);
  const shown = lastKnown(read);
  expect(shown()).toBeUndefined();
  read.set(['box']);
  expect(shown()).toEqual(['box']);
  read.set(undefined);
  expect(shown()).toEqual(['box']);
  read.set([]);
  expect(shown()).toEqual([]);
});
