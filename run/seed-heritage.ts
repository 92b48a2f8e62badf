import { commitFields, sha256Hex } from '@daunguon/proof';
import type { Picture } from './seed-heritage-pictures.ts';
import type { SeedIds } from './seed-ids.ts';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedStep } from './seed-steps.ts';

const rights = { statement: 'cc-by', holder: 'Bảo tàng (mẫu)' } as const;

/** Real heritage of Đồng Nai, told in words of our own; the steward is made up, and so are the days of consent. */
const items = {
  temple: {
    ...{ kind: 'tangible', workType: 'Văn miếu', name: 'Văn miếu Trấn Biên', nameEn: 'Trấn Biên Temple of Literature' },
    summary: {
      vi: 'Văn miếu đầu tiên của xứ Đàng Trong, dựng năm 1715, nơi vùng đất mới đặt việc học lên hàng đầu.',
      en: 'The first temple of literature of the Nguyễn lords’ south, built in 1715: a young land put learning first.',
    },
    story: {
      vi: [
        'Mười bảy năm sau khi dinh Trấn Biên được lập, chúa Nguyễn Phúc Chu cho dựng ở đây một văn miếu để thờ Khổng Tử và tôn vinh người học. Nó có trước cả văn miếu ở Huế và ở Gia Định.',
        'Công trình được tu sửa lớn vào năm 1794 và năm 1852. Năm 1861, khi quân Pháp chiếm Biên Hòa, văn miếu bị phá bỏ và không còn dấu vết trên mặt đất.',
        'Từ năm 1998, nhân ba trăm năm Biên Hòa – Đồng Nai, văn miếu được dựng lại bên núi Long Ẩn. Ngày nay học sinh giỏi của thành phố vẫn về đây làm lễ và nhận thưởng.',
      ],
      en: [
        'Seventeen years after the garrison of Trấn Biên was founded, lord Nguyễn Phúc Chu had a temple built here to Confucius and to those who study. It is older than the temples of Huế and Gia Định.',
        'It was renewed in 1794 and 1852. In 1861, when French troops took Biên Hòa, it was torn down and nothing of it was left above the ground.',
        'Since 1998, three hundred years after Biên Hòa was founded, it has risen again beside Long Ẩn hill. The city’s best pupils still come here to be honoured.',
      ],
    },
    ...{ communes: ['26041'], site: 'Bửu Long, bên núi Long Ẩn', pointE7: [1_068_015_000, 109_648_000] },
    events: [
      { type: 'creation', when: { vi: 'Năm 1715', en: '1715' } },
      { type: 'restoration', when: { vi: 'Năm 1794 và 1852', en: '1794 and 1852' } },
      { type: 'damage', when: { vi: 'Năm 1861', en: '1861' }, note: { vi: 'Bị phá bỏ', en: 'Torn down' } },
      { type: 'restoration', when: { vi: 'Từ năm 1998', en: 'From 1998' }, note: { vi: 'Dựng lại', en: 'Rebuilt' } },
    ],
    sources: ['Trịnh Hoài Đức, Gia Định thành thông chí', 'Quốc sử quán triều Nguyễn, Đại Nam nhất thống chí'],
    ...{ rights, consent: { level: 'not-needed' } },
  },
  tomb: {
    ...{ kind: 'tangible', workType: 'Mộ cự thạch', name: 'Mộ cự thạch Hàng Gòn', nameEn: 'Hàng Gòn megalithic tomb' },
    summary: {
      vi: 'Hầm mộ ghép bằng sáu tấm đá hoa cương nặng hàng tấn, người dân quen gọi là mả Ông Đá.',
      en: 'A burial chamber of six granite slabs that weigh tonnes each; people here call it the tomb of Mister Stone.',
    },
    story: {
      vi: [
        'Năm 1927, khi mở con đường từ Long Khánh đi Bà Rịa, kỹ sư Jean Bouchot gặp một hầm đá nằm sâu dưới mặt đất. Hầm dài 4,2 m, rộng 2,7 m, cao 1,6 m, ghép bằng sáu tấm đá hoa cương có rãnh khớp vào nhau; riêng nắp nặng chừng mười tấn.',
        'Quanh hầm có hai hàng trụ đá cao. Ai dựng nó, dựng bằng cách nào, đến nay vẫn là câu hỏi của các nhà khảo cổ.',
      ],
      en: [
        'In 1927, building the road from Long Khánh to Bà Rịa, the engineer Jean Bouchot met a stone chamber deep in the ground: 4.2 m long, 2.7 m wide and 1.6 m high, six granite slabs that interlock by grooves. The lid alone weighs some ten tonnes.',
        'Two rows of tall pillars stand around it. Who raised them and how is still a question for archaeologists.',
      ],
    },
    ...{ communes: ['26113'], site: 'Hàng Gòn, gần quốc lộ 56', pointE7: [1_072_170_000, 108_786_000] },
    events: [
      { type: 'finding', when: { vi: 'Năm 1927', en: '1927' } },
      { type: 'restoration', when: { vi: 'Năm 2011', en: '2011' } },
    ],
    recognitions: [{ level: 'special-national', decision: '2367/QĐ-TTg', on: '2015-12-23' }],
    sources: ['Quyết định 2367/QĐ-TTg ngày 23/12/2015'],
    ...{ rights, consent: { level: 'not-needed' } },
  },
  festival: {
    ...{ kind: 'festival', workType: 'Lễ hội truyền thống', name: 'Lễ hội Sayangva của người Chơ Ro' },
    nameEn: 'Sayangva, the rice festival of the Chơ Ro',
    summary: {
      vi: 'Lễ tạ ơn thần Lúa của người Chơ Ro, mở vào mùa trăng sáng sau vụ gặt.',
      en: 'The Chơ Ro thank the spirit of rice on moonlit nights after the harvest.',
    },
    story: {
      vi: [
        'Khi gặt, người Chơ Ro chừa lại một vạt lúa tốt nhất, rào lại bằng tre và lá, vì tin rằng hồn lúa trú ở đó. Đến ngày lễ, khoảng tháng hai, tháng ba âm lịch, họ rước hồn lúa về nhà.',
        'Bánh dày, cơm lam, canh bồi và rượu cần được làm từ sáng sớm; đêm xuống có tiếng chiêng và tiếng hát. Phần nghi lễ thuộc riêng cộng đồng không được trưng bày ở đây.',
      ],
      en: [
        'At the harvest the Chơ Ro leave the finest patch of rice standing, fenced with bamboo and leaves, for the soul of rice lives in it. On the day of the feast, in the second or third lunar month, they bring it home.',
        'Rice cakes, rice in bamboo, bồi soup and jar wine are made from early morning; at night there are gongs and songs. The rites that are the community’s own are not shown here.',
      ],
    },
    communes: ['26098', '26173', '26458'],
    events: [{ type: 'performance', when: { vi: 'Tháng hai, tháng ba âm lịch', en: 'Second or third lunar month' } }],
    recognitions: [{ level: 'national-intangible', decision: '1658/QĐ-BVHTTDL', on: '2025-06-03' }],
    sources: ['Quyết định 1658/QĐ-BVHTTDL ngày 03/6/2025'],
    rights: { statement: 'other-restrictions', holder: 'Cộng đồng người Chơ Ro' },
    consent: { level: 'public', on: '2026-03-15' },
  },
  music: {
    ...{ kind: 'intangible', workType: 'Nghệ thuật trình diễn', name: 'Đờn ca tài tử ở Đồng Nai' },
    nameEn: 'Đờn ca tài tử in Đồng Nai',
    summary: {
      vi: 'Tiếng đàn, lời ca của người Nam Bộ: chơi cùng nhau, không cần sân khấu.',
      en: 'The chamber music of southern Việt Nam: played together, without a stage.',
    },
    story: {
      vi: [
        'Một cây đàn kìm, một cây đàn tranh, một giọng ca và vài người bạn là đủ thành buổi đờn ca. Người chơi dựa vào bài bản đã thuộc rồi thêm thắt tùy lúc, nên không lần nào giống lần nào.',
        'Nghệ thuật này có ở nhiều tỉnh, thành phố phía Nam, trong đó có Đồng Nai.',
      ],
      en: [
        'A moon lute, a zither, a voice and a few friends are enough. Players know the old pieces by heart and embellish them as they go, so no evening is like another.',
        'The art lives in many provinces and cities of the south, Đồng Nai among them.',
      ],
    },
    communes: ['26041', '26113'],
    recognitions: [{ level: 'unesco', decision: 'UNESCO 8.COM', on: '2013-12-05' }],
    rights: { statement: 'other-restrictions', holder: 'Các câu lạc bộ đờn ca tài tử (mẫu)' },
    consent: { level: 'public', on: '2026-05-10' },
  },
} as const;
type ItemName = keyof typeof items;

