import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ed25519Signer } from './ed25519-signer.ts';
import { formatTlogPolicy, parseTlogPolicy, satisfies } from './tlog-policy.ts';

const key = (name: string, byte: number, algorithm: 1 | 4): string =>
  ed25519Signer(name, new Uint8Array(32).fill(byte), algorithm).vkey;
const log = key('example.com/log', 1, 1);
const [w1 = '', w2 = '', w3 = '', w4 = ''] = [2, 3, 4, 5].map((byte) => key(`w${byte}.example`, byte, 4));

const text = `# two levels, as in C2SP tlog-policy
log ${log} https://example.com/log

 witness\tX1 ${w1}
witness X2 ${w2} https://x2.example
witness X3 ${w3}
group X 2 X1 X2 X3
witness Y1 ${w4}
  # a comment with é
group both all X Y1
quorum both
`;

test('a policy is read', () => {
  const policy = parseTlogPolicy(text);
  expect(policy.logs.map(({ vkey, url }) => [vkey.name, url])).toEqual([
    ['example.com/log', 'https://example.com/log'],
  ]);
  expect([...policy.witnesses.keys()]).toEqual(['X1', 'X2', 'X3', 'Y1']);
  expect(policy.witnesses.get('X2')?.url).toBe('https://x2.example');
  expect([...policy.groups]).toEqual([
    ['X', { threshold: 2, members: ['X1', 'X2', 'X3'] }],
    ['both', { threshold: 2, members: ['X', 'Y1'] }],
  ]);
  expect(policy.quorum).toBe('both');
  expect(parseTlogPolicy(formatTlogPolicy(policy))).toEqual(policy);
});

test('the quorum needs two of X and Y1', () => {
  const policy = parseTlogPolicy(text);
  const asked = (...names: string[]) => satisfies(policy, policy.quorum, (name) => names.includes(name));
  expect(asked('X1', 'X2', 'Y1')).toBe(true);
  expect(asked('X1', 'X3', 'Y1')).toBe(true);
  expect(asked('X1', 'X2', 'X3')).toBe(false);
  expect(asked('X1', 'Y1')).toBe(false);
  expect(asked()).toBe(false);
  expect(satisfies(policy, 'X3', (name) => name === 'X3')).toBe(true);
  expect(satisfies(policy, 'unknown', () => true)).toBe(false);
});

test('without witnesses the quorum is none', () => {
  const policy = parseTlogPolicy('quorum none\n');
  expect(satisfies(policy, policy.quorum, () => false)).toBe(true);
});

test('any is one, all is all', () => {
  const head = `witness a ${w1}\nwitness b ${w2}\n`;
  expect(parseTlogPolicy(`${head}group g any a b\nquorum g\n`).groups.get('g')?.threshold).toBe(1);
  expect(parseTlogPolicy(`${head}group g all a b\nquorum g\n`).groups.get('g')?.threshold).toBe(2);
});

