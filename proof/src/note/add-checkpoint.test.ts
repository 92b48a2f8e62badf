import { expect, test } from '@jest/globals';
import { encodeAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';

// C2SP tlog-witness, the example request.
const checkpoint = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;
const line = 'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n';
const body = `old 20852014
${line}jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

${checkpoint}`;

test('the request of tlog-witness comes back as it was', () => {
  const request = parseAddCheckpoint(body);
  expect(request.oldSize).toBe(20852014n);
  expect(request.proof.map((hash) => hash.length)).toEqual([32, 32, 32, 32]);
  expect(request.checkpoint).toBe(checkpoint);
  expect(encodeAddCheckpoint(request)).toBe(body);
});

test('a first request has neither size nor proof', () => {
  expect(parseAddCheckpoint(`old 0\n\n${checkpoint}`)).toEqual({ oldSize: 0n, proof: [], checkpoint });
});

test.each([
  ['no old line', `${line}\n${checkpoint}`, 'size'],
  ['a leading zero', body.replace('old 2', 'old 02'), 'size'],
  ['two spaces', body.replace('old ', 'old  '), 'size'],
  ['a carriage return', body.replace('20852014', '20852014\r'), 'size'],
  ['a short hash', body.replace(line, 'AAAA\n'), 'proof'],
  ['a hash without padding', body.replace('kaw=', 'kaw'), 'proof'],
  ['64 proof lines', `old 1\n${line.repeat(64)}\n${checkpoint}`, 'proof'],
  ['no empty line', 'old 1\nabc\n', 'separator'],
  ['no signature', 'old 0\n\na\nb\n', 'separator'],
])('a request with %s is refused', (_what, bad, code) => {
  expect(() => parseAddCheckpoint(bad)).toThrow(expect.objectContaining({ name: 'NoteError', code }));
});

test('63 proof lines are taken and written', () => {
  const request = parseAddCheckpoint(`old 1\n${line.repeat(63)}\n${checkpoint}`);
  expect(request.proof).toHaveLength(63);
  const [hash] = request.proof;
  if (hash === undefined) throw new Error('no hash');
  expect(() => encodeAddCheckpoint({ ...request, proof: [...request.proof, hash] })).toThrow(
    expect.objectContaining({ code: 'proof' }),
  );
});