const pictures: readonly { picture: Picture; item: ItemName; alt: { vi: string; en: string } }[] = [
  {
    ...{ picture: 'temple', item: 'temple' },
    alt: { vi: 'Hình vẽ: văn miếu hai tầng mái đỏ bên đồi', en: 'Drawing: a temple with two red roofs by a hill' },
  },
  {
    ...{ picture: 'tomb', item: 'tomb' },
    alt: { vi: 'Hình vẽ: hầm đá và bốn trụ đá', en: 'Drawing: a stone chamber and four pillars' },
  },
  {
    ...{ picture: 'tomb-model', item: 'tomb' },
    alt: { vi: 'Mô hình hầm mộ theo số đo', en: 'Model of the chamber, as measured' },
  },
  {
    ...{ picture: 'festival', item: 'festival' },
    alt: {
      vi: 'Hình vẽ: cây nêu và bốn người cầm chiêng dưới trăng',
      en: 'Drawing: a festival pole and four gong players under the moon',
    },
  },
  {
    ...{ picture: 'music', item: 'music' },
    alt: { vi: 'Hình vẽ: đàn kìm và đàn tranh', en: 'Drawing: a moon lute and a zither' },
  },
];
const caption = {
  vi: 'Hình minh họa của dữ liệu mẫu, không phải ảnh chụp',
  en: 'Sample illustration, not a photograph',
};

