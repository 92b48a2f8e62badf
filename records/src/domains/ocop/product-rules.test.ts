import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../parse-command.ts';
import { actorOf, batch, commune, dossier, idOf, producer, product, rating, refusalOf, standingOf, txTime } from './ocop-fixtures.ts'; // prettier-ignore
import { receiveProduct, returnProduct, submitProduct, updateProduct } from './product-rules.ts';
import { submitProductSchema, type ProductBody } from './product.ts';

const links = new Map(['B1', 'B2', 'B3'].map((label) => [idOf(label), batch(label)]));
const current = { existing: undefined, standing: standingOf('25195', 'ocop:produce'), links };
const command = { requestId: idOf('Q'), id: idOf('P1'), ...dossier };
const submit = (context: object = {}, change: object = {}, actor = producer) =>
  submitProduct({ ...current, ...context }, { ...command, ...change }, actor, txTime);

describe('a dossier', () => {
  test('is submitted by its producer, belongs to the producer’s commune, and its key to the department', () => {
    expect(submit()).toEqual({
      next: [
        {
          ...{ id: idOf('P1'), type: 'ocop/product', version: 1, status: 'active', owner: idOf('PR0D') },
          body: { ...dossier, producer: idOf('PR0D'), commune: '25195', stage: 'submitted', dossierVersion: 1 },
        },
      ],
      entries: [{ key: 'a/owner/AgriMSP', value: 'AgriMSP' }],
      event: 'ProductSubmitted',
      owned: [{ key: `r/${idOf('P1')}`, msp: 'AgriMSP' }],
    });
  });

  const materials = (...batches: string[]) => ({ materials: [{ name: 'Chôm chôm', batches: batches.map(idOf) }] });
  test.each([
    ['a used id', { existing: product() }, {}, producer, 'registry/id-in-use'],
    ['a unit without accreditation', { standing: standingOf('25195') }, {}, producer, 'registry/not-accredited'],
    ['a council member', {}, {}, actorOf('council', 'PR0D'), 'registry/role-not-allowed'],
    ['a batch that is not there', {}, materials('B9'), producer, 'ocop/link-not-found'],
    ['a recalled batch', { links: new Map([[idOf('B1'), batch('B1', 'recalled')]]) }, materials('B1'), producer, 'ocop/link-recalled'], // prettier-ignore
    ['a batch as growing area', {}, { growingAreas: [idOf('B1')] }, producer, 'ocop/link-not-found'],
    ['sixty-one links', {}, { growingAreas: [...Array(61).keys()].map((n) => idOf(`G${n}`)) }, producer, 'ocop/too-many-links'], // prettier-ignore
  ] as const)('with %s is refused', (_name, context, change, actor, code) => {
    expect(refusalOf(() => submit(context, change, actor))).toBe(code);
  });

  test('names the wrong link', () => {
    expect(() => submit({}, materials('B1', 'B9'))).toThrow(
      expect.objectContaining({ errors: [{ pointer: '/materials/0/batches/1', detail: 'ocop/link-not-found' }] }),
    );
  });

  test.each([
    ['/taxCode', { taxCode: '075199001234' }],
    ['/group', { group: 'rice' }],
    ['/story/vi', { story: { vi: '' } }],
    ['/gtins/0', { gtins: ['08936012345675'] }],
    ['/images/0', { images: ['x'] }],
    ['/materials', { materials: [] }],
    ['/stage', { stage: 'rated' }],
    ['/commune', { commune: '25195' }],
  ])('with a wrong %s is told where', (pointer, change) => {
    expect(() => parseCommand(submitProductSchema, { ...command, ...change })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
    );
  });
});

describe('its commune', () => {
  const standing = standingOf('25195', 'ocop:receive');
  const request = { requestId: idOf('Q'), id: idOf('P1') };

  test('receives it, or returns it and says why', () => {
    expect(receiveProduct({ product: product(), standing }, request, commune, txTime)).toMatchObject({
      next: [{ version: 2, body: { stage: 'received' } }],
    });
    const reason = 'Thiếu giấy kiểm nghiệm';
    expect(returnProduct({ product: product(), standing }, { ...request, reason }, commune, txTime)).toMatchObject({
      next: [{ version: 2, body: { stage: 'returned', returnReason: reason } }],
    });
  });

  test.each([
    ['another commune', { standing: standingOf('26425', 'ocop:receive') }, commune, 'ocop/other-commune'],
    ['no accreditation', { standing: standingOf('25195') }, commune, 'registry/not-accredited'],
    ['the producer', {}, actorOf('packer', 'PR0D'), 'registry/role-not-allowed'],
    ['received before', { product: product({ stage: 'received' }) }, commune, 'ocop/product-stage'],
    ['no product', { product: batch('P1') }, commune, 'ocop/product-not-found'],
  ] as const)('%s is refused', (_name, context, actor, code) => {
    const read = { product: product(), standing, ...context };
    expect(refusalOf(() => receiveProduct(read, request, actor, txTime))).toBe(code);
  });
});

describe('an update', () => {
  const update = (record: ReturnType<typeof product>, actor = producer) =>
    updateProduct({ ...current, product: record }, { ...command, reason: 'Thêm lô mới' }, actor, txTime);
  const { stars = 0, certificate = '', issuedOn = '', expiresOn = '', noticeFrom = '', decision } = rating().body;
  const summary: ProductBody['rating'] = {
    ...{ record: idOf('A1'), stars, certificate, issuedOn, expiresOn, noticeFrom, decision },
    ...{ points: '75', productVersion: 1 },
  };

  test('is a new version with its reason, and leaves a rating in force', () => {
    expect(update(product({ stage: 'rated', rating: summary })).next).toEqual([
      expect.objectContaining({
        version: 2,
        body: {
          ...{
            ...dossier,
            producer: idOf('PR0D'),
            commune: '25195',
            stage: 'submitted',
            dossierVersion: 2,
            updateReason: 'Thêm lô mới',
          },
          rating: summary,
        },
      }),
    ]);
  });

  test('does not change what a council or the ministry is judging, nor another’s product', () => {
    expect(refusalOf(() => update(product({ stage: 'in-council' })))).toBe('ocop/product-stage');
    expect(refusalOf(() => update(product({ stage: 'proposed5' })))).toBe('ocop/product-stage');
    expect(refusalOf(() => update(product({}, { owner: idOf('X') })))).toBe('ocop/product-of-other-unit');
  });
});
