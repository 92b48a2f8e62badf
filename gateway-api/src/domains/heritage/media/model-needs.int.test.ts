import { expect, test } from '@jest/globals';
import { modelNeeds } from './model-needs.ts';
import { triangle } from './test-media.ts';

const needsOf = (bytes: Buffer) =>
  modelNeeds({ read: (from, length) => Promise.resolve(bytes.subarray(from, from + length)) });

test.each([
  [undefined, []],
  [['KHR_materials_unlit'], []],
  [
    ['KHR_texture_basisu', 'KHR_draco_mesh_compression'],
    ['KHR_draco_mesh_compression', 'KHR_texture_basisu'],
  ],
  [['EXT_meshopt_compression'], ['EXT_meshopt_compression']],
])('a model that uses %j needs %j', async (extensionsUsed, needs) => {
  expect(await needsOf(triangle(extensionsUsed && { extensionsUsed }))).toEqual(needs);
});

test('a description of many megabytes is not read', async () => {
  expect(await needsOf(triangle({ extras: 'a'.repeat(16_000_000) }))).toBe('too-long');
});