/** A museum, what it shows, a rite that it does not show, and a route with an OCOP product. */
export function heritageSteps(ids: SeedIds, step: MakeStep, date: (daysAgo: number) => string): SeedStep[] {
  const id = (name: string): string => ids.of(`heritage ${name}`);
  // Openings of the sample are made up from its ids; a steward's device draws random ones.
  const salt = sha256Hex(id('salt'));
  const commitment = commitFields([{ pointer: '/name', salt, value: 'Nghi thức của cộng đồng (mẫu)' }]);
  return [
    step('unit-museum', 'registrar-culture', '/api/registry/units', {
      ...{
        id: ids.of('unit-museum'),
        name: 'Bảo tàng (mẫu)',
        nameEn: 'Museum (sample)',
        kind: 'museum',
        commune: '26041',
      },
    }),
    step('accreditation unit-museum', 'registrar-culture', '/api/registry/accreditations', {
      ...{ id: ids.of('accreditation-unit-museum'), unit: ids.of('unit-museum'), may: ['heritage:steward'] },
      ...{ from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` },
    }),
    ...Object.entries(items).map(([name, item]) =>
      step(`heritage ${name}`, 'steward', '/api/heritage/items', { id: id(name), ...item }),
    ),
    ...pictures.flatMap(({ picture, item, alt }): SeedStep[] => [
      {
        ...step(`heritage file ${picture}`, 'steward', `/api/heritage/uploads?item=${id(item)}`, {}),
        ...{ file: picture },
      },
      {
        ...step(`heritage media ${picture}`, 'steward', '/api/heritage/media', {
          ...{ id: id(`media ${picture}`), item: id(item), alt, caption, credit: 'Dấu Nguồn (mẫu)' },
        }),
        factsOf: `heritage file ${picture}`,
      },
    ]),
    step('heritage rite', 'steward', '/api/heritage/restricted', {
      ...{ id: id('rite'), kind: 'intangible', consent: 'sacred', commitment },
    }),
    step('heritage route', 'steward', '/api/heritage/routes', {
      ...{ id: id('route'), name: 'Từ văn miếu đến mộ đá', nameEn: 'From the temple to the stone tomb' },
      story: {
        vi: [
          'Một ngày từ Biên Hòa lên Long Khánh: buổi sáng ở văn miếu, buổi chiều bên hầm mộ cự thạch, giữa đường mua hồ tiêu.',
        ],
        en: [
          'A day from Biên Hòa up to Long Khánh: the temple in the morning, the megaliths in the afternoon, pepper on the way.',
        ],
      },
      stops: [
        { item: id('temple'), note: { vi: 'Mở cửa hằng ngày', en: 'Open every day' } },
        { item: id('tomb'), products: [ids.of('ocop product')] },
      ],
    }),
  ];
}