const witnesses = `witness a ${w1}\nwitness b ${w2}\n`;
test.each([
  ['an unknown keyword', 'logs x\nquorum none\n', 1, 'keyword'],
  ['no quorum', witnesses, 3, 'quorum'],
  ['two quorums', 'quorum none\nquorum none\n', 2, 'quorum'],
  ['a quorum of nobody', `${witnesses}quorum c\n`, 3, 'unknown-name'],
  ['a quorum before its group', `${witnesses}quorum g\ngroup g any a\n`, 3, 'unknown-name'],
  ['a group of itself', `${witnesses}group g any a g\nquorum g\n`, 3, 'unknown-name'],
  ['a group of unknown members', `${witnesses}group g any c\nquorum g\n`, 3, 'unknown-name'],
  ['a group with none', `${witnesses}group g any none\nquorum g\n`, 3, 'unknown-name'],
  ['a member twice', `${witnesses}group g 2 a a\nquorum g\n`, 3, 'name'],
  ['a member of two groups', `${witnesses}group g any a\ngroup h any a\nquorum h\n`, 4, 'name'],
  ['a group without members', `${witnesses}group g any\nquorum g\n`, 3, 'fields'],
  ['a threshold of 0', `${witnesses}group g 0 a\nquorum g\n`, 3, 'threshold'],
  ['a threshold above the members', `${witnesses}group g 3 a b\nquorum g\n`, 3, 'threshold'],
  ['a threshold with a leading zero', `${witnesses}group g 01 a b\nquorum g\n`, 3, 'threshold'],
  ['a threshold in words', `${witnesses}group g most a b\nquorum g\n`, 3, 'threshold'],
  ['a name for two witnesses', `witness a ${w1}\nwitness a ${w2}\nquorum a\n`, 2, 'name'],
  ['a name for witness and group', `${witnesses}group a any b\nquorum a\n`, 3, 'name'],
  ['the name none', `witness none ${w1}\nquorum none\n`, 1, 'name'],
  ['a witness key twice', `witness a ${w1}\nwitness b ${w1}\nquorum a\n`, 2, 'duplicate-key'],
  ['a witness key under two names', `witness a ${w1}\nwitness b ${key('x', 2, 4)}\nquorum a\n`, 2, 'duplicate-key'],
  ['a log key twice', `log ${log}\nlog ${log}\nquorum none\n`, 2, 'duplicate-key'],
  ['a log that is its own witness', `log ${key('x', 2, 1)}\nwitness a ${w1}\nquorum a\n`, 2, 'duplicate-key'],
  ['a log with a witness key', `log ${w1}\nquorum none\n`, 1, 'key'],
  ['a witness with a log key', `witness a ${log}\nquorum a\n`, 1, 'key'],
  ['a broken key', `log ${log.slice(1)}\nquorum none\n`, 1, 'key'],
  ['a word too many', `log ${log} https://a b\nquorum none\n`, 1, 'fields'],
  ['a carriage return', 'quorum none\r\n', 1, 'unknown-name'],
  ['a carriage return in a comment', '# a\r\nquorum none\n', 1, 'encoding'],
  ['a delete character', '# \x7f\nquorum none\n', 1, 'encoding'],
  ['no last newline', 'quorum none', 1, 'encoding'],
  ['a megabyte', `${'#'.repeat(1_000_000)}\nquorum none\n`, 1, 'length'],
] as const)('a policy with %s is refused at its line', (_what, bad, line, code) => {
  expect(() => parseTlogPolicy(bad)).toThrow(expect.objectContaining({ name: 'PolicyError', line, code }));
});

test('names are literals: those of Object.prototype are names like others, look-alikes are others', () => {
  const kelvin = '\u212a';
  const policy = parseTlogPolicy(
    `witness constructor ${w1}\nwitness __proto__ ${w2}\nwitness K ${w3}\nwitness ${kelvin} ${w4}\ngroup toString 2 constructor K\nquorum toString\n`,
  );
  expect(satisfies(policy, 'toString', (name) => name === 'constructor' || name === 'K')).toBe(true);
  expect(satisfies(policy, 'toString', (name) => name === 'constructor' || name === kelvin)).toBe(false);
  expect(satisfies(policy, 'hasOwnProperty', () => true)).toBe(false);
});

test('any text is a policy or a PolicyError', () => {
  const word = fc.constantFrom(
    'log',
    'witness',
    'group',
    'quorum',
    'none',
    'a',
    'g',
    'any',
    '1',
    w1,
    log,
    '\n',
    '\n',
    '\t',
    '#',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 24 }), (words) => {
      try {
        const policy = parseTlogPolicy(`${words.join(' ').replaceAll(' \n ', '\n')}\n`);
        expect(parseTlogPolicy(formatTlogPolicy(policy))).toEqual(policy);
      } catch (error) {
        expect(error).toMatchObject({ name: 'PolicyError' });
      }
    }),
    { numRuns: 2000 },
  );
});
