import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from './watch.ts';

const until = async (wanted: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 1000 && !wanted(); tries += 1) await sleep(2);
  expect(wanted()).toBe(true);
};

test('up after an answer, down after a refusal, up again by itself', async () => {
  let refuse = false;
  const check = () => (refuse ? Promise.reject(new Error('refused')) : Promise.resolve());
  const it = watch('it', check, 5, () => 0);
  expect(it.up()).toBe(false);
  await until(() => it.up());
  refuse = true;
  await until(() => !it.up());
  refuse = false;
  await until(() => it.up());
  it.stop();
});

test('down when a question is never answered, and it is not asked twice at once', async () => {
  let time = 0;
  let asked = 0;
  const answer = () => ((asked += 1) === 1 ? Promise.resolve() : new Promise(() => undefined));
  const hanging = watch('it', answer, 5, () => time);
  await until(() => asked === 2);
  await sleep(30);
  expect([hanging.up(), asked]).toEqual([true, 2]);
  time = 15;
  expect(hanging.up()).toBe(true);
  time = 16;
  expect(hanging.up()).toBe(false);
  hanging.stop();
});
